package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.protocol.Budget;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import phenomena.run.Outcome;
import phenomena.run.Provenance;
import phenomena.run.Run;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class GrokkingDelayTest {
    private static final long[] STEPS = {0, 1, 10, 100, 1000};
    private static final Threshold TRAIN = Threshold.accuracy("train", .99);
    private static final Threshold TEST = Threshold.accuracy("test", .99);

    /** Seeds: 0 groks, 1 memorises, 2 never fits, 3 comprehends, 4 is cut short after it fitted, 5 groks. */
    private static Table curves() {
        Table table = TidyRows.empty();
        add(table, 0, STEPS, new double[] {.9, .5, 0, 0, 0}, new double[] {.9, .9, .9, .8, .01});
        add(table, 1, STEPS, new double[] {.9, .5, .4, 0, 0}, new double[] {.9, .9, .9, .8, .5});
        add(table, 2, STEPS, new double[] {.9, .9, .9, .9, .9}, new double[] {.9, .9, .9, .9, .9});
        add(table, 3, STEPS, new double[] {.9, .5, 0, 0, 0}, new double[] {.9, .5, 0, 0, 0});
        add(table, 4, new long[] {0, 1, 10, 40}, new double[] {.9, .5, 0, 0}, new double[] {.9, .9, .9, .9});
        add(table, 5, STEPS, new double[] {.9, 0, 0, 0, 0}, new double[] {.9, .9, .9, 0, 0});
        return table;
    }

    private static void add(Table table, long seed, long[] steps, double[] train, double[] test) {
        TidyRows.add(table, "r", seed, "train", steps, train);
        TidyRows.add(table, "r", seed, "test", steps, test);
    }

    @Test
    void each_replica_has_its_steps_its_delay_and_its_outcome() {
        Table table = GrokkingDelay.of(curves(), TRAIN, TEST).table();
        double nan = Double.NaN;
        assertThat(table.stringColumn("outcome").asList())
                .containsExactly("grokked", "censored", "never fitted", "grokked", "censored", "grokked");
        assertThat(table.stringColumn("ended").asList())
                .containsExactly("completed", "completed", "completed", "completed", "early", "completed");
        assertThat(table.doubleColumn("train after").asDoubleArray()).containsExactly(1, 10, nan, 1, 1, 0);
        assertThat(table.doubleColumn("train").asDoubleArray()).containsExactly(10, 100, nan, 10, 10, 1);
        assertThat(table.doubleColumn("test after").asDoubleArray()).containsExactly(100, nan, nan, 1, nan, 10);
        assertThat(table.doubleColumn("test").asDoubleArray()).containsExactly(1000, nan, nan, 10, nan, 100);
        assertThat(table.doubleColumn("delay").asDoubleArray()).containsExactly(990, nan, nan, 0, nan, 99);
        assertThat(table.doubleColumn("ratio").asDoubleArray()).containsExactly(100, nan, nan, 1, nan, 100);
        assertThat(table.doubleColumn("watched").asDoubleArray()).containsExactly(1000, 1000, 1000, 10, 40, 100);
    }

    @Test
    void delays_are_passages_of_those_that_fitted_with_both_ends() {
        Table delays = GrokkingDelay.of(curves(), TRAIN, TEST).delays();
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(delays.longColumn("replica").asList()).containsExactly(0L, 1L, 3L, 4L, 5L);
        assertThat(delays.doubleColumn("low").asList()).containsExactly(90., 900., -9., 30., 9.);
        assertThat(delays.doubleColumn("value").asList()).containsExactly(990., 900., 0., 30., 99.);
        assertThat(delays.doubleColumn("high").asList()).containsExactly(999., infinite, 9., infinite, 100.);
        assertThat(delays.booleanColumn("reached").asList()).containsExactly(true, false, true, false, true);
        // at risk 5, 4 (one lost at 30), 3 at 99: S = .8, then .8 × 2/3 = .533, then 0 at 990
        assertThat(KaplanMeier.of(delays).quantile(.5)).isEqualTo(990);
        Table ratios = GrokkingDelay.of(curves(), TRAIN, TEST).ratios();
        assertThat(ratios.doubleColumn("low").asList()).containsExactly(10., 10., .1, 4., 10.);
        assertThat(ratios.doubleColumn("value").asList()).containsExactly(100., 10., 1., 4., 100.);
        assertThat(ratios.doubleColumn("high").asList()).containsExactly(1000., infinite, 10., infinite, 100.);
    }

    @Test
    void steps_to_generalise_are_those_of_all_replicas() {
        GrokkingDelay delay = GrokkingDelay.of(curves(), TRAIN, TEST);
        assertThat(delay.testSteps().doubleColumn("value").asList())
                .containsExactly(1000., 1000., 1000., 10., 40., 100.);
        assertThat(delay.testSteps().booleanColumn("reached").asList())
                .containsExactly(true, false, false, true, false, true);
        assertThat(delay.trainSteps().name()).isEqualTo("train error ≤ 0.01");
    }

    @Test
    void a_summary_counts_all_and_says_the_times() {
        GrokkingDelay delay = GrokkingDelay.of(curves(), TRAIN, TEST);
        Table summary = delay.summary(.95, "run");
        assertThat(summary.columnNames())
                .containsExactly(
                        "run",
                        "replicas",
                        "grokked",
                        "censored",
                        "never fitted",
                        "cut short",
                        "steps to fit",
                        "steps to generalise",
                        "delay",
                        "ratio");
        assertThat(summary.intColumn("replicas").get(0)).isEqualTo(6);
        assertThat(summary.intColumn("grokked").get(0)).isEqualTo(3);
        assertThat(summary.intColumn("censored").get(0)).isEqualTo(2);
        assertThat(summary.intColumn("never fitted").get(0)).isEqualTo(1);
        assertThat(summary.intColumn("cut short").get(0)).isEqualTo(1);
        assertThat(summary.stringColumn("steps to fit").get(0))
                .isEqualTo("median 10 (95% interval from 0 up; quartiles 10 to 100), 5 of 6 arrived");
        assertThat(delay.toString())
                .isEqualTo("6 replicas, 3 grokked, 2 censored, 1 never fitted, 1 cut short; delay: median 990"
                        + " (too few for a 95% interval; quartiles 99 to 990), 3 of 5 arrived");
    }

    @Test
    void where_none_fitted_there_is_no_delay() {
        Table table = TidyRows.empty();
        add(table, 0, STEPS, new double[] {.9, .9, .9, .9, .9}, new double[] {.9, .9, .9, .9, 0});
        GrokkingDelay delay = GrokkingDelay.of(table, TRAIN, TEST);
        assertThat(delay.delays().rowCount()).isZero();
        assertThat(delay.summary(.95).stringColumn("delay").get(0)).isEqualTo("none fitted");
        assertThat(delay.toString()).startsWith("1 replicas, 0 grokked, 0 censored, 1 never fitted");
    }

    @Test
    void a_run_that_is_given_says_how_its_replicas_ended() {
        Table table = TidyRows.empty();
        add(table, 0, STEPS, new double[] {.9, 0, 0, 0, 0}, new double[] {.9, .9, .9, .9, .9});
        add(table, 1, new long[] {0, 1, 10}, new double[] {.9, 0, 0}, new double[] {.9, .9, .9});
        add(table, 2, new long[] {0, 1, 10}, new double[] {.9, 0, 0}, new double[] {.9, .9, .9});
        Protocol protocol = RandomLabels.mnist1dMlp(Budget.SMOKE).withName("r").withSeeds(3);
        Map<Long, Outcome> outcomes =
                Map.of(0L, new Outcome.Completed(1000), 1L, new Outcome.Diverged(12), 2L, new Outcome.Interrupted(10));
        Provenance provenance = new Provenance("2026-03-04T12:00:00Z", 1, Map.of(), Map.of(), "");
        Run run = new Run(protocol, table, outcomes, provenance, Map.of());
        Table test = GrokkingDelay.of(table, List.of(run), TRAIN, TEST).testSteps();
        assertThat(test.stringColumn("ended").asList()).containsExactly("completed", "diverged", "interrupted");
        assertThat(test.doubleColumn("value").asList()).containsExactly(1000., 1000., 10.);
        assertThat(GrokkingDelay.of(table, TRAIN, TEST)
                        .testSteps()
                        .stringColumn("ended")
                        .asList())
                .as("the table alone cannot tell")
                .containsExactly("completed", "early", "early");
    }

    @Test
    void both_splits_must_be_measured_of_the_same_replicas() {
        Table table = curves();
        TidyRows.add(table, "r", 9, "train", STEPS, .9, 0, 0, 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrokkingDelay.of(table, TRAIN, TEST))
                .withMessage("the replicas measured on train and test must be the same, got 7 with train error ≤ 0.01"
                        + " and 6 with test error ≤ 0.01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrokkingDelay.of(curves(), TRAIN, Threshold.atMost("loss", "test", 1)))
                .withMessage("the table must hold \"loss\" on split \"test\", got quantities [error]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GrokkingDelay.of(curves(), TRAIN, TEST).summary(.95, "decay"))
                .withMessageContaining("the table must have a column \"decay\"");
    }

    @Test
    void replicas_are_matched_by_what_they_are_not_by_their_place() {
        Table sorted = curves().sortDescendingOn("value");
        Table one = GrokkingDelay.of(sorted, TRAIN, TEST).table().sortAscendingOn("replica");
        Table other = GrokkingDelay.of(curves(), TRAIN, TEST).table();
        for (String column : List.of("replica", "train", "test", "outcome")) {
            assertThat(one.column(column).asObjectArray())
                    .isEqualTo(other.column(column).asObjectArray());
        }
    }

    /** Cells (decay, fraction) of a sweep, with the curves' replicas dealt out to them. */
    private static Table sweep(double[] decays, double[] fractions) {
        Table table = curves();
        DoubleColumn decay = DoubleColumn.create("weightDecay");
        DoubleColumn fraction = DoubleColumn.create("trainFraction");
        for (int row = 0; row < table.rowCount(); row++) {
            int seed = (int) table.longColumn("replica").getLong(row);
            decay.append(decays[seed]);
            fraction.append(fractions[seed]);
        }
        return table.addColumns(decay, fraction);
    }

    private static Table phases(double[] decays, double[] fractions, double comprehension) {
        return PhaseDiagram.of(
                GrokkingDelay.of(sweep(decays, fractions), TRAIN, TEST), "weightDecay", "trainFraction", comprehension);
    }

    @Test
    void a_phase_diagram_has_a_row_for_each_cell_and_the_papers_phases() {
        double[] apart = {0, 1, 2, 3, 4, 5};
        Table cells = phases(apart, new double[6], 100);
        assertThat(cells.columnNames())
                .containsExactly(
                        "weightDecay",
                        "trainFraction",
                        "replicas",
                        "fitted",
                        "grokked",
                        "test step",
                        "delay",
                        "phase",
                        "agree",
                        "cut short");
        assertThat(cells.stringColumn("phase").asList())
                .containsExactly(
                        "grokking", "memorisation", "confusion", "comprehension", "unfinished", "comprehension");
        assertThat(phases(apart, new double[6], 99).stringColumn("phase").get(5))
                .as("a delay at the border is a long one")
                .isEqualTo("grokking");
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(cells.doubleColumn("test step").asDoubleArray())
                .containsExactly(1000, infinite, infinite, 10, infinite, 100);
        assertThat(cells.doubleColumn("delay").asDoubleArray())
                .containsExactly(990, infinite, Double.NaN, 0, infinite, 99);
        assertThat(cells.doubleColumn("agree").asList()).containsExactly(1., 1., 1., 1., 0., 1.);
    }

    @Test
    void a_cell_has_the_phase_of_most_of_its_replicas() {
        // (0, .3): seeds 0 and 5 grok, 3 comprehends; (0, .5): 1 memorises, 2 is confused, 4 is not judged
        Table cells = phases(new double[6], new double[] {.3, .5, .5, .3, .5, .3}, 50);
        assertThat(cells.rowCount()).isEqualTo(2);
        assertThat(cells.stringColumn("phase").asList()).containsExactly("grokking", "confusion");
        assertThat(cells.doubleColumn("agree").asList()).containsExactly(2 / 3., 1 / 3.);
        assertThat(cells.doubleColumn("grokked").asList()).containsExactly(1., 0.);
        assertThat(cells.doubleColumn("fitted").asList()).containsExactly(1., 1 - 1 / 3.);
        assertThat(cells.doubleColumn("test step").asList()).containsExactly(100., Double.POSITIVE_INFINITY);
        assertThat(cells.intColumn("cut short").asList()).containsExactly(0, 1);
    }

    @Test
    void a_phase_diagram_needs_its_dials_and_a_border() {
        GrokkingDelay delay = GrokkingDelay.of(sweep(new double[6], new double[6]), TRAIN, TEST);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseDiagram.of(delay, "weightDecay", "width", 100))
                .withMessageContaining("the table must have a column \"width\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PhaseDiagram.of(delay, "weightDecay", "trainFraction", 0))
                .withMessage("comprehension must be above 0 steps, got 0.0");
    }
}
