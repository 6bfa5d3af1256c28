package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Seeds;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class FirstPassageTest {
    private static final long[] STEPS = {0, 1, 10, 100, 1000};
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private static final Threshold LOW = Threshold.atMost("error", "test", .1);

    /** One replica's low, value, high, and whether it arrived. */
    private static List<Object> passage(Threshold threshold, long[] steps, double... errors) {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 3, "test", steps, errors);
        Table passages = FirstPassage.of(table, threshold);
        assertThat(passages.rowCount()).isEqualTo(1);
        return List.of(
                passages.doubleColumn("low").get(0),
                passages.doubleColumn("value").get(0),
                passages.doubleColumn("high").get(0),
                passages.booleanColumn("reached").get(0));
    }

    @Test
    void lies_between_the_measured_step_before_and_the_one_that_is_there() {
        assertThat(passage(LOW, STEPS, .9, .8, .5, .1, 0)).containsExactly(10., 100., 100., true);
        assertThat(passage(LOW, STEPS, .05, .8, .5, .4, .4))
                .as("at the first measurement nothing was before")
                .containsExactly(0., 0., 0., true);
    }

    @Test
    void not_reached_is_censored_at_the_last_measured_step() {
        assertThat(passage(LOW, STEPS, .9, .8, .5, .3, .2)).containsExactly(1000., 1000., INFINITE, false);
    }

    @Test
    void first_and_for_good_differ_where_a_curve_comes_back() {
        double[] errors = {.9, .1, .5, .05, .0};
        assertThat(passage(LOW, STEPS, errors)).containsExactly(0., 1., 1., true);
        assertThat(passage(LOW.forGood(), STEPS, errors)).containsExactly(10., 100., 100., true);
        assertThat(passage(LOW.forGood(), STEPS, .9, .0, .0, .0, .2)).containsExactly(1000., 1000., INFINITE, false);
    }

    @Test
    void nan_has_not_arrived_and_says_nothing_of_the_time_before() {
        double nan = Double.NaN;
        assertThat(passage(LOW, STEPS, .9, .8, nan, .1, 0)).containsExactly(1., 100., 100., true);
        assertThat(passage(LOW, STEPS, .9, .8, nan, .3, .3)).containsExactly(1000., 1000., INFINITE, false);
        assertThat(passage(LOW.forGood(), STEPS, .9, .1, nan, .1, 0)).containsExactly(0., 100., 100., true);
    }

    @Test
    void upwards_a_value_at_or_above_the_limit_has_arrived() {
        assertThat(passage(Threshold.atLeast("error", "test", .5), STEPS, .1, .2, .5, .3, .2))
                .containsExactly(1., 10., 10., true);
    }

    @Test
    void how_a_replica_ended_is_told_where_the_table_shows_it() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 0, "test", STEPS, .9, .9, .9, .9, .9);
        TidyRows.add(table, "r", 1, "test", new long[] {0, 1, 7}, .9, .9, .9);
        TidyRows.add(table, "r", 2, "test", new long[] {0, 1, 10}, .9, .9, Double.NaN);
        Table passages = FirstPassage.of(table, LOW);
        assertThat(passages.stringColumn("ended").asList()).containsExactly("completed", "early", "diverged");
        assertThat(passages.doubleColumn("value").asList())
                .as("one that was cut short is known to its end; one that diverged never arrives")
                .containsExactly(1000., 7., 1000.);
        assertThat(passages.columnNames())
                .containsExactly("run", "replica", "low", "value", "high", "reached", "ended");
        assertThat(passages.name()).isEqualTo("test error ≤ 0.1");
    }

    @Test
    void dials_tell_replicas_apart() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 0, "test", STEPS, .9, .1, .9, .9, .9);
        TidyRows.add(table, "r", 0, "test", STEPS, .9, .9, .1, .9, .9);
        table.addColumns(DoubleColumn.create("weightDecay", new double[] {0, 0, 0, 0, 0, 1, 1, 1, 1, 1}));
        Table passages = FirstPassage.of(table, LOW);
        assertThat(passages.doubleColumn("weightDecay").asList()).containsExactly(0., 1.);
        assertThat(passages.doubleColumn("value").asList()).containsExactly(1., 10.);
    }

    @Test
    void what_is_not_there_is_an_error_that_says_what_is() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 0, "test", STEPS, .9, .1, .9, .9, .9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstPassage.of(table, Threshold.atMost("error", "train", .1)))
                .withMessage("the table must hold \"error\" on split \"train\", got quantities [error]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstPassage.of(table.rejectColumns("step"), LOW))
                .withMessageStartingWith("the table must have a column \"step\"");
        TidyRows.add(table, "r", 0, "test", new long[] {10}, .3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstPassage.of(table, LOW))
                .withMessageContaining("once at a step")
                .withMessageContaining("twice at step 10");
    }

    @Test
    void a_threshold_in_accuracy_is_one_in_error_without_rounding() {
        assertThat(Threshold.accuracy("test", .9)).isEqualTo(Threshold.atMost("error", "test", .1));
        assertThat(Threshold.accuracy("test", .9).isMetBy(1 / 10.)).isTrue();
        assertThat(Threshold.accuracy("train", 1).forGood()).hasToString("train error ≤ 0.0 for good");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.accuracy("test", 99))
                .withMessage("accuracy must be in [0, 1], got 99.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Threshold.atMost("error", "test", Double.NaN))
                .withMessage("limit must be finite, got NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> Threshold.atMost(null, "test", 1));
    }

    @Test
    void a_summary_has_quantiles_and_the_order_statistics_interval() {
        Table placebo = FirstPassage.summary(TidyRows.placebo(), .95);
        assertThat(placebo.intColumn("replicas").get(0)).isEqualTo(21);
        assertThat(placebo.doubleColumn("lower quartile").get(0)).isEqualTo(4);
        assertThat(placebo.doubleColumn("median").get(0)).isEqualTo(8);
        assertThat(placebo.doubleColumn("upper quartile").get(0)).isEqualTo(12);
        // binomial(21, ½) is below 6 with probability .0133, below 7 with .0392: the 6th of either end
        assertThat(placebo.doubleColumn("low").get(0)).isEqualTo(4);
        assertThat(placebo.doubleColumn("high").get(0)).isEqualTo(12);
        Table treated = FirstPassage.summary(TidyRows.treated(), .95);
        assertThat(treated.doubleColumn("low").get(0)).isEqualTo(9);
        assertThat(treated.doubleColumn("high").get(0)).isEqualTo(INFINITE);
        assertThat(treated.stringColumn("in words").get(0))
                .isEqualTo("median 23 (95% interval from 9 up; quartiles 13 to > 35), 9 of 21 arrived");
    }

    @Test
    void a_median_that_is_not_reached_is_said_to_be_beyond_the_end() {
        Table summary = FirstPassage.summary(TidyRows.passages(50, -100, -100, -100), .95);
        assertThat(summary.doubleColumn("median").get(0)).isEqualTo(INFINITE);
        assertThat(summary.doubleColumn("low").getDouble(0)).isNaN();
        assertThat(summary.stringColumn("in words").get(0))
                .isEqualTo("median > 100 (too few for a 95% interval; quartiles 50 to > 100), 1 of 4 arrived");
        Table one = FirstPassage.summary(TidyRows.passages(50), .95);
        assertThat(one.doubleColumn("median").get(0)).isEqualTo(50);
        assertThat(one.stringColumn("in words").get(0)).contains("too few").contains("1 of 1");
    }

    @Test
    void six_replicas_are_the_fewest_for_95_percent_and_five_for_90() {
        double[] five = {1, 2, 3, 4, 5};
        double[] six = {1, 2, 3, 4, 5, 6};
        assertThat(FirstPassage.summary(TidyRows.passages(five), .95)
                        .doubleColumn("low")
                        .getDouble(0))
                .isNaN();
        assertThat(FirstPassage.summary(TidyRows.passages(five), .9)
                        .doubleColumn("low")
                        .get(0))
                .isEqualTo(1);
        assertThat(FirstPassage.summary(TidyRows.passages(six), .95)
                        .doubleColumn("high")
                        .get(0))
                .isEqualTo(6);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstPassage.summary(TidyRows.passages(six), 95))
                .withMessage("confidence must be in (0, 1), got 95.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FirstPassage.summary(TidyRows.passages(six), .95, "decay"))
                .withMessageContaining("\"decay\"");
    }

    @Test
    void the_interval_covers_the_median_as_often_as_it_says() {
        // exponential times with median 1, 8 replicas: exactly 1 − 2/256; grid and early censoring may only add to that
        UniformRandomProvider random = Seeds.stream(7, "coverage");
        int trials = 4000;
        double exact = 1 - 2 / 256.;
        double sigma = Math.sqrt(exact * (1 - exact) / trials);
        int plain = 0;
        int censored = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] times = new double[8];
            double[] cut = new double[8];
            for (int i = 0; i < 8; i++) {
                times[i] = -Math.log1p(-random.nextDouble()) / Math.log(2);
                double end = 3 * random.nextDouble();
                cut[i] = times[i] <= end ? times[i] : -end;
            }
            plain += covers(TidyRows.passages(times), 1);
            censored += covers(TidyRows.passages(cut), 1);
        }
        assertThat(plain / (double) trials).isCloseTo(exact, within(4 * sigma));
        assertThat(censored / (double) trials).isGreaterThan(exact - 4 * sigma);
    }

    private static int covers(Table passages, double median) {
        Interval interval = Waits.of(passages).median(.95);
        return interval.low() <= median && median <= interval.high() ? 1 : 0;
    }
}
