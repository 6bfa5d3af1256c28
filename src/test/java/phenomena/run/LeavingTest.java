package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.dataset.Examples;
import phenomena.dataset.ParityTasks;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.model.Architecture;
import phenomena.model.Mlp;
import phenomena.model.ReplicaBlock;
import phenomena.model.TaskMlp;
import phenomena.protocol.Dial;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

/** Replicas that diverge or fit leave their pass, and the others do not notice. */
class LeavingTest {

    private static final double ROUNDING = 1e-4;

    @TempDir
    Path folder;

    /** Two logits are computed both ways round. */
    private static Protocol twoLogits() {
        return Tiny.protocol("tiny tasks", new TaskMlp(3, 1, 8, 1))
                .withTask(new SparseParity(new ParityTasks(3, 5, 2, 0.4), 40, 30));
    }

    static Stream<Arguments> rates() {
        return Stream.of(Tiny.mlp(), twoLogits())
                .flatMap(sound -> Stream.of(Arguments.of(sound, 1e6), Arguments.of(sound, 1e30)));
    }

    @ParameterizedTest
    @MethodSource("rates")
    void a_replica_that_diverges_says_when_and_the_others_equal_themselves_alone(Protocol sound, double rate) {
        Protocol wild = Dial.LEARNING_RATE.at(Tiny.withSeed(sound, 1), rate);
        Replica diverging = Tiny.replicas(wild).get(0);
        List<Replica> all = new ArrayList<>(Tiny.replicas(sound));
        all.add(1, diverging);
        Ledger together = Tiny.train(all);
        for (Replica replica : Tiny.replicas(sound)) {
            Ledger alone = Tiny.train(List.of(replica));
            assertThat(together.outcomes()).containsEntry(replica, new Outcome.Completed(Tiny.STEPS));
            assertThat(Tiny.difference(together.rows(replica), alone.rows(replica)))
                    .isLessThan(ROUNDING);
        }
        Ledger alone = Tiny.train(List.of(diverging));
        assertThat(together.outcomes().get(diverging))
                .isEqualTo(alone.outcomes().get(diverging));
        assertThat(Tiny.bits(together.rows(diverging))).isEqualTo(Tiny.bits(alone.rows(diverging)));
        if (rate == 1e30) {
            assertThat(together.outcomes()).containsEntry(diverging, new Outcome.Diverged(1));
        }
    }

    @Test
    void a_sweep_with_a_rate_too_large_ends_with_the_others_sound_and_is_filed() {
        Protocol sound = Tiny.mlp();
        List<Run> runs = Tiny.run(folder, sound, Dial.LEARNING_RATE.at(sound, 1e30));
        assertThat(runs.get(0).diverged()).isEmpty();
        assertThat(runs.get(1).diverged()).containsExactly(0L, 1L, 2L);
        assertThat(runs.get(1).outcomes().values()).containsOnly(new Outcome.Diverged(1));
        assertThat(runs).allMatch(Run::isComplete);
        assertThat(new RunStore(folder).all().runs()).hasSize(2);
    }

