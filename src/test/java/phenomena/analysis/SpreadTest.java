package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {
    private static final double[] FIVE = {5, 1, 3, 2, 10};

    @Test
    void quantiles_interpolate_between_order_statistics() {
        // sorted 1 2 3 5 10; position .1 × 4 = .4 between 1 and 2, .9 × 4 = 3.6 between 5 and 10
        Interval interval = Spread.quantiles(.1, .9).of(FIVE);
        assertThat(interval.centre()).isEqualTo(3);
        assertThat(interval.low()).isCloseTo(1.4, within(1e-12));
        assertThat(interval.high()).isCloseTo(8, within(1e-12));
        assertThat(interval.count()).isEqualTo(5);
    }

    @Test
    void median_of_an_even_number_is_the_mean_of_the_middle_two() {
        assertThat(Spread.range().of(new double[] {4, 1, 2, 9})).isEqualTo(new Interval(3, 1, 9, 4));
    }

    @Test
    void undefined_values_are_left_out_and_not_counted() {
        assertThat(Spread.range().of(new double[] {Double.NaN, 7, Double.NaN})).isEqualTo(new Interval(7, 7, 7, 1));
        Interval none = Spread.range().of(new double[] {Double.NaN});
        assertThat(none.count()).isZero();
        assertThat(none.centre()).isNaN();
    }

    @Test
    void fewer_than_five_seeds_get_their_range() {
        assertThat(Spread.forSeeds(4).interval()).isEqualTo("minimum to maximum over seeds");
        assertThat(Spread.forSeeds(5).interval()).isEqualTo("10% to 90% of seeds");
    }

    @Test
    void student_interval_is_that_of_the_tables() {
        // mean 4.2, s² = 12.7, t(.975, 4) = 2.776445
        Interval interval = Spread.student(.95).of(FIVE);
        double half = 2.776445105 * Math.sqrt(12.7 / 5);
        assertThat(interval.centre()).isCloseTo(4.2, within(1e-12));
        assertThat(interval.low()).isCloseTo(4.2 - half, within(1e-6));
        assertThat(interval.high()).isCloseTo(4.2 + half, within(1e-6));
    }

    @Test
    void one_value_has_no_student_interval() {
        Interval interval = Spread.student(.95).of(new double[] {2});
        assertThat(interval.centre()).isEqualTo(2);
        assertThat(interval.low()).isNaN();
    }

    @Test
    void bootstrap_is_the_same_for_the_same_seed_and_near_the_normal_interval() {
        double[] hundred = new double[100];
        for (int i = 0; i < hundred.length; i++) {
            hundred[i] = i;
        }
        Interval once = Spread.bootstrapMean(.95, 4000, 1).of(hundred);
        // standard error of the mean: sqrt((100² − 1) / 12 / 100) = 2.887; the ends of the bootstrap are within 5 of
        // their σ ≈ .1
        assertThat(once).isEqualTo(Spread.bootstrapMean(.95, 4000, 1).of(hundred));
        assertThat(once.low()).isCloseTo(49.5 - 1.96 * 2.887, within(.5));
        assertThat(once.high()).isCloseTo(49.5 + 1.96 * 2.887, within(.5));
    }

    @Test
    void bootstrap_of_equal_values_has_no_width() {
        assertThat(Spread.bootstrapMedian(.9, 100, 0).of(new double[] {3, 3, 3}))
                .isEqualTo(new Interval(3, 3, 3, 3));
    }

    @Test
    void nonsense_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.quantiles(.9, .1))
                .withMessageContaining("0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.student(95))
                .withMessageContaining("confidence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spread.bootstrapMean(.95, 3, 0))
                .withMessageContaining("resamples must be at least 100, got 3");
    }
}
