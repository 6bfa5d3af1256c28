package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class EffectiveModelComplexityTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(.95, 400, 1);
    private static final double[] SIZES = {500, 1000, 4000, 8000};

    /** Train errors by number of examples. */
    private static Table sizes(Table curves) {
        curves.doubleColumn("width").setName("trainExamples");
        return curves;
    }

    private static Interval complexity(Table curves, double level) {
        return EffectiveModelComplexity.of(sizes(curves), "trainExamples", level, BOOTSTRAP)
                .examples();
    }

    @Test
    void is_the_largest_number_whose_mean_error_is_small_enough() {
        // means .05, .15, .25, .35: half a level of .1 beyond 1000 on the way to 4000
        Table curves = Planted.curve(0, SIZES, 0, .1, .2, .3).append(Planted.curve(1, SIZES, .1, .2, .3, .4));
        Interval at = complexity(curves, .2);
        assertThat(at.centre()).isCloseTo(2000, within(1e-9));
        assertThat(at.low()).as("seed 1 twice").isCloseTo(1000, within(1e-9));
        assertThat(at.high()).as("seed 0 twice").isCloseTo(4000, within(1e-9));
    }

    @Test
    void is_the_last_crossing_as_the_definition_says() {
        assertThat(complexity(Planted.curve(0, SIZES, 0, .5, .1, .3), .1).centre())
                .isCloseTo(4000, within(1e-9));
    }

    @Test
    void outside_the_sweep_it_is_nothing_or_infinite() {
        assertThat(complexity(Planted.curve(0, SIZES, .2, .3, .4, .5), .1))
                .isEqualTo(new Interval(0, Double.NaN, Double.NaN, 1));
        assertThat(complexity(Planted.curve(0, SIZES, 0, 0, 0, .1), .1).centre())
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(EffectiveModelComplexity.of(
                                sizes(Planted.curve(0, SIZES, 0, .2, .4, .5)), "trainExamples", .1, BOOTSTRAP)
                        .toString())
                .isEqualTo("mean train error ≤ 0.1 up to n = 707 (one seed, no interval)");
    }

    @Test
    void nonsense_is_refused_by_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complexity(Planted.curve(0, SIZES, 0, 0, 0, 0), 1))
                .withMessage("level must be a train error in [0, 1), got 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> complexity(Planted.curve(0, new double[] {-1, 1, 2}, 0, 0, 0), .1))
                .withMessage("trainExamples must be above 0, as it is interpolated in its logarithm, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(95, 1000, 0))
                .withMessage("confidence must be in (0, 1), got 95.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Bootstrap(.95, 10, 0))
                .withMessage("resamples must be at least 100, got 10");
    }
}
