package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Parts;
import phenomena.model.Decoder.Positions;

class DecoderTest {

    private static final int REPLICAS = 2;
    private static final int BATCH = 3;
    private static final int LENGTH = 7;
    private static final int CLASSES = 5;

    /** Every kind of positions with and without normalisation and MLP, one layer and several, one head and several. */
    static Stream<Decoder> decoders() {
        return Stream.of(Positions.values())
                .flatMap(positions -> Stream.of(
                        new Decoder(1, 6, 1, new Parts(positions, Norm.NONE, 0), 1),
                        new Decoder(2, 8, 2, new Parts(positions, Norm.PRE, 0), 1.5),
                        new Decoder(3, 12, 3, new Parts(positions, Norm.NONE, 2), 1),
                        new Decoder(2, 4, 1, new Parts(positions, Norm.PRE, 4), 2),
                        // wide enough for the first layer to read each token once
                        new Decoder(1, 48, 2, new Parts(positions, Norm.NONE, 1), 1),
                        new Decoder(2, 48, 4, new Parts(positions, Norm.PRE, 0), 1)));
    }

    /** {@code (R, B, L)}, the same on every machine. */
    static double[] tokens(int count, int classes) {
        Random random = new Random(23); // its algorithm is part of the Java specification
        return random.ints(count, 0, classes).asDoubleStream().toArray();
    }

