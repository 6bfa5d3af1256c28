package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.model.Decoder;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Positions;

/** What is read off the matrices of heads. */
class CircuitScoresTest {

    private static final int WIDTH = 4;
    private static final String PAIR = " layer 0 head 0 into layer 1 head 0";

    private static HandMadeObservation observation(Decoder decoder, Map<String, double[]> parameters) {
        Examples any = new Examples(new float[] {0, 1}, new long[] {2}, new int[] {1, 0}, new int[] {1, 0}, 3);
        HandMadeObservation observation = new HandMadeObservation(new Split(any, any));
        observation.heads = new HandMadeHeads(decoder, null);
        observation.parameters.put(0, parameters);
        return observation;
    }

    /** Matrices of {@code width × width}, all 0. */
    private static Map<String, double[]> zeros(int width) {
        Map<String, double[]> parameters = new HashMap<>();
        for (String layer : new String[] {"layer0", "layer1"}) {
            for (String name : new String[] {"Queries", "Keys", "Values", "Output"}) {
                parameters.put(layer + name, new double[width * width]);
            }
        }
        return parameters;
    }

    private static void column(Map<String, double[]> parameters, String name, double... values) {
        for (int i = 0; i < values.length; i++) {
            parameters.get(name)[i * values.length] = values[i];
        }
    }

    private static void row(Map<String, double[]> parameters, String name, double... values) {
        System.arraycopy(values, 0, parameters.get(name), 0, values.length);
    }

    /** Circuits of rank one compose by the cosine between what one writes and what the other reads. */
    @Test
    void circuits_of_rank_one_compose_by_a_cosine() {
        Map<String, double[]> parameters = zeros(WIDTH);
        column(parameters, "layer0Values", 1, 2, 3, 4);
        row(parameters, "layer0Output", 0, 3, 4, 0);
        column(parameters, "layer1Queries", 1, 0, 0, 0); // at a right angle to it
        column(parameters, "layer1Keys", 0, 6, 8, 0); // along it
        column(parameters, "layer1Values", 0, 1, 0, 0); // cosine .6
        row(parameters, "layer1Output", 5, 5, 5, 5);
        Decoder decoder = Decoder.attentionOnly(2, WIDTH, 1, Positions.NONE);
        Map<String, Double> read = observation(decoder, parameters).read(new CompositionScores());
        assertThat(read).hasSize(3);
        assertThat(read.get("0 0  Q composition" + PAIR)).isCloseTo(0 - 0.5, within(1e-12));
        assertThat(read.get("0 0  K composition" + PAIR)).isCloseTo(1 - 0.5, within(1e-12));
        assertThat(read.get("0 0  V composition" + PAIR)).isCloseTo(0.6 - 0.5, within(1e-12));
    }

    /** The mean square of the ratio of unrelated circuits is 1/d: 1,000 draws of rank 8, seed 5, within 4 standard errors. */
    @Test
    void unrelated_circuits_have_the_ratio_that_is_taken_off() {
        int width = 16;
        Decoder decoder = Decoder.attentionOnly(2, width, 2, Positions.NONE);
        Random random = new Random(5);
        double[] squares = new double[1000];
        double mean = 0;
        for (int i = 0; i < squares.length; i++) {
            Map<String, double[]> parameters = zeros(width);
            parameters.values().forEach(values -> Arrays.setAll(values, j -> random.nextGaussian()));
            double ratio = 1.0 / 4
                    + observation(decoder, parameters)
                            .read(new CompositionScores())
                            .get("0 0  K composition" + PAIR);
            squares[i] = ratio * ratio;
            mean += ratio / squares.length;
        }
        double average = Arrays.stream(squares).average().orElseThrow();
        double variance =
                Arrays.stream(squares).map(s -> (s - average) * (s - average)).sum() / (squares.length - 1);
        assertThat(average).isCloseTo(1.0 / width, within(4 * Math.sqrt(variance / squares.length)));
        assertThat(mean).isBetween(0.95 / 4, 1.0 / 4);
    }

