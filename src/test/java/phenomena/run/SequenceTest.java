package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.Examples;
import phenomena.dataset.ModularArithmetic;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.Part;
import phenomena.model.TokenMlp;
import phenomena.optimize.Sgd;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;
import phenomena.protocol.Training;

/** Sequences with a label for each token go through the whole loop. */
class SequenceTest {

    private static final int K = Cycles.K;
    private static final int LENGTH = Cycles.LENGTH;
    private static final int N = 40;

    @TempDir
    Path folder;

    private static Protocol protocol(int steps, int batchSize, double rate) {
        Protocol tiny = Tiny.protocol("bigrams", new Bigrams());
        return tiny.withTask(new Cycles(N))
                .withLearner(tiny.learner()
                        .withOptimizer(new Sgd(rate, 0, 0))
                        .withTraining(new Training(steps, batchSize, new Augmentation.None(), new Stop.Never())))
                .withMeasurement(tiny.measurement().withKeptSteps(1, Measurement.END));
    }

    /** How often each token follows each. */
    private static double[][] counts(Examples examples) {
        double[][] counts = new double[K][K];
        for (int i = 0; i < examples.labels().length; i++) {
            counts[(int) examples.inputs()[i]][examples.labels()[i]]++;
        }
        return counts;
    }

    private static double value(Run run, long seed, long step, String split, String quantity) {
        return run.table().stream()
                .filter(row -> row.getLong("replica") == seed
                        && row.getLong("step") == step
                        && row.getString("split").equals(split)
                        && row.getString("quantity").equals(quantity))
                .findFirst()
                .orElseThrow()
                .getDouble("value");
    }

    /** From a table of zeros: softmax is uniform, so the gradient is known. */
    @Test
    void the_first_step_goes_where_the_counts_say() {
        double rate = 0.5;
        Run run = Tiny.run(folder, protocol(1, N, rate));
        for (long seed : run.protocol().seeds()) {
            double[][] counts = counts(new Cycles(N).split(seed).train());
            float[] table = run.parameters(seed, 1).get("table");
            for (int a = 0; a < K; a++) {
                double all = Arrays.stream(counts[a]).sum();
                for (int b = 0; b < K; b++) {
                    assertThat(table[a * K + b])
                            .isCloseTo((float) (rate * (counts[a][b] - all / K) / (N * LENGTH)), within(1e-7f));
                }
            }
            assertThat(value(run, seed, 0, "train", "loss")).isCloseTo(Math.log(K), within(1e-12));
            assertThat(value(run, seed, 0, "test", "loss")).isCloseTo(Math.log(K), within(1e-12));
        }
    }

    /** The loss is convex in the table; its minimum is the entropy of a label given its token. */
    @Test
    void training_learns_the_table_of_bigrams() {
        Run run = Tiny.run(folder, protocol(600, N, 3));
        for (long seed : run.protocol().seeds()) {
            double[][] counts = counts(new Cycles(N).split(seed).train());
            float[] table = run.parameters(seed, 600).get("table");
            double entropy = 0;
            double rightest = 0;
            for (int a = 0; a < K; a++) {
                double all = Arrays.stream(counts[a]).sum();
                double[] weights = new double[K];
                for (int b = 0; b < K; b++) {
                    entropy -= counts[a][b] / (N * LENGTH) * Math.log(counts[a][b] / all);
                    weights[b] = Math.exp(table[a * K + b]);
                }
                rightest += Arrays.stream(counts[a]).max().orElseThrow();
                double total = Arrays.stream(weights).sum();
                for (int b = 0; b < K; b++) {
                    assertThat(weights[b] / total).isCloseTo(counts[a][b] / all, within(1e-4));
                }
            }
            assertThat(value(run, seed, 600, "train", "loss")).isCloseTo(entropy, within(1e-6));
            assertThat(value(run, seed, 600, "train", "error")).isCloseTo(1 - rightest / (N * LENGTH), within(1e-12));
            assertThat(value(run, seed, 0, "train", "fitted clean")).isBetween(0.0, 1.0);
        }
    }

    @Test
    void batches_show_each_sequence_with_the_labels_of_its_tokens() {
        List<Replica> replicas = Tiny.replicas(protocol(10, 6, 1));
        try (Cohort cohort = Tiny.cohort(replicas);
                NDManager scratch = cohort.manager().newSubManager()) {
            Batches batches = new Batches(cohort);
            for (int step = 0; step < 8; step++) {
                Batches.Batch batch = batches.at(scratch, step);
                assertThat(batch.labels().getShape()).isEqualTo(new Shape(3, 6 * LENGTH, 1));
                float[] inputs = batch.inputs().toFloatArray();
                long[] labels = batch.labels().toLongArray();
                for (int i = 0; i < inputs.length; i += LENGTH) {
                    Examples own = cohort.examples(i / (6 * LENGTH), Part.TRAIN);
                    String shown = sequence(inputs, labels, i);
                    long[] all = Arrays.stream(own.labels()).asLongStream().toArray();
                    assertThat(IntStream.range(0, N).mapToObj(n -> sequence(own.inputs(), all, n * LENGTH)))
                            .contains(shown);
                }
            }
        }
    }

