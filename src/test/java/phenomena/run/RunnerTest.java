package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Examples;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.ParityTasks;
import phenomena.dataset.Seeds;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.model.ResNet;
import phenomena.model.TaskMlp;
import phenomena.model.TokenMlp;
import phenomena.protocol.Dial;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

class RunnerTest {

    private static final Protocol PROTOCOL = Tiny.withSteps(Tiny.mlp(), 3);

    @TempDir
    Path folder;

    /** A reader's own task: is the sum of two numbers positive? */
    record Sums(int count) implements Task {
        @Override
        public Split split(long seed) {
            var random = Seeds.stream(seed, "sums");
            float[] inputs = new float[2 * count];
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                inputs[2 * i] = random.nextFloat() - 0.5f;
                inputs[2 * i + 1] = random.nextFloat() - 0.5f;
                labels[i] = inputs[2 * i] + inputs[2 * i + 1] > 0 ? 1 : 0;
            }
            Examples examples = new Examples(inputs, new long[] {2}, labels, labels, 2);
            return new Split(examples, examples);
        }
    }

    /** A task of the reader's own with inputs as in MNIST-1D. */
    record Signals() implements Task {
        @Override
        public Split split(long seed) {
            return new Mnist1d(40, 30).split(seed);
        }
    }

    @Test
    void runs_come_back_in_the_order_asked_for_whether_trained_or_loaded() {
        Protocol longer = Tiny.withSteps(PROTOCOL, 4).withName("longer");
        Protocol convolutional = Tiny.withSteps(Tiny.cnn(), 3);
        Tiny.run(folder, longer);
        List<Run> runs = Tiny.run(folder, convolutional, longer, PROTOCOL);
        assertThat(runs).extracting(Run::protocol).containsExactly(convolutional, longer, PROTOCOL);
        for (Run run : runs) {
            assertThat(run.table().stringColumn("run").unique().asList())
                    .containsExactly(run.protocol().name());
            assertThat(run.table().longColumn("replica").unique().asList()).containsExactly(0L, 1L, 2L);
            assertThat(run.table().longColumn("step").max())
                    .isEqualTo(run.protocol().learner().training().steps());
        }
    }

    @Test
    void one_experiment_under_two_names_is_trained_once_and_given_under_both() {
        Protocol again = Dial.LEARNING_RATE.at(PROTOCOL, 1e-2);
        List<Run> runs = Tiny.run(folder, PROTOCOL, again, PROTOCOL);
        assertThat(runs).extracting(Run::protocol).containsExactly(PROTOCOL, again, PROTOCOL);
        assertThat(Tiny.bits(runs.get(1))).isEqualTo(Tiny.bits(runs.get(0)));
        assertThat(runs.get(1).table().stringColumn("run").unique().asList()).containsExactly(again.name());
        assertThat(runs.get(0).table().stringColumn("run").unique().asList()).containsExactly(PROTOCOL.name());
        assertThat(new RunStore(folder).all().runs()).hasSize(1);
    }

    @Test
    void a_task_of_the_readers_own_is_learned_and_not_filed() {
        Protocol own = Tiny.withSteps(Tiny.mlp(), 200).withTask(new Sums(100)).withName("sums");
        Run run = Tiny.run(folder, own);
        assertThat(run.isComplete()).isTrue();
        List<Double> errors = run.table()
                .where(run.table()
                        .stringColumn("quantity")
                        .isEqualTo("error")
                        .and(run.table().longColumn("step").isEqualTo(200)))
                .doubleColumn("value")
                .asList();
        assertThat(errors).hasSize(6).allMatch(error -> error < 0.1);
        assertThat(folder.toFile().list()).isEmpty();
        assertThat(Tiny.bits(Tiny.run(folder, own))).isEqualTo(Tiny.bits(run));
    }

    @Test
    void a_batch_larger_than_the_training_set_is_refused_before_anything_is_written() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, PROTOCOL, Dial.BATCH_SIZE.at(PROTOCOL, 41)))
                .withMessage("batchSize must be at most the number of training examples, 40, got 41");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void an_augmentation_that_cannot_change_such_inputs_is_refused_before_anything_is_written() {
        Protocol images = Tiny.withTraining(
                PROTOCOL, PROTOCOL.learner().training().withAugmentation(new Augmentation.FlipAndShift(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, images))
                .withMessageContaining("FlipAndShift takes images");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void an_architecture_that_cannot_take_such_inputs_is_refused_before_anything_is_written() {
        Protocol tiny = Tiny.protocol("not images", new ResNet(18)).withTask(new Sums(50));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, tiny))
                .withMessageContaining("ResNet takes images");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void inputs_that_are_no_tokens_or_tasks_are_refused_before_anything_is_written() {
        Protocol tokens = Tiny.protocol("not tokens", TokenMlp.quadratic(4)).withTask(new Sums(50));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, tokens))
                .withMessageMatching(
                        "inputs of TokenMlp must be tokens, whole numbers in \\[0, 2\\), got [-0-9.E]+; give it"
                                + " a task of tokens, such as ModularArithmetic");
        Protocol tasks = Tiny.protocol("too many tasks", new TaskMlp(4, 1, 8, 1))
                .withTask(new SparseParity(new ParityTasks(5, 6, 2, 0.4), 100, 20));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, tasks))
                .withMessage(
                        "value 0 of the inputs of TaskMlp must be whole numbers in [0, 4), got 4.0; give it a task with"
                                + " such values, as SparseParity has them");
        assertThat(folder.toFile().list()).isEmpty();
    }

    @Test
    void at_least_one_core_is_needed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runner(new RunStore(folder), Progress.NONE, 0))
                .withMessage("cores must be at least 1, got 0");
    }

    /** Adds up what it is told. */
    private static final class Recorded implements Progress {
        private final List<Row> rows = new ArrayList<>();
        private final List<String> calls = new ArrayList<>();
        private long ahead;
        private long done;

        @Override
        public void start(String title, long replicaSteps) {
            calls.add(title);
            ahead = replicaSteps;
        }

        @Override
        public void advance(long replicaSteps, List<Row> measured) {
            assertThat(calls).hasSize(1);
            done += replicaSteps;
            rows.addAll(measured);
        }

        @Override
        public void finish(String outcome) {
            calls.add(outcome);
        }
    }

    @Test
    void progress_hears_of_all_the_work_and_all_the_rows_also_of_those_who_leave_early() {
        Protocol stopping =
                Tiny.withTraining(Tiny.mlp(), Tiny.mlp().learner().training().withStop(new Stop.TrainError(0.6)));
        Protocol diverging = Tiny.withLearningRate(Tiny.mlp(), 1e30).withName("diverging");
        Recorded progress = new Recorded();
        List<Run> runs = new Runner(new RunStore(folder), progress, 2).run(List.of(stopping, diverging), Instant.MIN);
        assertThat(progress.calls).containsExactly("tiny MLP and 1 more", "completed");
        assertThat(progress.ahead).isEqualTo(2L * 3 * Tiny.STEPS);
        assertThat(progress.done).isEqualTo(progress.ahead);
        List<String> all = new ArrayList<>(Tiny.bits(runs.get(0)));
        all.addAll(Tiny.bits(runs.get(1)));
        assertThat(Tiny.bits(progress.rows)).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void a_run_says_where_its_numbers_come_from() {
        Provenance provenance = Tiny.run(folder, PROTOCOL).provenance();
        assertThat(provenance.created()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
        assertThat(provenance.seconds()).isBetween(0.0, 600.0);
        assertThat(provenance.software())
                .containsEntry("numerics", String.valueOf(Identity.NUMERICS))
                .containsEntry("jdk", Runtime.version().toString())
                .containsKeys("phenomena", "PyTorch");
        assertThat(provenance.machine()).containsEntry("cores", "2").containsKeys("os", "architecture");
        assertThat(provenance.plan()).isEqualTo("passes of 2, 1 replicas, 2 at once, 1 engine threads each");
        assertThat(Files.isDirectory(folder)).isTrue();
    }
}
