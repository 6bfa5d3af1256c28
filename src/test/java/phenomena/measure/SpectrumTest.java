package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpectrumTest {

    private static final Spectrum UNEVEN = new Spectrum(new double[] {1, 6, 0, 2, 1});

    private static Spectrum even(int frequencies) {
        double[] power = new double[frequencies];
        java.util.Arrays.fill(power, 0.1);
        return new Spectrum(power);
    }

    @Test
    void shares_are_parts_of_the_total() {
        assertThat(UNEVEN.total()).isEqualTo(10);
        assertThat(UNEVEN.share(2)).isEqualTo(0.6);
        assertThat(UNEVEN.share(4, 1, 3)).isEqualTo(0.3);
        assertThat(UNEVEN.share()).isZero();
        assertThat(UNEVEN.top(2)).isEqualTo(0.8);
        assertThat(UNEVEN.top(9)).isEqualTo(1);
    }

    @Test
    void key_frequencies_are_the_fewest_that_have_the_share() {
        assertThat(UNEVEN.key(0.5)).containsExactly(2);
        assertThat(UNEVEN.key(0.6)).containsExactly(2);
        assertThat(UNEVEN.key(0.61)).containsExactly(2, 4);
        assertThat(UNEVEN.key(0.99)).containsExactly(1, 2, 4, 5);
    }

    @Test
    void all_frequencies_are_key_where_they_are_equally_strong() {
        assertThat(even(56).key(0.99)).hasSize(56);
        assertThat(even(48).key(0.99)).hasSize(48);
    }

    @Test
    void participation_is_one_over_the_number_of_frequencies_that_share_the_power() {
        assertThat(new Spectrum(new double[] {0, 0, 7}).participation()).isEqualTo(1);
        assertThat(even(4).participation()).isCloseTo(1 / 4.0, within(1e-15));
        assertThat(UNEVEN.participation()).isCloseTo(0.42, within(1e-15)); // (1 + 36 + 4 + 1) / 100
    }

    @Test
    void without_power_shares_are_not_defined_and_nothing_is_key() {
        Spectrum none = new Spectrum(new double[3]);
        assertThat(none.top(2)).isNaN();
        assertThat(none.participation()).isNaN();
        assertThat(none.key(0.9)).isEmpty();
    }

    @Test
    void power_that_is_no_number_gives_none() {
        Spectrum diverged = new Spectrum(new double[] {1, Double.NaN, 2});
        assertThat(diverged.share(1)).isNaN();
        assertThat(diverged.top(1)).isNaN();
        assertThat(diverged.participation()).isNaN();
        assertThat(diverged.key(0.9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, -1})
    void a_frequency_outside_the_group_is_refused(int frequency) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UNEVEN.share(1, frequency))
                .withMessage("frequency must be in [1, 5], got " + frequency
                        + "; modulo 11 every other one repeats one of these");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
    void a_share_outside_its_range_is_refused(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UNEVEN.key(share))
                .withMessage("share of the power must be in (0, 1), got " + share);
    }
}
