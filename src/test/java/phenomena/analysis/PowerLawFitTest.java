package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.stat.regression.SimpleRegression;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class PowerLawFitTest {

    private static final double[] SIZES = PlantedLaws.sizes(1e3, 100, 6, 3);
    private static final double[] LOSSES = new PlantedLaws(0, 20, .4, .02, 0).draw(SIZES, PlantedLaws.random(7));

    @Test
    void without_a_floor_it_is_the_straight_line_of_textbooks() {
        SimpleRegression line = new SimpleRegression();
        for (int i = 0; i < SIZES.length; i++) {
            line.addData(Math.log(SIZES[i]), Math.log(LOSSES[i]));
        }
        PowerLawFit fit = PowerLaw.in("N")
                .withFloor(0)
                .withDelta(Double.POSITIVE_INFINITY)
                .fit(SIZES, LOSSES);
        Interval exponent = fit.exponent("N", .95);
        assertThat(exponent.centre()).isCloseTo(-line.getSlope(), within(1e-8));
        assertThat((exponent.high() - exponent.low()) / 2).isCloseTo(line.getSlopeConfidenceInterval(), within(1e-6));
        double t = 2.119905299221255; // Student's 0.975 quantile with 16 degrees of freedom
        double off = Math.log(1e6) - mean();
        double half = t * Math.sqrt(line.getMeanSquareError() * (1 + 1 / 18. + off * off / line.getXSumSquares()));
        Interval next = fit.predict(.95, 1, 1e6);
        assertThat(Math.log(next.high() / next.low()) / 2).isCloseTo(half, within(1e-6));
        double means = t * Math.sqrt(line.getMeanSquareError() * (1 / 18. + off * off / line.getXSumSquares()));
        Interval curve = fit.curve(.95, 1e6);
        assertThat(Math.log(curve.high() / curve.low()) / 2).isCloseTo(means, within(.005 * means));
    }

    private static double mean() {
        return Arrays.stream(SIZES).map(Math::log).average().orElseThrow();
    }

    @Test
    void a_floor_that_losses_do_not_need_may_be_nothing() {
        PowerLawFit fit = PowerLaw.in("N").fit(SIZES, LOSSES);
        assertThat(fit.floor(.9).low()).isZero();
        assertThat(fit.exponent("N", .9).holds(.4)).isTrue();
    }

    @Test
    void sizes_off_the_law_are_a_lack_of_fit() {
        double[] bumpy = LOSSES.clone();
        for (int i = 0; i < bumpy.length; i++) {
            bumpy[i] *= i / 3 % 2 == 0 ? 1.1 : .9;
        }
        PowerLawFit straight = PowerLaw.in("N").fit(SIZES, LOSSES);
        PowerLawFit lacking = PowerLaw.in("N").fit(SIZES, bumpy);
        assertThat(straight.lackOfFit()).isGreaterThan(.05);
        assertThat(lacking.lackOfFit()).isLessThan(1e-3);
        assertThat(straight.scatter()).isCloseTo(.02, within(.008));
        assertThat(lacking.scatter()).isGreaterThan(.08);
    }

    @Test
    void the_same_seed_gives_the_same_resamples() {
        PowerLawFit fit = PowerLaw.in("N").fit(SIZES, LOSSES);
        Table first = fit.bootstrap(100, 1).table();
        assertThat(first.columnNames()).containsExactly("floor", "coefficient of N", "exponent of N");
        assertThat(first.rowCount()).isEqualTo(100);
        assertThat(fit.bootstrap(100, 1).table().doubleColumn("exponent of N").asList())
                .isEqualTo(first.doubleColumn("exponent of N").asList());
        assertThat(fit.bootstrap(100, 2).exponent("N", .9))
                .isNotEqualTo(fit.bootstrap(100, 1).exponent("N", .9));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.bootstrap(99, 1))
                .withMessage("resamples must be at least 100, got 99");
    }

    @Test
    void refuses_what_is_no_input_size_or_confidence() {
        PowerLawFit fit = PowerLaw.in("N").fit(SIZES, LOSSES);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.exponent("D", .9))
                .withMessage("input must be one of [N], got \"D\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.exponent("N", 90))
                .withMessage("confidence must be in (0, 1), got 90.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.predict(.9, 1, 0))
                .withMessage("size must be above 0 and finite for each of [N], got [0.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.predict(.9, 0, 10))
                .withMessage("runs must be at least 1, got 0");
    }
}
