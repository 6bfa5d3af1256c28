package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against PyTorch 2.7.1: {@code src/test/python/transformer_reference.py} has the published nets as the papers write them, and
 * made {@code pytorch-2.7.1-transformer.csv} in double precision.
 */
class TransformerTest {

    private static final int TOKENS = 5;
    private static final int REPLICAS = 2;

    /** Logits {@code (R, K·K pairs, K)}. */
    private static double[] reference(Transformer.Style style, int layers) throws IOException {
        try (var csv = TransformerTest.class.getResourceAsStream("pytorch-2.7.1-transformer.csv")) {
            return new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split(","))
                    .filter(cells -> cells[0].equals(style.name().toLowerCase()) && cells[1].equals("" + layers))
                    .flatMap(cells -> Arrays.stream(cells).skip(5))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
        }
    }

    /** The script's formula. */
    private static double[] row(Network network, int replica) {
        double[] row = new double[network.parameterCount()];
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            for (int i = 0; i < entry.length(); i++) {
                row[entry.offset() + i] = ((7 * i + 13 * e + 5 * replica) % 31 - 15) / 20.0;
            }
        }
        return row;
    }

    /**
     * Logits reach some hundred; the tolerance is relative to the largest. What DJL adds to a variance is a float32, off the
     * script's 1e-5 by 3e-13.
     */
    @ParameterizedTest
    @CsvSource({
        "PLAIN,1,FLOAT64,1e-14", "PLAIN,2,FLOAT64,1e-14", "PLAIN,3,FLOAT64,1e-14",
        "NORMALISED,1,FLOAT64,1e-12", "NORMALISED,2,FLOAT64,1e-12", "NORMALISED,3,FLOAT64,1e-12",
        "PLAIN,1,FLOAT32,1e-5", "PLAIN,2,FLOAT32,1e-5", "PLAIN,3,FLOAT32,1e-5",
        "NORMALISED,1,FLOAT32,1e-5", "NORMALISED,2,FLOAT32,1e-5", "NORMALISED,3,FLOAT32,1e-5"
    })
    void logits_are_those_of_the_published_net(
            Transformer.Style style, int layers, Precision precision, double tolerance) throws IOException {
        double[] pairs = new double[REPLICAS * TOKENS * TOKENS * 2];
        for (int i = 0; i < pairs.length / 2; i++) {
            pairs[2 * i] = i / TOKENS % TOKENS;
            pairs[2 * i + 1] = i % TOKENS;
        }
        try (NDManager manager = NDManager.newBaseManager()) {
            var architecture = new Transformer(layers, 8, 2, style, 1);
            Network network = Network.of(manager, architecture, precision, new long[] {2}, TOKENS, REPLICAS);
            List<double[]> rows = new ArrayList<>();
            for (int r = 0; r < REPLICAS; r++) {
                rows.add(row(network, r));
            }
            Shape shape = new Shape(REPLICAS, TOKENS * TOKENS, 2);
            double[] logits = EnginePass.doubles(EnginePass.forward(manager, precision, network, rows, pairs, shape)
                    .get(0));
            double[] expected = reference(style, layers);
            double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
            assertThat(logits).containsExactly(expected, within(tolerance * largest));
        }
    }
}
