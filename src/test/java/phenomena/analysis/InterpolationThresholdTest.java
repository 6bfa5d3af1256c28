package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Seeds;
import tech.tablesaw.api.Table;

class InterpolationThresholdTest {

    private static final Bootstrap BOOTSTRAP = new Bootstrap(.95, 400, 1);
    private static final double[] WIDTHS = {10, 40, 160, 640};
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static InterpolationThreshold threshold(Table table, double level) {
        return InterpolationThreshold.of(table, "width", level, BOOTSTRAP);
    }

    @Test
    void lies_on_the_line_in_the_logarithm_of_capacity() {
        Table table = Planted.curve(3, WIDTHS, .5, .2, .1, 0).append(Planted.curve(1, WIDTHS, .5, .2, 0, 0));
        InterpolationThreshold at = threshold(table, .15);
        // half way and a quarter of the way from 40 to 160, by factors
        assertThat(at.replicas().longColumn("replica").asList()).containsExactly(1L, 3L);
        assertThat(at.replicas().doubleColumn("value").getDouble(0)).isCloseTo(40 * Math.sqrt(2), within(1e-9));
        assertThat(at.replicas().doubleColumn("value").getDouble(1)).isCloseTo(80, within(1e-9));
        assertThat(at.capacity().centre()).isCloseTo(20 * Math.sqrt(2) + 40, within(1e-9));
        assertThat(at.capacity().low()).isCloseTo(40 * Math.sqrt(2), within(1e-9));
        assertThat(at.capacity().high()).isCloseTo(80, within(1e-9));
        assertThat(at.toString()).isEqualTo("train error ≤ 0.15 from 68.3 (56.6 to 80)");
        assertThat(threshold(table, .2).capacity()).isEqualTo(new Interval(40, 40, 40, 2));
    }

    @Test
    void is_the_first_crossing_even_if_the_error_comes_back() {
        Table table = Planted.curve(0, WIDTHS, .5, .01, .3, 0);
        assertThat(threshold(table, .01).capacity().centre()).isEqualTo(40);
    }

    @Test
    void beyond_or_below_the_sweep_it_is_infinite_or_nothing_and_stays_in_the_median() {
        Table never = Planted.curve(0, WIDTHS, .5, .4, .3, .2);
        assertThat(threshold(never, .1).capacity()).isEqualTo(new Interval(INFINITE, Double.NaN, Double.NaN, 1));
        assertThat(threshold(never, .1).toString())
                .isEqualTo("train error ≤ 0.1 from beyond the sweep (one seed, no interval)");
        Table always = Planted.curve(0, WIDTHS, .1, 0, 0, 0);
        assertThat(threshold(always, .1).capacity()).isEqualTo(new Interval(0, Double.NaN, Double.NaN, 1));
        Table mixed = Planted.curve(0, WIDTHS, .5, .4, .3, .2)
                .append(Planted.curve(1, WIDTHS, .5, .1, 0, 0))
                .append(Planted.curve(2, WIDTHS, .5, .4, .1, 0));
        assertThat(threshold(mixed, .1).capacity().centre()).isCloseTo(160, within(1e-9));
        assertThat(threshold(mixed, .1).capacity().high()).isEqualTo(INFINITE);
    }

    @Test
    void the_interval_covers_the_planted_threshold_as_often_as_it_says() {
        // log-normal thresholds about 80, 20 seeds: error falls on a straight line through them. Level 0 to 1 in one
        // step
        UniformRandomProvider random = Seeds.stream(6, "coverage");
        var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        int trials = 250;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            Table table = Planted.empty();
            for (int seed = 0; seed < 20; seed++) {
                double threshold = Math.log(80) + .3 * gaussian.sample();
                for (double width : WIDTHS) {
                    Planted.add(table, seed, width, .5 + .1 * (threshold - Math.log(width)));
                }
            }
            Interval capacity = InterpolationThreshold.of(table, "width", .5, new Bootstrap(.95, 200, trial))
                    .capacity();
            covered += capacity.low() <= 80 && 80 <= capacity.high() ? 1 : 0;
        }
        double sigma = Math.sqrt(.95 * .05 / trials);
        assertThat(covered / (double) trials).isCloseTo(.95, within(4 * sigma));
    }

    @Test
    void nonsense_is_refused_by_name() {
        Table table = Planted.curve(0, new double[] {0, 1, 2}, .3, .2, .1);
        for (double level : new double[] {-.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> threshold(table, level))
                    .withMessage("level must be a train error in [0, 1), got " + level);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threshold(table, .1))
                .withMessage("width must be above 0, as it is interpolated in its logarithm, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> threshold(Planted.curve(0, new double[] {1, 2}, .3, .2), .1))
                .withMessage("a sweep must have at least 3 values of width, got 2; run it at more");
    }
}
