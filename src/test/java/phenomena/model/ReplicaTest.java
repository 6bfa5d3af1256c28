package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What replicas compute, together, alone and by the plain loops of {@link PlainNetwork}. Logits are of order 1; two float32
 * sums of some hundred terms in different orders stay within 1e-5 of each other.
 */
class ReplicaTest {

    private static final int REPLICAS = 3;
    private static final int BATCH = 4;
    private static final int CLASSES = 5;
    private static final double TOLERANCE = 1e-5;

    /** An architecture, and the shape of one example. */
    record Case(Architecture architecture, long... shape) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new Mlp(1, 7, 1), 6),
                new Case(new Mlp(3, 16, 1.5), 2, 3, 4),
                new Case(new Cnn(3, 4, 6, 3, 1), 2, 8, 8),
                new Case(new Cnn(2, 3, 5, 5, 2), 1, 7, 10),
                new Case(new Cnn(3, 2, 4, 1, 1), 3, 4, 5),
                new Case(new Cnn(3, 4, 6, 5, 1), 20),
                new Case(new Cnn(2, 3, 4, 3, 1), 11),
                new Case(new Cnn(2, 3, 4, 3, 1), 2, 1, 9));
    }

    /** One value a replica and example: {@code (R, B, …shape)}, the same on every machine. */
    private static float[] inputs(int replicas, Case c) {
        Random random = new Random(17); // its algorithm is part of the Java specification
        float[] values = new float[Math.toIntExact(replicas * BATCH * new Shape(c.shape()).size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static float[] parameters(Network network, Architecture architecture, long... seeds) {
        float[] rows = new float[seeds.length * network.parameterCount()];
        for (int r = 0; r < seeds.length; r++) {
            float[] row = network.initial(architecture, seeds[r]);
            System.arraycopy(row, 0, rows, r * row.length, row.length);
        }
        return rows;
    }

    /** The logits {@code (R, B, K)} of networks with the weights of these seeds. */
    private static float[] logits(Case c, float[] inputs, long... seeds) {
        try (NDManager manager = NDManager.newBaseManager()) {
            int replicas = seeds.length;
            Network network = Network.of(manager, c.architecture(), c.shape(), CLASSES, replicas);
            float[] rows = parameters(network, c.architecture(), seeds);
            NDArray logits = network.forward(
                    Native.of(manager, rows, new Shape(replicas, network.parameterCount())),
                    manager.zeros(new Shape(replicas, 0)),
                    Native.of(manager, inputs, new Shape(replicas, BATCH).addAll(new Shape(c.shape()))),
                    true);
            assertThat(logits.getShape()).isEqualTo(new Shape(replicas, BATCH, CLASSES));
            return logits.toFloatArray();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_replica_computes_with_others_what_it_computes_alone(Case c) {
        float[] inputs = inputs(REPLICAS, c);
        float[] together = logits(c, inputs, 0, 1, 2);
        int own = inputs.length / REPLICAS;
        for (int r = 0; r < REPLICAS; r++) {
            float[] alone = logits(c, Arrays.copyOfRange(inputs, r * own, (r + 1) * own), r);
            float[] row = Arrays.copyOfRange(together, r * BATCH * CLASSES, (r + 1) * BATCH * CLASSES);
            assertThat(row).containsExactly(alone, within((float) TOLERANCE));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void logits_are_those_of_plain_loops_in_double_precision(Case c) {
        float[] inputs = inputs(REPLICAS, c);
        float[] together = logits(c, inputs, 4, 5, 6);
        int features = inputs.length / REPLICAS / BATCH;
        for (int r = 0; r < REPLICAS; r++) {
            PlainNetwork plain = plain(c, 4 + r);
            for (int b = 0; b < BATCH; b++) {
                int example = r * BATCH + b;
                double[] expected = expected(c, plain, inputs, example * features, features);
                for (int k = 0; k < CLASSES; k++) {
                    assertThat((double) together[example * CLASSES + k])
                            .as("replica %d, example %d, class %d", r, b, k)
                            .isCloseTo(expected[k], within(TOLERANCE));
                }
            }
        }
    }

    private static PlainNetwork plain(Case c, long seed) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, c.architecture(), c.shape(), CLASSES, 1);
            return new PlainNetwork(network.initial(c.architecture(), seed), network.entries());
        }
    }

    private static double[] expected(Case c, PlainNetwork plain, float[] inputs, int from, int features) {
        double[] input = new double[features];
        for (int i = 0; i < features; i++) {
            input[i] = inputs[from + i];
        }
        if (c.architecture() instanceof Mlp) {
            return plain.mlp(input);
        }
        int height = c.shape().length == 1 ? 1 : (int) c.shape()[1];
        return plain.cnn(input, height, (int) c.shape()[c.shape().length - 1]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_cost_knows_how_many_parameters_there_are(Case c) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, c.architecture(), c.shape(), CLASSES, 2);
            assertThat(c.architecture().cost(c.shape(), CLASSES).parameters()).isEqualTo(network.parameterCount());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_block_knows_the_shape_of_its_logits(Case c) {
        Shape inputs = new Shape(REPLICAS, BATCH).addAll(new Shape(c.shape()));
        assertThat(c.architecture().block(c.shape(), CLASSES, REPLICAS).getOutputShapes(new Shape[] {inputs}))
                .containsExactly(new Shape(REPLICAS, BATCH, CLASSES));
        assertThat(new ReplicaConvolution(2, 3, 5, new Shape(3, 3))
                        .getOutputShapes(new Shape[] {new Shape(7, 6, 8, 9)}))
                .containsExactly(new Shape(7, 10, 4, 5));
    }

    @Test
    void parameters_are_as_many_as_the_closed_form_says() {
        Architecture.Cost mlp = new Mlp(2, 100, 1).cost(new long[] {40}, 10);
        assertThat(mlp.parameters()).isEqualTo(40 * 100 + 100 + 100 * 100 + 100 + 100 * 10 + 10);
        assertThat(mlp.multiplications()).isEqualTo(40 * 100 + 100 * 100 + 100 * 10);
        Architecture.Cost cnn = new Cnn(16, 32, 128, 3, 1).cost(new long[] {1, 28, 28}, 10);
        assertThat(cnn.parameters()).isEqualTo(16 * 9 + 16 + 32 * 16 * 9 + 32 + 32 * 7 * 7 * 128 + 128 + 128 * 10 + 10);
        assertThat(cnn.multiplications())
                .isEqualTo(14 * 14 * 16 * 9 + 7 * 7 * 32 * 16 * 9 + 32 * 7 * 7 * 128 + 128 * 10);
        Architecture.Cost row = new Cnn(25, 25, 50, 5, 1).cost(new long[] {40}, 10);
        assertThat(row.parameters()).isEqualTo(25 * 5 + 25 + 25 * 25 * 5 + 25 + 25 * 10 * 50 + 50 + 50 * 10 + 10);
        assertThat(row.multiplications()).isEqualTo(20 * 25 * 5 + 10 * 25 * 25 * 5 + 25 * 10 * 50 + 50 * 10);
    }

    @Test
    void a_stock_block_is_refused_a_second_replica() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Network.of(manager, new ResNet(18), new long[] {3, 32, 32}, 10, 2))
                    .withMessage("replicas must be 1 for a block without a replica axis, got 2");
        }
        assertThat(new ResNet(18).replicasPerPass()).isEqualTo(1);
        assertThat(new Mlp(1, 1, 1).replicasPerPass()).isGreaterThan(1);
        assertThat(new Cnn(1, 1, 1, 1, 1).replicasPerPass()).isEqualTo(1);
    }
}