    private static String sequence(float[] inputs, long[] labels, int from) {
        return Arrays.toString(Arrays.copyOfRange(inputs, from, from + LENGTH))
                + Arrays.toString(Arrays.copyOfRange(labels, from, from + LENGTH));
    }

    @Test
    void a_replica_beside_others_learns_what_it_learns_alone() {
        Protocol protocol = protocol(30, 8, 0.5);
        Ledger together = Tiny.train(Tiny.replicas(protocol));
        for (long seed : protocol.seeds()) {
            List<Replica> alone = Tiny.replicas(Tiny.withSeed(protocol, seed));
            Replica replica = new Replica(0, protocol, seed);
            assertThat(Tiny.difference(Tiny.train(alone).rows(alone.get(0)), together.rows(replica)))
                    .isLessThan(1e-6);
        }
    }

    @Test
    void wrong_labels_of_tokens_are_told_apart_from_right_ones() {
        Protocol noisy = protocol(300, N, 3)
                .withTask(new Corrupted(new Cycles(N), new Corruption.LabelNoise(0.25)))
                .withSeeds(1);
        Examples train = noisy.task().split(0).train();
        assertThat(train.labelNoise()).isEqualTo(0.25);
        Run run = Tiny.run(folder, noisy);
        assertThat(value(run, 0, 300, "train", "error corrupted"))
                .isBetween(0.8, 1.0); // 1 wrong label in 10 is the likeliest one
        assertThat(value(run, 0, 300, "train", "recovered")).isGreaterThan(0.6);
        assertThat(value(run, 0, 300, "train", "error clean")).isLessThan(0.3);
    }

    /** Training is the same; on train alone is less seen. */
    @Test
    void the_first_training_examples_alone_are_measured_where_the_protocol_says_so() {
        int some = 9;
        Protocol all = protocol(25, 8, 0.5);
        Protocol few = all.withName("few").withMeasurement(all.measurement().withTrainExamples(some));
        List<Run> runs = Tiny.run(folder, all, few);
        for (long seed : all.seeds()) {
            Map<String, float[]> kept = runs.get(1).parameters(seed, 25);
            assertThat(kept.get("table"))
                    .containsExactly(runs.get(0).parameters(seed, 25).get("table"));
            Examples first = all.task().split(seed).train().first(some);
            double loss = loss(kept.get("table"), first);
            assertThat(value(runs.get(1), seed, 25, "train", "loss")).isCloseTo(loss, within(1e-9));
            assertThat(value(runs.get(0), seed, 25, "train", "loss"))
                    .isNotCloseTo(loss, within(1e-4))
                    .isCloseTo(loss(kept.get("table"), all.task().split(seed).train()), within(1e-9));
            assertThat(value(runs.get(1), seed, 25, "test", "loss"))
                    .isEqualTo(value(runs.get(0), seed, 25, "test", "loss"));
            int rows = runs.get(1).observe(seed, 25, network -> {
                assertThat(network.predictions(0, Part.TRAIN)).hasSize(some * LENGTH);
                assertThat(network.activations(0, Part.TEST)).hasSize(25 * LENGTH * K);
                return network.logits(0, Part.TRAIN).length;
            });
            assertThat(rows).isEqualTo(some * LENGTH * K);
        }
    }

    private static double loss(float[] table, Examples examples) {
        double sum = 0;
        for (int i = 0; i < examples.labels().length; i++) {
            int row = (int) examples.inputs()[i] * K;
            double total = 0;
            for (int b = 0; b < K; b++) {
                total += Math.exp(table[row + b]);
            }
            sum += Math.log(total) - table[row + examples.labels()[i]];
        }
        return sum / examples.labels().length;
    }

    @Test
    void a_net_with_one_answer_for_a_sequence_is_refused_where_each_token_has_a_label() {
        Protocol protocol = protocol(5, 8, 0.5);
        Protocol single = protocol.withLearner(protocol.learner().withArchitecture(TokenMlp.quadratic(4)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, single))
                .withMessageStartingWith(
                        "logits must be as many as labels, 7 for each example, got 40 for 40 examples from TokenMlp");
    }

    @Test
    void a_net_with_an_answer_for_each_token_is_refused_where_a_sequence_has_one_label() {
        Protocol protocol = protocol(5, 8, 0.5)
                .withTask(new ModularArithmetic(ModularArithmetic.Operation.ADD, 7, 0.5))
                .withMeasurement(new Measurement(List.of(new Loss(), new ErrorRate()), 5, List.of(), Measurement.ALL));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, protocol))
                .withMessageStartingWith(
                        "logits must be as many as labels, 1 for each example, got 16 for 8 examples from Bigrams");
    }

    @Test
    void a_vocabulary_that_does_not_fit_into_memory_is_refused_before_anything_is_trained() {
        int vast = 1 << 30;
        Examples two = new Examples(new float[] {0, 1}, new long[] {2}, new int[] {1, 0}, new int[] {1, 0}, vast);
        Task task = seed -> new Split(two, two);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Tiny.run(folder, protocol(1, 1, 0.1).withTask(task)))
                .withMessageStartingWith("logits of all that is measured must fit into memory, ")
                .withMessageContaining("got 2 labels from a vocabulary of 1,073,741,824, 17.2 GB; measure fewer");
        assertThat(folder).isEmptyDirectory();
    }
}