    /** Tokens as unit vectors, of which a head moves some as they are. */
    private static double copying(double... moved) {
        Map<String, double[]> parameters = zeros(WIDTH);
        parameters.put("embedding", new double[3 * WIDTH]);
        parameters.put("unembedding", new double[WIDTH * 3]);
        for (int i = 0; i < 3; i++) {
            parameters.get("embedding")[i * WIDTH + i] = 1;
            parameters.get("unembedding")[i * 3 + i] = 1;
            parameters.get("layer0Values")[i * WIDTH + i] = 1;
            parameters.get("layer0Output")[i * WIDTH + i] = moved[i];
        }
        Decoder decoder = Decoder.attentionOnly(1, WIDTH, 1, Positions.NONE);
        return observation(decoder, parameters).read(new CopyingScore()).get("0 0  copying layer 0 head 0");
    }

    @Test
    void copying_is_1_where_tokens_raise_their_own_logits_and_minus_1_where_they_lower_them() {
        assertThat(copying(2, 2, 2)).isCloseTo(1, within(1e-12));
        assertThat(copying(-3, -3, -3)).isCloseTo(-1, within(1e-12));
        assertThat(copying(0, 0, 0)).isZero();
        // Logits relative to their mean: the eigenvalues of diag(2, −2, 0) (I − J/3) are ±2/√3 and 0.
        assertThat(copying(2, -2, 0)).isCloseTo(0, within(1e-12));
    }

    /** Two tokens move along one direction alone, however wide heads are: the score is the sign of one number. */
    @Test
    void copying_of_two_tokens_by_a_wide_head_is_a_sign() {
        int width = 16;
        Decoder decoder = Decoder.attentionOnly(1, width, 1, Positions.NONE);
        Random random = new Random(8);
        int positive = 0;
        for (int i = 0; i < 200; i++) {
            Map<String, double[]> parameters = zeros(width);
            parameters.put("embedding", new double[2 * width]);
            parameters.put("unembedding", new double[width * 2]);
            parameters.values().forEach(values -> Arrays.setAll(values, j -> (float) random.nextGaussian()));
            double score =
                    observation(decoder, parameters).read(new CopyingScore()).get("0 0  copying layer 0 head 0");
            assertThat(Math.abs(score)).isCloseTo(1, within(1e-9));
            positive += score > 0 ? 1 : 0;
        }
        assertThat(positive).isBetween(72, 128); // of 200 signs, 4 σ
    }

    /** A norm takes off the mean of what it reads and multiplies by its gains: both are in the circuits. */
    @Test
    void norms_are_multiplied_into_what_reads() {
        Map<String, double[]> parameters = zeros(WIDTH);
        parameters.put("layer0AttentionGain", new double[] {1, 1, 1, 1});
        parameters.put("layer1AttentionGain", new double[] {2, 0, 1, 1});
        column(parameters, "layer0Values", 1, 0, 0, 0);
        row(parameters, "layer0Output", 1, 1, 1, 1); // nothing of which is left by a norm
        column(parameters, "layer1Queries", 1, 1, 1, 1);
        column(
                parameters,
                "layer1Keys",
                3,
                1,
                0,
                0); // with gains (6, 0, 0, 0), without the mean (4.5, −1.5, −1.5, −1.5)
        column(parameters, "layer1Values", 0, 0, 1, 0);
        row(parameters, "layer1Output", 1, 0, 0, 0);
        Decoder decoder = new Decoder(2, WIDTH, 1, new Decoder.Parts(Positions.NONE, Norm.PRE, 0), 1);
        Map<String, Double> read = observation(decoder, parameters).read(new CompositionScores());
        assertThat(read.get("0 0  K composition" + PAIR)).isCloseTo(-0.5, within(1e-7));
        row(parameters, "layer0Output", 1, 0, 0, 0);
        read = observation(decoder, parameters).read(new CompositionScores());
        assertThat(read.get("0 0  K composition" + PAIR)).isCloseTo(4.5 / Math.sqrt(27) - 0.5, within(1e-12));
    }
}
