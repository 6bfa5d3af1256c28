package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static phenomena.measure.PairTables.cos;

import java.util.Arrays;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

class NeuronSpectrumTest {

    private static final Offset<Double> EXACT = within(1e-12);

    private static Map<String, Double> read(int modulus, int width, PairTables.Output neurons) {
        return PairTables.withNeurons(PairTables.addition(modulus), width, neurons)
                .read(new NeuronSpectrum());
    }

    private static void assertReads(
            Map<String, Double> read, double share, double above, double squares, double aboveSquares, double ipr) {
        assertThat(read)
                .containsOnlyKeys(
                        "0 0  neuron share",
                        "0 0  neurons above 0.85",
                        "0 0  neuron share with squares",
                        "0 0  neurons above 0.85 with squares",
                        "0 0  neuron ipr",
                        "0 0  neuron ipr median");
        assertThat(read.get("0 0  neuron share")).isCloseTo(share, EXACT);
        assertThat(read.get("0 0  neurons above 0.85")).isCloseTo(above, EXACT);
        assertThat(read.get("0 0  neuron share with squares")).isCloseTo(squares, EXACT);
        assertThat(read.get("0 0  neurons above 0.85 with squares")).isCloseTo(aboveSquares, EXACT);
        assertThat(read.get("0 0  neuron ipr")).isCloseTo(ipr, EXACT);
        assertThat(read.get("0 0  neuron ipr median")).isCloseTo(ipr, EXACT);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9, 13})
    void a_neuron_that_is_a_wave_of_the_sum_speaks_of_its_frequency_alone(int modulus) {
        assertReads(read(modulus, 2, (a, b, j) -> 4 + cos(1, a + b, modulus, j)), 1, 1, 1, 1, 1);
    }

    @Test
    void so_does_one_that_is_any_product_of_waves_of_one_frequency() {
        PairTables.Output[] products = {
            (a, b, j) -> cos(3, a, 13, 0.2),
            (a, b, j) -> cos(3, b, 13, 1),
            (a, b, j) -> cos(3, a - b, 13, 2),
            (a, b, j) -> (1 + cos(3, a, 13, 0.7)) * (2 - cos(3, b, 13, 0.4))
        };
        assertReads(read(13, 4, (a, b, j) -> products[j].at(a, b, j)), 1, 1, 1, 1, 1);
    }

    /** Its variance is 1/2 in each of a + b and a − b, and 1/8 in each of 2a and 2b. */
    @Test
    void a_quadratic_neuron_has_a_fifth_of_its_variance_at_twice_its_frequency() {
        assertReads(
                read(13, 3, (a, b, j) -> Math.pow(cos(2 + j, a, 13, 1) + cos(2 + j, b, 13, 0.3), 2)),
                0.8,
                0,
                1,
                1,
                (16 + 1) / 25.0);
    }

    @Test
    void a_product_of_two_frequencies_is_of_neither() {
        Map<String, Double> read = read(13, 1, (a, b, j) -> cos(2, a, 13, 0) * cos(3, b, 13, 0) + 3 * cos(5, a, 13, 0));
        assertReads(read, 4.5 / 4.75, 1, 4.5 / 4.75, 1, 1);
    }

    @Test
    void neurons_that_do_not_vary_count_among_all_but_have_no_share() {
        assertReads(read(7, 2, (a, b, j) -> j == 0 ? 0.1 : cos(2, a + b, 7, 0)), 1, 0.5, 1, 0.5, 1);
    }

    /** Least squares on the nine products, and on the four squares beside them, frequency by frequency. */
    @Test
    void the_share_is_that_of_a_least_squares_fit_to_noise() {
        int modulus = 7;
        double[] noise = ZigguratSampler.NormalizedGaussian.of(PairTables.random(11))
                .samples(modulus * modulus)
                .toArray();
        double products = 0;
        double polynomials = 0;
        for (int k = 1; k <= 3; k++) {
            products = Math.max(products, fitted(noise, modulus, k, false));
            polynomials = Math.max(polynomials, fitted(noise, modulus, k, true));
        }
        Map<String, Double> read = read(modulus, 1, (a, b, j) -> noise[a * modulus + b]);
        assertThat(read.get("0 0  neuron share")).isCloseTo(products, EXACT);
        assertThat(read.get("0 0  neuron share with squares")).isCloseTo(polynomials, EXACT);
        assertThat(products).isLessThan(polynomials - 0.01);
    }

    private static double fitted(double[] values, int modulus, int k, boolean squares) {
        double[][] design = new double[values.length][];
        for (int i = 0; i < values.length; i++) {
            double ca = cos(k, i / modulus, modulus, 0);
            double sa = cos(k, i / modulus, modulus, -Math.PI / 2);
            double cb = cos(k, i % modulus, modulus, 0);
            double sb = cos(k, i % modulus, modulus, -Math.PI / 2);
            design[i] = squares
                    ? new double[] {
                        ca, sa, cb, sb, ca * cb, ca * sb, sa * cb, sa * sb, ca * ca, sa * ca, cb * cb, sb * cb
                    }
                    : new double[] {ca, sa, cb, sb, ca * cb, ca * sb, sa * cb, sa * sb};
        }
        OLSMultipleLinearRegression regression = new OLSMultipleLinearRegression();
        regression.newSampleData(values, design);
        return regression.calculateRSquared();
    }

    @Test
    void without_neurons_that_vary_nothing_is_defined() {
        assertThat(read(5, 2, (a, b, j) -> 0.3).values()).hasSize(6).containsOnly(Double.NaN);
        assertThat(read(5, 2, (a, b, j) -> 0).values()).hasSize(6).containsOnly(Double.NaN);
    }

    @Test
    void neurons_that_are_no_numbers_give_none() {
        assertThat(read(5, 2, (a, b, j) -> Double.NaN).values()).hasSize(6).containsOnly(Double.NaN);
    }

    @Test
    void a_table_that_is_not_whole_is_refused() {
        Split whole = PairTables.addition(5);
        float[] first = whole.train().inputs();
        assertRefused(
                new Split(whole.train(), whole.train()),
                "(" + (int) first[0] + ", " + (int) first[1] + ") more than once");
        Examples test = whole.test();
        int n = test.size() - 1;
        Examples fewer = new Examples(
                Arrays.copyOf(test.inputs(), 2 * n),
                test.inputShape(),
                Arrays.copyOf(test.labels(), n),
                Arrays.copyOf(test.labels(), n),
                5);
        assertRefused(new Split(whole.train(), fewer), "24 of them");
        float[] inputs = test.inputs().clone();
        inputs[3] = 5;
        assertRefused(new Split(whole.train(), test.withInputs(inputs)), "5.0 in one");
        inputs[3] = 0.5f;
        assertRefused(new Split(whole.train(), test.withInputs(inputs)), "0.5 in one");
    }

    private static void assertRefused(Split split, String got) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PairTables.withNeurons(split, 1, (a, b, j) -> a).read(new NeuronSpectrum()))
                .withMessage(
                        "train and test examples must together be the 25 pairs of residues modulo 5, each once, got "
                                + got + "; take the whole table of an operation, or leave this probe out");
    }
}
