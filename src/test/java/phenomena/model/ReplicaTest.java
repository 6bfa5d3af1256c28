package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What replicas compute, together, alone and by the plain loops of {@link PlainNetwork}. Logits are of order 1; two sums of some
 * hundred terms in different orders stay within 1e-5 of each other in float32, and within 1e-13 in float64.
 */
class ReplicaTest {

    private static final int REPLICAS = 3;
    private static final int BATCH = 4;
    private static final int CLASSES = 5;

    /** An architecture, and the shape of one example. */
    record Case(int classes, Architecture architecture, long... shape) {

        Case(Architecture architecture, long... shape) {
            this(CLASSES, architecture, shape);
        }
    }

    static Stream<Case> plainCases() {
        return Stream.of(
                new Case(new Mlp(1, 7, 1), 6),
                new Case(new Mlp(3, 16, 1.5), 2, 3, 4),
                new Case(new Mlp(2, 50, 1), 6),
                new Case(new Cnn(3, 4, 6, 3, 1), 2, 8, 8),
                new Case(new Cnn(2, 3, 5, 5, 2), 1, 7, 10),
                new Case(new Cnn(3, 2, 4, 1, 1), 3, 4, 5),
                new Case(new Cnn(3, 4, 6, 5, 1), 20),
                new Case(new Cnn(2, 3, 4, 3, 1), 11),
                new Case(new Cnn(2, 3, 4, 3, 1), 2, 1, 9),
                new Case(new TokenMlp(1, 9, Nonlinearity.SQUARE, false, 2), 2),
                new Case(new TokenMlp(1, 9, Nonlinearity.RELU, true, 1), 2),
                new Case(new TokenMlp(3, 6, Nonlinearity.RELU, false, 1), 1),
                new Case(new TokenMlp(2, 6, Nonlinearity.SQUARE, true, 1), 4),
                new Case(new TaskMlp(6, 1, 9, 1), 5),
                new Case(new TaskMlp(3, 2, 50, 1.5), 2), // its logits come with columns of zeros
                new Case(2, new TaskMlp(3, 2, 40, 1.5), 2)); // and these are made turned
    }

    static Stream<Case> cases() {
        Stream<Case> transformers = Stream.of(Transformer.Style.values()).flatMap(style -> Stream.of(1, 2, 3)
                .map(layers -> new Case(new Transformer(layers, 12, 3, style, 1), 2)));
        return Stream.of(plainCases(), transformers, DecoderTest.decoders().map(decoder -> new Case(decoder, 7)))
                .flatMap(all -> all);
    }

    /** Rows of logits: one for each example, or for each of its tokens. */
    private static long rows(Case c) {
        return c.architecture() instanceof Decoder ? BATCH * c.shape()[0] : BATCH;
    }

    private static double tolerance(Precision precision) {
        return precision == Precision.FLOAT32 ? 1e-5 : 1e-13;
    }

    /** Values {@code (R, B, …shape)}, whole numbers where the architecture takes those: the same on every machine. */
    private static double[] inputs(int replicas, Case c) {
        Random random = new Random(17); // its algorithm is part of the Java specification
        double[] values = new double[Math.toIntExact(replicas * BATCH * new Shape(c.shape()).size())];
        for (int i = 0; i < values.length; i++) {
            int place = (int) (i % new Shape(c.shape()).size());
            int categories = c.architecture().categories(place, c.classes());
            values[i] = categories > 0 ? random.nextInt(categories) : 2 * random.nextDouble() - 1;
        }
        return values;
    }