    /** Initial weights, moved a little so that no bias is 0 and no gain 1. */
    static List<double[]> rows(Network network, Decoder decoder) {
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < REPLICAS; r++) {
            double[] row = network.initial(decoder, r);
            for (int i = 0; i < row.length; i++) {
                row[i] += 0.1 * Math.cos(i + r);
            }
            rows.add(row);
        }
        return rows;
    }

    private static Network network(NDManager manager, Decoder decoder, Precision precision) {
        return Network.of(manager, decoder, precision, new long[] {LENGTH}, CLASSES, REPLICAS);
    }

    /** Logits {@code (R, B·L, K)}. */
    private static double[] logits(Decoder decoder, Precision precision, double[] tokens) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = network(manager, decoder, precision);
            Shape shape = new Shape(REPLICAS, BATCH, tokens.length / REPLICAS / BATCH);
            return EnginePass.doubles(
                    EnginePass.forward(manager, precision, network, rows(network, decoder), tokens, shape)
                            .get(0));
        }
    }

    /** Logits are of order 1; sums of some hundred terms in different orders. */
    @ParameterizedTest
    @MethodSource("decoders")
    void logits_are_those_of_plain_loops_in_double_precision(Decoder decoder) {
        double[] tokens = tokens(REPLICAS * BATCH * LENGTH, CLASSES);
        double[] expected = new double[tokens.length * CLASSES];
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = network(manager, decoder, Precision.FLOAT64);
            List<double[]> rows = rows(network, decoder);
            for (int example = 0; example < REPLICAS * BATCH; example++) {
                var plain = new PlainDecoder(decoder, rows.get(example / BATCH), network.entries());
                int[] sequence = Arrays.stream(tokens, example * LENGTH, (example + 1) * LENGTH)
                        .mapToInt(token -> (int) token)
                        .toArray();
                double[] all = Arrays.stream(plain.logits(sequence))
                        .flatMapToDouble(Arrays::stream)
                        .toArray();
                System.arraycopy(all, 0, expected, example * all.length, all.length);
            }
        }
        assertThat(logits(decoder, Precision.FLOAT64, tokens)).containsExactly(expected, within(1e-12));
        assertThat(logits(decoder, Precision.FLOAT32, tokens)).containsExactly(expected, within(1e-4));
    }

    @ParameterizedTest
    @MethodSource("decoders")
    void a_token_changes_no_bit_of_the_logits_before_it_and_all_from_it_on(Decoder decoder) {
        int at = 4;
        double[] tokens = tokens(REPLICAS * BATCH * LENGTH, CLASSES);
        double[] changed = tokens.clone();
        for (int i = at; i < tokens.length; i += LENGTH) {
            changed[i] = (tokens[i] + 1) % CLASSES;
        }
        for (Precision precision : Precision.values()) {
            double[] before = logits(decoder, precision, tokens);
            double[] after = logits(decoder, precision, changed);
            for (int i = 0; i < tokens.length; i++) {
                double[] row = Arrays.copyOfRange(after, i * CLASSES, (i + 1) * CLASSES);
                double[] own = Arrays.copyOfRange(before, i * CLASSES, (i + 1) * CLASSES);
                assertThat(Arrays.equals(row, own))
                        .as("position %d", i % LENGTH)
                        .isEqualTo(i % LENGTH < at);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Positions.class)
    void a_shorter_sequence_gives_the_first_logits_of_a_longer_one(Positions positions) {
        var decoder = new Decoder(2, 8, 2, new Parts(positions, Norm.PRE, 2), 1);
        double[] tokens = tokens(REPLICAS * BATCH * LENGTH, CLASSES);
        double[] firsts = new double[REPLICAS * BATCH * 3];
        Arrays.setAll(firsts, i -> tokens[i / 3 * LENGTH + i % 3]);
        double[] whole = logits(decoder, Precision.FLOAT64, tokens);
        double[] start = logits(decoder, Precision.FLOAT64, firsts);
        for (int i = 0; i < start.length; i++) {
            int position = i / CLASSES;
            int same = (position / 3 * LENGTH + position % 3) * CLASSES + i % CLASSES;
            assertThat(start[i]).isCloseTo(whole[same], within(1e-13));
        }
    }

    /** Every token the same, so that what a score depends on is where query and key stand. */
    @ParameterizedTest
    @EnumSource(Positions.class)
    void scores_depend_on_distance_alone_where_positions_are_rotary_or_relative(Positions positions) {
        var decoder = new Decoder(1, 8, 2, new Parts(positions, Norm.NONE, 0), 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, decoder, Precision.FLOAT64, new long[] {LENGTH}, CLASSES, 1);
            double[][] pattern = new double[1][];
            Hook look = (point, value) -> {
                if (point.equals("layer 0/attention pattern")) {
                    pattern[0] = value.toDoubleArray();
                }
                return value;
            };
            forward(manager, network, List.of(network.initial(decoder, 3)), new double[LENGTH], look);
            double off = 0;
            for (int cell = 0; cell < pattern[0].length; cell++) {
                int row = cell / LENGTH;
                int i = row % LENGTH;
                int j = cell % LENGTH;
                if (i > 0 && j > 0 && j <= i) { // the odds against the query's own key, one step up along the diagonal
                    double own = pattern[0][cell] / pattern[0][row * LENGTH + i];
                    double above = pattern[0][cell - LENGTH - 1] / pattern[0][(row - 1) * LENGTH + i - 1];
                    off = Math.max(off, Math.abs(own - above));
                }
            }
            boolean absolute = positions == Positions.LEARNED;
            assertThat(off).isBetween(absolute ? 1e-3 : 0, absolute ? 1e3 : 1e-13);
            assertThat(pattern[0][(LENGTH - 1) * LENGTH] == pattern[0][LENGTH * LENGTH - 1])
                    .as("near and far weigh the same")
                    .isEqualTo(positions == Positions.NONE);
        }
    }

    static NDArray forward(NDManager manager, Network network, List<double[]> rows, double[] tokens, Hook hook) {
        long length = LENGTH;
        Shape shape = new Shape(rows.size(), tokens.length / rows.size() / length, length);
        return network.forward(
                        EnginePass.parameters(manager, Precision.FLOAT64, network, rows),
                        manager.zeros(new Shape(rows.size(), 0)),
                        Native.of(manager, tokens, shape),
                        false,
                        hook)
                .get(0);
    }

    @Test
    void a_pass_leaves_no_array_behind() {
        var decoder = new Decoder(2, 8, 2, new Parts(Positions.RELATIVE, Norm.PRE, 2), 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = network(manager, decoder, Precision.FLOAT64);
            List<double[]> rows = rows(network, decoder);
            int before = manager.getManagedArrays().size();
            int roots = manager.getParentManager().getManagedArrays().size();
            try (NDManager pass = manager.newSubManager()) {
                forward(pass, network, rows, tokens(REPLICAS * BATCH * LENGTH, CLASSES), (point, value) -> value);
                assertThat(pass.getManagedArrays()).hasSizeGreaterThan(20);
            }
            assertThat(manager.getManagedArrays()).hasSize(before);
            assertThat(manager.getParentManager().getManagedArrays()).hasSize(roots);
        }
    }

    @ParameterizedTest
    @EnumSource(Positions.class)
    void a_longer_sequence_than_there_are_positions_is_refused(Positions positions) {
        Decoder decoder = Decoder.attentionOnly(1, 4, 1, positions);
        double[] longer = tokens(REPLICAS * BATCH * (LENGTH + 1), CLASSES);
        if (positions == Positions.ROTARY || positions == Positions.NONE) {
            assertThat(logits(decoder, Precision.FLOAT32, longer)).hasSize(longer.length * CLASSES);
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> logits(decoder, Precision.FLOAT32, longer))
                    .withMessage("a sequence must have at most 7 tokens, for which the network has " + positions
                            + " positions, got 8; build the network for sequences of (8), or use ROTARY");
        }
    }

    @Test
    void initial_weights_are_those_of_the_published_code() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, Decoder.edelman(), Precision.FLOAT32, new long[] {100}, 2, 1);
            double[] row = network.initial(Decoder.edelman(), 0);
            for (Network.Entry entry : network.entries()) {
                double[] values = Arrays.copyOfRange(row, entry.offset(), entry.offset() + entry.length());
                if (entry.name().endsWith("Gain") || entry.name().endsWith("Shift")) {
                    assertThat(values).containsOnly(entry.name().endsWith("Gain") ? 1 : 0);
                    continue;
                }
                double deviation = entry.name().endsWith("Output") ? 0.01 : 0.02;
                double square = Arrays.stream(values).map(v -> v * v).average().orElseThrow();
                // The mean square of n normal numbers has relative deviation √(2/n); seed 0, within 4σ.
                assertThat(square / (deviation * deviation))
                        .as(entry.name())
                        .isCloseTo(1, within(4 * Math.sqrt(2.0 / entry.length())));
            }
        }
    }
}
