package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.nn.Parameter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Seeds;

class InitialTest {

    private static final int MANY = 10_000;

    /** A row of which all but {@code MANY} values, from index 5 on, stay as they were. */
    private static double[] drawn(Initial initial, double scale) {
        double[] row = new double[MANY + 10];
        initial.fill(row, 5, MANY, scale, Seeds.stream(0, "test"));
        assertThat(Arrays.copyOfRange(row, 0, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(row, MANY + 5, MANY + 10)).containsOnly(0);
        return Arrays.copyOfRange(row, 5, MANY + 5);
    }

    private static double deviation(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(x -> x * x).average().orElseThrow());
    }

    /** Seed 0, 10⁴ draws: the mean square of a normal's is off by σ² √(2/n), its root by half as much relatively; 4σ are 3%. */
    @Test
    void normal_values_have_their_deviation_times_the_scale() {
        double[] values = drawn(new Initial.Normal(0.3), 2);
        assertThat(deviation(values)).isCloseTo(0.6, within(0.03 * 0.6));
        assertThat(Arrays.stream(values).average().orElseThrow()).isCloseTo(0, within(4 * 0.6 / 100));
        long beyond =
                Arrays.stream(values).filter(x -> Math.abs(x) > 1.96 * 0.6).count();
        assertThat((double) beyond / MANY).as("5%% of a normal's tails").isCloseTo(0.05, within(4 * 0.0022));
    }

    @Test
    void uniform_values_lie_within_their_bound_times_the_scale() {
        double[] values = drawn(new Initial.Uniform(0.3), 2);
        assertThat(Arrays.stream(values).map(Math::abs).max().orElseThrow()).isBetween(0.599, 0.6);
        assertThat(deviation(values)).isCloseTo(0.6 / Math.sqrt(3), within(0.01));
    }

    @Test
    void a_constant_does_not_scale() {
        assertThat(drawn(new Initial.Constant(1), 2)).containsOnly(1);
    }

    @Test
    void sizes_are_finite_and_not_negative() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initial.Normal(-1))
                .withMessage("deviation must be at least 0 and finite, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initial.Uniform(Double.NaN))
                .withMessage("bound must be at least 0 and finite, got NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Initial.Constant(Double.POSITIVE_INFINITY))
                .withMessage("value must be finite, got Infinity");
    }

    @Test
    void the_usual_rule_is_by_kind_of_parameter() {
        assertThat(Initial.usual(Parameter.Type.WEIGHT, 16)).isEqualTo(new Initial.Uniform(0.25));
        assertThat(Initial.usual(Parameter.Type.BIAS, 16)).isEqualTo(new Initial.Uniform(0.25));
        assertThat(Initial.usual(Parameter.Type.GAMMA, 16)).isEqualTo(new Initial.Constant(1));
        assertThat(Initial.usual(Parameter.Type.BETA, 16)).isEqualTo(new Initial.Constant(0));
    }

    /** The root mean square of each parameter at seed 0. */
    private static Map<String, Double> deviations(Architecture architecture, int classes) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, architecture, Precision.FLOAT32, new long[] {2}, classes, 1);
            double[] row = network.initial(architecture, 0);
            Map<String, Double> deviations = new LinkedHashMap<>();
            for (Network.Entry entry : network.entries()) {
                double[] own = Arrays.copyOfRange(row, entry.offset(), entry.offset() + entry.length());
                deviations.put(entry.name(), deviation(own));
            }
            return deviations;
        }
    }

    /** Each parameter has at least 384 values: 4σ of its root mean square are at most 15%. */
    private static void hasDeviations(Architecture architecture, int classes, Map<String, Double> expected) {
        Map<String, Double> deviations = deviations(architecture, classes);
        assertThat(deviations).containsOnlyKeys(expected.keySet());
        expected.forEach((name, deviation) ->
                assertThat(deviations.get(name)).as(name).isCloseTo(deviation, within(0.15 * deviation)));
    }

    @Test
    void squares_start_as_in_the_published_code() {
        hasDeviations(TokenMlp.quadratic(500), 97, Map.of("01linear_weight", 0.05, "02linear_weight", 0.05));
    }

    /** Uniform in ±b has deviation b / √3; T + F = 41. */
    @Test
    void a_task_is_as_many_inputs_as_there_are_tasks() {
        double deviation = 1 / Math.sqrt(3 * 41);
        double later = 1 / Math.sqrt(3 * 400);
        hasDeviations(
                new TaskMlp(40, 1, 400, 1),
                500,
                Map.of(
                        "01linear_tasks", deviation,
                        "01linear_weight", deviation,
                        "01linear_bias", deviation,
                        "02linear_weight", later,
                        "02linear_bias", later));
    }

    @Test
    void nandas_transformer_starts_as_in_the_published_code() {
        Map<String, Double> expected = new LinkedHashMap<>();
        for (String name : new String[] {
            "embedding",
            "positions",
            "layer1Queries",
            "layer1Keys",
            "layer1Values",
            "layer1Output",
            "layer1In",
            "layer1Out"
        }) {
            expected.put(name, 1 / Math.sqrt(128));
        }
        expected.put("layer1InBias", 0.0);
        expected.put("layer1OutBias", 0.0);
        expected.put("unembedding", 1 / Math.sqrt(114));
        hasDeviations(Transformer.nanda(), 113, expected);
    }

    @Test
    void powers_transformer_starts_as_in_the_published_code() {
        double uniform = 1 / Math.sqrt(3 * 128);
        Map<String, Double> expected = new LinkedHashMap<>();
        expected.put("embedding", 1.0);
        for (int layer = 1; layer <= 2; layer++) {
            for (String name : new String[] {"Queries", "Keys", "Values", "Output", "In"}) {
                expected.put("layer" + layer + name, uniform);
            }
            expected.put("layer" + layer + "Out", uniform / 2);
            for (String name : new String[] {"Attention", "Mlp"}) {
                expected.put("layer" + layer + name + "Gain", 1.0);
                expected.put("layer" + layer + name + "Shift", 0.0);
            }
        }
        expected.put("unembedding", uniform);
        hasDeviations(Transformer.power(), 97, expected);
    }
}