    @Test
    void a_replica_leaves_at_its_first_measured_step_at_or_below_the_limit() {
        Protocol protocol = measuredOften(Tiny.withSteps(Tiny.mlp(), 100).withSeeds(4));
        Ledger toTheEnd = Tiny.train(Tiny.replicas(protocol));
        double limit = 0.5;
        Protocol stopping =
                Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(limit)));
        List<Replica> replicas = Tiny.replicas(stopping);
        Ledger stopped = Tiny.train(replicas);
        for (Replica replica : replicas) {
            List<Row> rows = toTheEnd.rows(new Replica(0, protocol, replica.seed()));
            long first = rows.stream()
                    .filter(row -> row.quantity().equals("error") && row.split().equals("train"))
                    .filter(row -> row.value() <= limit)
                    .findFirst()
                    .orElseThrow()
                    .step();
            assertThat(first).isBetween(1L, 99L);
            assertThat(stopped.outcomes()).containsEntry(replica, new Outcome.Completed(first));
            assertThat(stopped.rows(replica)).allMatch(row -> row.step() <= first);
        }
        assertThat(replicas.stream().map(replica -> stopped.outcomes().get(replica)))
                .doesNotHaveDuplicates(); // they left one by one
    }

    @Test
    void those_who_stay_when_others_leave_equal_themselves_alone() {
        Protocol protocol = measuredOften(Tiny.withSteps(Tiny.mlp(), 100).withSeeds(4));
        Protocol stopping =
                Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(0.5)));
        List<Replica> replicas = Tiny.replicas(stopping);
        Ledger together = Tiny.train(replicas);
        for (Replica replica : replicas) {
            Ledger alone = Tiny.train(List.of(replica));
            assertThat(together.outcomes().get(replica))
                    .isEqualTo(alone.outcomes().get(replica));
            assertThat(Tiny.difference(together.rows(replica), alone.rows(replica)))
                    .isLessThan(ROUNDING);
        }
    }

    private static Protocol measuredOften(Protocol protocol) {
        return protocol.withMeasurement(
                new Measurement(protocol.measurement().probes(), 40, List.of(), Measurement.ALL));
    }

    /** A loss that is infinite on batches of seed 1's data, while its logits are finite when they are measured. */
    record Overflowing() implements Architecture {
        @Override
        public int replicasPerPass() {
            return 3;
        }

        @Override
        public Block block(long[] inputShape, int classes, int replicas) {
            return new Layers(new Mlp(1, 4, 1).block(inputShape, classes, replicas), replicas);
        }
    }

    private static final class Layers extends ReplicaBlock {
        private final Block inner;
        private final int replicas;

        Layers(Block inner, int replicas) {
            this.inner = addChildBlock("inner", inner);
            this.replicas = replicas;
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDList logits = inner.forward(store, inputs, training);
            NDArray size = inputs.singletonOrThrow()
                    .abs()
                    .reshape(replicas, -1)
                    .max(new int[] {1})
                    .reshape(replicas, 1, 1);
            return training ? new NDList(logits.get(0).mul(size.exp())) : logits;
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            return inner.getOutputShapes(inputShapes);
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
            inner.initialize(manager, type, shapes);
        }
    }

    /** Two classes told apart by a sign; seed 1 has inputs whose exponential overflows. */
    record Signs() implements Task {
        @Override
        public Split split(long seed) {
            float size = seed == 1 ? 100 : 1;
            Examples examples = new Examples(
                    new float[] {size, -size, size, -size, size, -size, size, -size, size, -size},
                    new long[] {1},
                    new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1},
                    new int[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1},
                    2);
            return new Split(examples, examples);
        }
    }

    @Test
    void a_replica_whose_batch_diverges_at_a_measured_step_costs_the_others_no_second_measurement() {
        Protocol protocol = Tiny.protocol("overflowing", new Overflowing())
                .withTask(new Signs())
                .withSeeds(3);
        List<Replica> replicas = Tiny.replicas(protocol);
        Ledger together = Tiny.train(replicas);
        assertThat(together.outcomes()).containsEntry(replicas.get(1), new Outcome.Diverged(0));
        for (Replica replica : List.of(replicas.get(0), replicas.get(2))) {
            Ledger alone = Tiny.train(List.of(replica));
            assertThat(steps(together, replica)).isEqualTo(steps(alone, replica));
            assertThat(Tiny.difference(together.rows(replica), alone.rows(replica)))
                    .isLessThan(ROUNDING);
        }
    }

    private static List<Long> steps(Ledger ledger, Replica replica) {
        Stream<Row> rows = ledger.rows(replica).stream();
        return rows.filter(row -> row.quantity().equals("loss") && row.split().equals("test"))
                .map(Row::step)
                .toList();
    }
}
