package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.Seeds;
import tech.tablesaw.api.Table;

class DescentPeakTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(.95, 400, 1);
    private static final double[] WIDTHS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    /** 0.9 where too small, 0.5 at 4, a bump of height 0.1 at 16, 0.4 at the end. */
    private static double descendsTwice(double width) {
        double[] values = {.9, .6, .5, .55, .6, .52, .45, .42, .4};
        return values[(int) Math.round(Math.log(width) / Math.log(2))];
    }

    private static DescentPeak peak(Table table) {
        return DescentPeak.of(table, "width", BOOTSTRAP);
    }

    @Test
    void finds_the_peak_between_two_descents_and_not_the_higher_start() {
        Table table = Planted.empty();
        for (int seed = 0; seed < 3; seed++) {
            for (double width : WIDTHS) {
                Planted.add(table, seed, width, descendsTwice(width) + seed); // what seeds do not share drops out
            }
        }
        DescentPeak peak = peak(table);
        assertThat(peak.position()).isEqualTo(new Interval(16, 16, 16, 3));
        assertThat(peak.height().centre()).isCloseTo(1.6, within(1e-12));
        assertThat(peak.rises().before().low()).isCloseTo(.1, within(1e-12));
        assertThat(peak.rises().before().high()).isCloseTo(.1, within(1e-12));
        assertThat(peak.rises().after().centre()).isCloseTo(.2, within(1e-12));
        assertThat(peak.descendsTwice()).isTrue();
        assertThat(peak.table().doubleColumn("value").get(3)).isCloseTo(.2, within(1e-12));
        assertThat(peak.toString())
                .startsWith(
                        "peak at width 16 (16 to 16): 1.6 (0.6 to 2.6), 0.1 (0.1 to 0.1) above the best before and 0.2");
        assertThat(peak(table.sortDescendingOn("width"))).as("in any order").isEqualTo(peak);
    }

    @Test
    void each_seed_is_read_where_the_others_peak() {
        double[] widths = {1, 2, 3, 4};
        Table table = Planted.curve(0, widths, 0, 5, 1, 0)
                .append(Planted.curve(1, widths, 0, 1, 7, 0))
                .append(Planted.curve(2, widths, 0, 1, 6, 0));
        DescentPeak peak = peak(table);
        assertThat(peak.position().centre()).isEqualTo(3);
        // seed 0 at 3, where 1 and 2 peak: 1; seed 1 at 3, where 0 and 2 have 3.5; seed 2 at 3, where 0 and 1 have 4
        assertThat(peak.height().centre()).isCloseTo((1 + 7 + 6) / 3., within(1e-12));
    }

    @Test
    void a_curve_that_only_falls_or_only_rises_has_none() {
        UniformRandomProvider random = Seeds.stream(3, "monotone");
        DoubleUnaryOperator falls = width -> 1 / width;
        for (DoubleUnaryOperator curve : new DoubleUnaryOperator[] {falls, width -> 1 - falls.applyAsDouble(width)}) {
            assertThat(peak(Planted.noisy(random, 5, WIDTHS, curve, .1, 1e-4)).descendsTwice())
                    .isFalse();
        }
    }

    @Test
    void noise_alone_makes_a_peak_no_more_often_than_the_interval_says() {
        UniformRandomProvider random = Seeds.stream(4, "flat");
        int trials = 400;
        int claimed = 0;
        for (int trial = 0; trial < trials; trial++) {
            Table flat = Planted.noisy(random, 5, WIDTHS, width -> .5, .02, .01);
            claimed += DescentPeak.of(flat, "width", new Bootstrap(.95, 200, trial))
                            .descendsTwice()
                    ? 1
                    : 0;
        }
        // both rises must exclude 0; σ of the fraction is 0.8%
        double sigma = Math.sqrt(.025 * .975 / trials);
        assertThat(claimed / (double) trials).isLessThan(.025 + 4 * sigma);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 20})
    void intervals_cover_the_planted_rises_as_often_as_they_say(int seeds) {
        UniformRandomProvider random = Seeds.stream(5, "coverage");
        int trials = 250;
        int before = 0;
        int after = 0;
        for (int trial = 0; trial < trials; trial++) {
            Table table = Planted.noisy(random, seeds, WIDTHS, DescentPeakTest::descendsTwice, .05, .01);
            DescentPeak peak = DescentPeak.of(table, "width", new Bootstrap(.95, 200, trial));
            before += covers(peak.rises().before(), .1) ? 1 : 0;
            after += covers(peak.rises().after(), .2) ? 1 : 0;
        }
        double sigma = Math.sqrt(.95 * .05 / trials); // 1.4%
        assertThat(before / (double) trials).isCloseTo(.95, within(4 * sigma));
        assertThat(after / (double) trials).isCloseTo(.95, within(4 * sigma));
    }

    private static boolean covers(Interval interval, double truth) {
        return interval.low() <= truth && truth <= interval.high();
    }

    @Test
    void a_run_is_searched_along_its_steps() {
        Table table = TidyRows.empty();
        long[] steps = {0, 10, 100, 1000};
        for (int seed = 0; seed < 2; seed++) {
            TidyRows.add(table, "r", seed, "test", steps, .9, .4, .5, .3);
            TidyRows.add(table, "r", seed, "train", steps, .9, .3, .2, .1);
        }
        DescentPeak peak = DescentPeak.alongSteps(table, "error", "test", BOOTSTRAP);
        assertThat(peak.position().centre()).isEqualTo(100);
        assertThat(peak.rises().after().centre()).isCloseTo(.2, within(1e-12));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DescentPeak.alongSteps(table, "loss", "test", BOOTSTRAP))
                .withMessage("the table must hold \"loss\" on split \"test\", got quantities [error]");
    }

    @Test
    void what_is_no_sweep_is_refused_by_name() {
        double[] widths = {1, 2, 3};
        refused(Planted.curve(0, widths, 1, 2, 1), "a peak must be measured on at least 2 seeds, got 1");
        refused(Planted.curve(0, new double[] {1, 2}, 1, 2), "a sweep must have at least 3 values of width, got 2");
        Table twice = Planted.curve(0, widths, 1, 2, 1).append(Planted.curve(0, widths, 1, 2, 1));
        refused(twice, "each replica must stand once at each width, got replica 0 twice at 1");
        Table uneven = Planted.curve(0, widths, 1, 2, 1).append(Planted.curve(1, new double[] {1, 2}, 1, 2));
        refused(uneven, "each width must have the same replicas, got [0, 1] at 1 and [0] at 3");
        refused(
                Planted.curve(0, widths, 1, Double.NaN, 1),
                "values must be finite, got NaN at width 2, replica 0; leave that replica out at every width");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DescentPeak.of(Planted.empty(), "depth", BOOTSTRAP))
                .withMessage("the table must have a column \"depth\", got [replica, width, value]");
    }

    private static void refused(Table table, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> peak(table)).withMessageStartingWith(message);
    }
}
