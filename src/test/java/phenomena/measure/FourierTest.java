package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FourierTest {

    private static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    private static double[] gaussian(int count, long seed) {
        var sampler = ZigguratSampler.NormalizedGaussian.of(PairTables.random(seed));
        return sampler.samples(count).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 9, 13})
    void waves_are_orthonormal_and_free_of_a_constant(int modulus) {
        Fourier fourier = Fourier.over(modulus);
        double[][] waves = new double[modulus][];
        waves[0] = new double[modulus];
        Arrays.fill(waves[0], 1 / Math.sqrt(modulus));
        for (int k = 1; k <= fourier.frequencies(); k++) {
            waves[2 * k - 1] = fourier.wave(k, 0);
            waves[2 * k] = fourier.wave(k, -Math.PI / 2);
        }
        for (int i = 0; i < modulus; i++) {
            for (int j = 0; j < modulus; j++) {
                assertThat(dot(waves[i], waves[j])).isCloseTo(i == j ? 1 : 0, within(1e-14));
            }
        }
    }

    @Test
    void a_wave_of_any_phase_has_its_power_at_its_frequency() {
        Fourier fourier = Fourier.over(11);
        for (int k = 1; k <= 5; k++) {
            double[][] power = fourier.power(fourier.wave(k, 0.3 * k));
            for (int other = 1; other <= 5; other++) {
                assertThat(power[other - 1][0]).isCloseTo(other == k ? 1 : 0, within(1e-14));
            }
        }
    }

    @Test
    void a_constant_has_no_power() {
        double[] sevens = new double[13];
        Arrays.fill(sevens, 7);
        assertThat(Spectrum.of(Fourier.over(13).power(sevens)).total()).isCloseTo(0, within(1e-26));
    }

    @Test
    void powers_and_the_constant_add_up_to_the_sum_of_squares_in_each_column() {
        int columns = 4;
        double[] values = gaussian(17 * columns, 3);
        double[][] power = Fourier.over(17).power(values);
        for (int column = 0; column < columns; column++) {
            double sum = 0;
            double squares = 0;
            for (int x = 0; x < 17; x++) {
                sum += values[x * columns + column];
                squares += values[x * columns + column] * values[x * columns + column];
            }
            double total = sum * sum / 17;
            for (double[] row : power) {
                total += row[column];
            }
            assertThat(total).isCloseTo(squares, within(1e-12));
        }
    }

    /** The power of each frequency is χ² with 2d degrees of freedom: mean 2d, standard deviation 2√d. */
    @Test
    void noise_has_equal_power_at_every_frequency_within_4_sigma() {
        int columns = 3000;
        double[][] power = Fourier.over(31).power(gaussian(31 * columns, 5));
        for (double p : Spectrum.of(power).power()) {
            assertThat((p - 2 * columns) / (2 * Math.sqrt(columns))).isBetween(-4.0, 4.0);
        }
    }

    @Test
    void a_projection_keeps_the_waves_asked_for_and_nothing_else() {
        Fourier fourier = Fourier.over(13);
        double[] values = new double[26];
        double[] kept = new double[26];
        for (int x = 0; x < 13; x++) {
            kept[2 * x] = 3 * fourier.wave(2, 0.4)[x] - fourier.wave(5, 1)[x];
            kept[2 * x + 1] = fourier.wave(5, 2)[x];
            values[2 * x] = kept[2 * x] + 8 + fourier.wave(4, 0)[x];
            values[2 * x + 1] = kept[2 * x + 1] - 1;
        }
        assertThat(fourier.projection(values, 5, 2)).containsExactly(kept, within(1e-13));
        assertThat(fourier.projection(values)).containsOnly(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {-3, 0, 1, 2, 12})
    void a_modulus_that_is_even_or_below_3_is_refused(int modulus) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fourier.over(modulus))
                .withMessage("modulus of a Fourier transform must be odd and at least 3, got " + modulus
                        + "; take an odd prime");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 10})
    void a_frequency_outside_the_group_is_refused(int frequency) {
        Fourier fourier = Fourier.over(11);
        String message =
                "frequency must be in [1, 5], got " + frequency + "; modulo 11 every other one repeats one of these";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fourier.wave(frequency, 0))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fourier.projection(new double[11], frequency))
                .withMessage(message);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 12})
    void values_that_are_not_whole_rows_are_refused(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fourier.over(11).power(new double[count]))
                .withMessage("values must hold one row for each residue modulo 11, got " + count + " values");
    }
}