    /** The logits {@code (R, B, K)} of networks with the weights of these seeds, then the last hidden layer. */
    private static List<double[]> outputs(Case c, Precision precision, double[] inputs, long... seeds) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, c.architecture(), precision, c.shape(), c.classes(), seeds.length);
            List<double[]> rows = Arrays.stream(seeds)
                    .mapToObj(seed -> network.initial(c.architecture(), seed))
                    .toList();
            Shape shape = new Shape(seeds.length, BATCH).addAll(new Shape(c.shape()));
            NDList outputs = EnginePass.forward(manager, precision, network, rows, inputs, shape);
            assertThat(outputs).hasSize(2).allMatch(array -> array.getDataType() == precision.type());
            assertThat(outputs.get(0).getShape()).isEqualTo(new Shape(seeds.length, rows(c), c.classes()));
            assertThat(outputs.get(1).getShape().slice(0, 2)).isEqualTo(new Shape(seeds.length, rows(c)));
            return outputs.stream().map(EnginePass::doubles).toList();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_replica_computes_with_others_what_it_computes_alone(Case c) {
        double[] inputs = inputs(REPLICAS, c);
        for (Precision precision : Precision.values()) {
            List<double[]> together = outputs(c, precision, inputs, 0, 1, 2);
            for (int r = 0; r < REPLICAS; r++) {
                List<double[]> alone = outputs(c, precision, part(inputs, r), r);
                for (int output = 0; output < together.size(); output++) {
                    assertThat(part(together.get(output), r))
                            .as("%s, replica %d, output %d", precision, r, output)
                            .containsExactly(alone.get(output), within(tolerance(precision)));
                }
            }
        }
    }

    private static double[] part(double[] all, int replica) {
        int own = all.length / REPLICAS;
        return Arrays.copyOfRange(all, replica * own, (replica + 1) * own);
    }

    @ParameterizedTest
    @MethodSource("plainCases")
    void logits_are_those_of_plain_loops_in_double_precision(Case c) {
        double[] inputs = inputs(REPLICAS, c);
        int features = inputs.length / REPLICAS / BATCH;
        for (Precision precision : Precision.values()) {
            double[] together = outputs(c, precision, inputs, 4, 5, 6).get(0);
            for (int r = 0; r < REPLICAS; r++) {
                PlainNetwork plain = plain(c, 4 + r);
                for (int b = 0; b < BATCH; b++) {
                    int example = r * BATCH + b;
                    double[] input = Arrays.copyOfRange(inputs, example * features, (example + 1) * features);
                    assertThat(Arrays.copyOfRange(together, example * c.classes(), (example + 1) * c.classes()))
                            .as("%s, replica %d, example %d", precision, r, b)
                            .containsExactly(expected(c, plain, input), within(tolerance(precision)));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plainCases")
    void what_is_measured_is_what_is_trained(Case c) {
        double[] inputs = inputs(REPLICAS, c);
        Shape shape = new Shape(REPLICAS, BATCH).addAll(new Shape(c.shape()));
        for (Precision precision : Precision.values()) {
            try (NDManager manager = NDManager.newBaseManager()) {
                Network network = Network.of(manager, c.architecture(), precision, c.shape(), c.classes(), REPLICAS);
                List<double[]> rows = Stream.of(7L, 8L, 9L)
                        .map(seed -> network.initial(c.architecture(), seed))
                        .toList();
                NDArray x = Native.of(manager, precision.type(), inputs, shape);
                NDList trained = EnginePass.forward(manager, precision, network, rows, x, true);
                NDList measured = EnginePass.forward(manager, precision, network, rows, x, false);
                for (int output = 0; output < trained.size(); output++) {
                    assertThat(EnginePass.doubles(measured.get(output)))
                            .as("%s, output %d", precision, output)
                            .containsExactly(EnginePass.doubles(trained.get(output)));
                }
            }
        }
    }

    private static PlainNetwork plain(Case c, long seed) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, c.architecture(), Precision.FLOAT64, c.shape(), c.classes(), 1);
            return new PlainNetwork(network.initial(c.architecture(), seed), network.entries());
        }
    }

    private static double[] expected(Case c, PlainNetwork plain, double[] input) {
        if (c.architecture() instanceof Mlp) {
            return plain.columns(input);
        }
        if (c.architecture() instanceof TokenMlp mlp) {
            return plain.tokenMlp(input, c.classes(), mlp.nonlinearity());
        }
        if (c.architecture() instanceof TaskMlp mlp) {
            return plain.taskMlp(input, mlp.tasks(), c.classes() <= ReplicaLogits.MOST_OUTPUTS);
        }
        int height = c.shape().length == 1 ? 1 : (int) c.shape()[1];
        return plain.cnn(input, height, (int) c.shape()[c.shape().length - 1]);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_cost_knows_how_many_parameters_there_are(Case c) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, c.architecture(), Precision.FLOAT32, c.shape(), c.classes(), 2);
            assertThat(c.architecture().cost(c.shape(), c.classes()).parameters())
                    .isEqualTo(network.parameterCount());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void the_block_knows_the_shape_of_its_logits(Case c) {
        Shape inputs = new Shape(REPLICAS, BATCH).addAll(new Shape(c.shape()));
        assertThat(c.architecture().block(c.shape(), c.classes(), REPLICAS).getOutputShapes(new Shape[] {inputs}))
                .containsExactly(new Shape(REPLICAS, rows(c), c.classes()));
        assertThat(new ReplicaConvolution(2, 3, 5, new Shape(3, 3))
                        .getOutputShapes(new Shape[] {new Shape(7, 6, 8, 9)}))
                .containsExactly(new Shape(7, 10, 4, 5));
    }

    @Test
    void parameters_are_as_many_as_the_closed_form_says() {
        Architecture.Cost mlp = new Mlp(2, 100, 1).cost(new long[] {40}, 10);
        assertThat(mlp.parameters()).isEqualTo(40 * 100 + 100 + 100 * 100 + 100 + 100 * 10 + 10);
        assertThat(mlp.multiplications()).isEqualTo(40 * 100 + 100 * 100 + 100 * 10);
        Architecture.Cost tasks = new TaskMlp(100, 1, 256, 1).cost(new long[] {25}, 2);
        assertThat(tasks.parameters()).isEqualTo(124 * 256 + 256 + 256 * 2 + 2);
        assertThat(tasks.multiplications()).isEqualTo(25 * 256 + 256 * 2);
        Architecture.Cost cnn = new Cnn(16, 32, 128, 3, 1).cost(new long[] {1, 28, 28}, 10);
        assertThat(cnn.parameters()).isEqualTo(16 * 9 + 16 + 32 * 16 * 9 + 32 + 32 * 7 * 7 * 128 + 128 + 128 * 10 + 10);
        assertThat(cnn.multiplications())
                .isEqualTo(14 * 14 * 16 * 9 + 7 * 7 * 32 * 16 * 9 + 32 * 7 * 7 * 128 + 128 * 10);
        Architecture.Cost row = new Cnn(25, 25, 50, 5, 1).cost(new long[] {40}, 10);
        assertThat(row.parameters()).isEqualTo(25 * 5 + 25 + 25 * 25 * 5 + 25 + 25 * 10 * 50 + 50 + 50 * 10 + 10);
        assertThat(row.multiplications()).isEqualTo(20 * 25 * 5 + 10 * 25 * 25 * 5 + 25 * 10 * 50 + 50 * 10);
    }

    /** The papers' counts, but for the unembedding's columns: none for "=" here, for which theirs has one. */
    @Test
    void token_nets_have_the_published_number_of_parameters() {
        long[] pair = {2};
        assertThat(TokenMlp.quadratic(500).cost(pair, 97).parameters()).isEqualTo(2 * 97 * 500 + 500 * 97);
        assertThat(new TokenMlp(2, 30, Nonlinearity.RELU, true, 1)
                        .cost(pair, 11)
                        .parameters())
                .isEqualTo(22 * 30 + 30 + 30 * 30 + 30 + 30 * 11 + 11);
        int d = 128;
        long nanda = 114 * d + 3 * d + 4 * d * d + (d * 512 + 512) + (512 * d + d) + d * 114; // its code: 226,816
        assertThat(nanda).isEqualTo(226_816);
        assertThat(Transformer.nanda().cost(pair, 113).parameters()).isEqualTo(nanda - d);
        long layer = 4 * d * d + 2 * d * 512 + 4 * d;
        assertThat(2 * layer)
                .as("about 4·10⁵ without embeddings, Power et al. 2022, A.1.2")
                .isEqualTo(394_240);
        assertThat(Transformer.power().cost(pair, 97).parameters()).isEqualTo(99 * d + 2 * layer + d * 97);
    }

    @Test
    void decoders_have_as_many_parameters_as_the_closed_form_says_embeddings_too() {
        long[] sequence = {100};
        Architecture.Cost bare =
                Decoder.attentionOnly(2, 64, 4, Decoder.Positions.ROTARY).cost(sequence, 10);
        assertThat(bare.parameters()).isEqualTo(10 * 64 + 2 * 4 * 64 * 64 + 64 * 10);
        assertThat(bare.multiplications()).isEqualTo(100 * (2 * 4 * 64 * 64 + 64 * 10) + 2 * (2 * 4 * 100 * 100 * 16));
        assertThat(Decoder.edelman().cost(sequence, 2).parameters())
                .as("the published code's count, less the unused vector of its padding in both layers")
                .isEqualTo(2 * 16 + 2 * (4 * 16 * 16 + 100 * 16 + 2 * 16) + 2 * 16 + 16 * 2);
        var full = new Decoder(3, 8, 2, new Decoder.Parts(Decoder.Positions.LEARNED, Decoder.Norm.PRE, 4), 1);
        assertThat(full.cost(sequence, 10).parameters())
                .isEqualTo(10 * 8 + 100 * 8 + 3 * (4 * 8 * 8 + 2 * 16 + 8 * 32 + 32 + 32 * 8 + 8) + 16 + 8 * 10);
        assertThat(full.cost(sequence, 10).multiplications())
                .isEqualTo(100 * (3 * (4 * 8 * 8 + 2 * 8 * 32) + 8 * 10) + 3 * (2 * 2 * 100 * 100 * 4));
    }

    @Test
    void a_stock_block_is_refused_a_second_replica() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> Network.of(manager, new ResNet(18), Precision.FLOAT32, new long[] {3, 32, 32}, 10, 2))
                    .withMessage("replicas must be 1 for a block without a replica axis, got 2");
        }
        assertThat(new ResNet(18).replicasPerPass()).isEqualTo(1);
        assertThat(new Mlp(1, 1, 1).replicasPerPass()).isGreaterThan(1);
        assertThat(TokenMlp.quadratic(1).replicasPerPass()).isGreaterThan(1);
        assertThat(new TaskMlp(1, 1, 1, 1).replicasPerPass()).isGreaterThan(1);
        assertThat(Transformer.nanda().replicasPerPass()).isGreaterThan(1);
        assertThat(new Cnn(1, 1, 1, 1, 1).replicasPerPass()).isEqualTo(1);
    }
}
