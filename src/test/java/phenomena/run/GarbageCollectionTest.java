package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.nn.Block;
import ai.djl.nn.Blocks;
import ai.djl.nn.LambdaBlock;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.dataset.Examples;
import phenomena.dataset.Seeds;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.Mlp;
import phenomena.model.Native;
import phenomena.model.ResNet;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

class GarbageCollectionTest {

    private static final int STORMS = 6;

    @TempDir
    Path folder;

    /** A linear map whose logits are scaled down, by a Java number or by an engine array. */
    record Scaled(boolean byNumber) implements Architecture {
        @Override
        public Block block(long[] inputShape, int classes, int replicas) {
            UnaryOperator<NDArray> scale = byNumber ? x -> x.mul(0.25f) : x -> x.mul(Native.like(x, 0.25));
            return new SequentialBlock()
                    .add(Blocks.batchFlattenBlock())
                    .add(Linear.builder().setUnits(classes).build())
                    .add(LambdaBlock.singleton(scale::apply));
        }
    }

    /** Sixteen images of noise, 3 × 32 × 32, in two classes. */
    record Noise() implements Task {
        @Override
        public Split split(long seed) {
            float[] inputs = new float[16 * 3 * 32 * 32];
            var random = Seeds.stream(seed, "noise");
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = random.nextFloat() - 0.5f;
            }
            int[] labels = random.ints(16, 0, 2).toArray();
            Examples examples = new Examples(inputs, new long[] {3, 32, 32}, labels, labels, 2);
            return new Split(examples, examples);
        }
    }

    /** Collects garbage and overwrites freed memory all along, from a thread of its own. */
    private static final class Storm implements AutoCloseable {
        private final AtomicInteger count = new AtomicInteger();
        private volatile boolean over;
        private final Thread thread = new Thread(() -> {
            while (!over) {
                GradientGuard.overwriteFreedMemory();
                count.incrementAndGet();
            }
        });

        Storm() {
            thread.start();
        }

        int count() {
            return count.get();
        }

        @Override
        public void close() throws InterruptedException {
            over = true;
            thread.join();
        }
    }

    static List<Protocol> protocols() {
        return List.of(Tiny.withSteps(Tiny.mlp(), 100), Tiny.withSteps(Tiny.cnn(), 100));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void a_training_under_a_storm_of_collections_equals_a_quiet_one(Protocol protocol) throws Exception {
        List<String> quiet = Tiny.bits(Tiny.run(folder.resolve("quiet"), protocol));
        try (Storm storm = new Storm()) {
            for (int round = 0; storm.count() < STORMS; round++) {
                assertThat(Tiny.bits(Tiny.run(folder.resolve("stormy " + round), protocol)))
                        .as("round %d", round)
                        .isEqualTo(quiet);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("own")
    void gradients_of_the_librarys_blocks_do_not_feel_a_storm_before_the_backward_pass(Architecture architecture) {
        for (int round = 0; round < 5; round++) {
            assertThat(gradient(architecture, GarbageCollectionTest::storm)).isEqualTo(gradient(architecture, x -> x));
        }
    }

    static List<Architecture> own() {
        return List.of(new Mlp(2, 8, 1), new Cnn(3, 4, 8, 3, 1), new Scaled(false));
    }

    @Test
    void multiplying_by_a_java_number_gives_a_wrong_gradient_where_nobody_guards() {
        List<FloatBuffer> right = gradient(new Scaled(false), x -> x);
        assertThat(gradient(new Scaled(true), x -> x)).isEqualTo(right);
        assertThat(gradient(new Scaled(true), GarbageCollectionTest::storm)).isNotEqualTo(right);
    }

    @Test
    void multiplying_by_a_java_number_is_caught_before_training() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Tiny.run(folder, Tiny.protocol("scaled", new Scaled(true))))
                .withMessageContaining("Scaled")
                .withMessageContaining("phenomena.model.Native.of");
    }

    @Test
    void a_block_from_elsewhere_that_enters_numbers_well_is_trained() {
        Run run = Tiny.run(folder, Tiny.protocol("scaled well", new Scaled(false)));
        assertThat(run.outcomes()).hasSize(3).allSatisfy((seed, outcome) -> assertThat(outcome)
                .isEqualTo(new Outcome.Completed(Tiny.STEPS)));
    }

    @Test
    void a_stock_residual_network_trains_through_the_same_loop_and_feels_no_storm() throws Exception {
        Protocol protocol = Tiny.withSteps(Tiny.protocol("ResNet-18", new ResNet(18)), 3)
                .withTask(new Noise())
                .withMeasurement(new Measurement(List.of(new Loss(), new ErrorRate()), 1, List.of(), Measurement.ALL))
                .withSeeds(1);
        // One core: where other programs keep the cores busy, threads of one operation wait for each other.
        Runner runner = new Runner(new RunStore(folder), Progress.NONE, 1);
        Run quiet = runner.run(List.of(protocol), Instant.MIN).get(0);
        assertThat(quiet.outcomes()).containsEntry(0L, new Outcome.Completed(3));
        assertThat(trainLosses(quiet)).hasSize(3).doesNotHaveDuplicates();
        try (Storm storm = new Storm()) {
            for (int round = 0; storm.count() < 2; round++) {
                Run stormy = runner.run(List.of(protocol), Instant.MIN).get(0);
                assertThat(Tiny.bits(stormy)).as("round %d", round).isEqualTo(Tiny.bits(quiet));
            }
        }
    }

    private static List<Double> trainLosses(Run run) {
        return run.table()
                .where(run.table()
                        .stringColumn("quantity")
                        .isEqualTo("loss")
                        .and(run.table().stringColumn("split").isEqualTo("train")))
                .doubleColumn("value")
                .asList();
    }

    private static NDArray storm(NDArray loss) {
        GradientGuard.overwriteFreedMemory();
        return loss;
    }

    /** The first gradient of an architecture, with something done between the forward and the backward pass. */
    private static List<FloatBuffer> gradient(Architecture architecture, UnaryOperator<NDArray> between) {
        List<Replica> replicas = Tiny.replicas(Tiny.withSeed(Tiny.protocol("gradient", architecture), 0));
        try (Cohort cohort = Tiny.cohort(replicas);
                NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = new Batches(cohort).at(scratch, 0);
            List<NDArray> leaves = Autograd.leaves(scratch, cohort.parameters());
            NDArray loss = Autograd.recorded(() -> cohort.forward(leaves, batch.inputs())
                    .logSoftmax(-1)
                    .gather(batch.labels(), 2)
                    .sum());
            return Autograd.gradients(scratch, between.apply(loss), leaves).stream()
                    .map(gradient -> FloatBuffer.wrap(gradient.toFloatArray()))
                    .toList();
        }
    }
}
