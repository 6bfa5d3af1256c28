package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Seeds;
import tech.tablesaw.api.Table;

class TwoArmsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static TwoArms compare(Table first, Table second) {
        return TwoArms.of(first, second, .95, 1000, 1);
    }

    /** The same passages, of replicas that the other arm does not have. */
    private static Table strangers(Table passages) {
        for (int i = 0; i < passages.rowCount(); i++) {
            passages.longColumn("replica").set(i, 100L + i);
        }
        return passages;
    }

    @Test
    void log_rank_is_the_textbooks_of_the_leukaemia_trial() {
        // χ² 16.79, expected 19.25 of 9 under 6-MP: Kleinbaum and Klein, "Survival analysis", section 2, and R's
        // survdiff
        LogRank test = LogRank.of(TidyRows.treated(), TidyRows.placebo());
        assertThat(test.arrived()).isEqualTo(9);
        assertThat(test.expected()).isCloseTo(19.25, within(.005));
        assertThat(test.statistic()).isCloseTo(16.793, within(5e-4));
        assertThat(test.p()).isCloseTo(4.17e-5, within(1e-7));
        LogRank other = LogRank.of(TidyRows.placebo(), TidyRows.treated());
        assertThat(other.statistic()).isCloseTo(test.statistic(), within(1e-12));
        assertThat(other.expected()).isCloseTo(10.75, within(.005));
    }

    @Test
    void log_rank_of_arms_where_nobody_arrived_tells_nothing() {
        LogRank none = LogRank.of(TidyRows.passages(-5, -9), TidyRows.passages(-7));
        assertThat(none).isEqualTo(new LogRank(0, 0, 0, 1));
        LogRank alike = LogRank.of(TidyRows.passages(1, 2, 3), TidyRows.passages(1, 2, 3));
        assertThat(alike.statistic()).isCloseTo(0, within(1e-20));
        assertThat(alike.p()).isCloseTo(1, within(1e-9));
    }

    @Test
    void the_ratio_is_that_of_medians() {
        TwoArms arms = compare(TidyRows.placebo(), strangers(TidyRows.treated()));
        assertThat(arms.isPaired()).isFalse();
        assertThat(arms.ratio().centre()).isEqualTo(8 / 23.);
        assertThat(arms.ratio().count()).isEqualTo(42);
        assertThat(arms.ratio().low())
                .as("of the treated fewer than half relapse in some resamples")
                .isZero();
        assertThat(arms.ratio().high()).isBetween(8 / 23., 1.);
        assertThat(arms.table().doubleColumn("median").asList()).containsExactly(8., 23.);
        assertThat(arms.toString())
                .startsWith("first / second: 0.348 (95% interval 0 to 0.6")
                .endsWith("bootstrap over seeds, not paired), log-rank p 4.17e-05");
    }

    @Test
    void arms_with_the_same_seeds_are_paired_in_any_order() {
        Table slow = TidyRows.passages(100, 200, 300, 1000, 5000, 40, 70, 900);
        Table fast = TidyRows.passages(10, 20, 30, 100, 500, 4, 7, 90);
        TwoArms arms = compare(slow, fast.sortDescendingOn("replica"));
        assertThat(arms.isPaired()).isTrue();
        assertThat(arms.ratio().centre()).isEqualTo(10);
        assertThat(arms.ratio().low())
                .as("each seed ten times faster: so in every resample")
                .isEqualTo(10);
        assertThat(arms.ratio().high()).isEqualTo(10);
        Interval apart = compare(slow, strangers(fast)).ratio();
        assertThat(apart.high() / apart.low()).as("not so between seeds").isGreaterThan(5);
    }

    @Test
    void a_median_that_is_not_reached_leaves_an_end_open_and_the_other_known() {
        Table never = TidyRows.passages(-1000, -1000, -1000, -1000, -1000);
        Table soon = TidyRows.passages(10, 10, 10, 10, 10);
        TwoArms slow = compare(never, soon);
        assertThat(slow.ratio()).isEqualTo(new Interval(INFINITE, 100, INFINITE, 10));
        assertThat(slow.toString()).contains(": > 100 (95% interval from 100 up,");
        TwoArms fast = compare(soon, never);
        assertThat(fast.ratio()).isEqualTo(new Interval(0, 0, .01, 10));
        assertThat(fast.toString()).contains(": < 0.01 (95% interval 0 to 0.01,");
        TwoArms neither = compare(never, never);
        assertThat(neither.ratio().centre()).isNaN();
        assertThat(neither.ratio().low()).isZero();
        assertThat(neither.ratio().high()).isEqualTo(INFINITE);
        assertThat(neither.toString()).contains("not known").contains("log-rank p 1");
    }

    @Test
    void the_grid_of_measured_steps_widens_the_interval() {
        Table first = TidyRows.passages(100, 100, 100);
        Table second = TidyRows.passages(50, 50, 50);
        for (int i = 0; i < 3; i++) {
            first.doubleColumn("low").set(i, 80.);
            second.doubleColumn("low").set(i, 40.);
        }
        assertThat(compare(first, second).ratio()).isEqualTo(new Interval(2, 80 / 50., 100 / 40., 6));
    }

    @Test
    void the_same_seed_gives_the_same_interval() {
        Table first = TidyRows.passages(5, 9, 13, 40, -60);
        Table second = TidyRows.passages(1, 3, 4, 8, 9);
        assertThat(TwoArms.of(first, second, .9, 500, 3).ratio())
                .isEqualTo(TwoArms.of(first, second, .9, 500, 3).ratio());
    }

    @Test
    void the_interval_covers_the_true_ratio_as_often_as_it_says() {
        // exponential times in the ratio 3, 20 seeds an arm, all cut at the third quartile of the slower; σ = 1.4%. Of
        // 4000
        // such trials 96.9% were covered, and 60% had an interval above 1
        UniformRandomProvider random = Seeds.stream(11, "coverage");
        int trials = 250;
        int covered = 0;
        int unlike = 0;
        for (int trial = 0; trial < trials; trial++) {
            Table slow = exponential(random, 3);
            Table fast = strangers(exponential(random, 1));
            Interval ratio = TwoArms.of(slow, fast, .95, 200, trial).ratio();
            covered += ratio.low() <= 3 && 3 <= ratio.high() ? 1 : 0;
            unlike += ratio.low() > 1 ? 1 : 0;
        }
        double sigma = Math.sqrt(.95 * .05 / trials);
        assertThat(covered / (double) trials).isGreaterThan(.95 - 4 * sigma);
        assertThat(unlike).as("and not by being endless: it tells 3 from 1").isGreaterThan(trials / 2);
    }

    private static Table exponential(UniformRandomProvider random, double mean) {
        double end = -3 * Math.log(.25);
        double[] times = new double[20];
        for (int i = 0; i < times.length; i++) {
            double time = -mean * Math.log1p(-random.nextDouble());
            times[i] = time <= end ? time : -end;
        }
        return TidyRows.passages(times);
    }

    @Test
    void nonsense_is_refused_by_name() {
        Table arm = TidyRows.passages(1, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoArms.of(arm, arm, 95, 1000, 0))
                .withMessage("confidence must be in (0, 1), got 95.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TwoArms.of(arm, arm, .95, 10, 0))
                .withMessage("resamples must be at least 100, got 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare(arm, TidyRows.passages(1, 2).append(TidyRows.passages(3))))
                .withMessage(
                        "each seed must stand once in an arm, got replica 0 twice in the second; keep the rows of one run");
        Table negative = TidyRows.passages(1, 2);
        negative.doubleColumn("value").set(0, -1.);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> compare(negative, arm))
                .withMessageContaining("times must be at least 0 to have a ratio, got -1.0 in the first arm");
        assertThatIllegalArgumentException().isThrownBy(() -> compare(TidyRows.passages(), arm));
    }
}
