package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import phenomena.measure.TaskErrors;
import tech.tablesaw.api.Table;

class LearningOrderTest {

    private static final long[] STEPS = {0, 1, 10, 100, 1000};

    /** Errors of a task that is learned at one of the steps, or never (5). */
    private static double[] learnedAt(int index) {
        double[] errors = new double[STEPS.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = i < index ? .5 : .05;
        }
        return errors;
    }

    /** A replica whose tasks 1, 2, … are learned at these measurements. */
    private static void add(Table table, long replica, int... learned) {
        for (int task = 1; task <= learned.length; task++) {
            Table rows = TidyRows.empty();
            TidyRows.add(rows, "r", replica, "test", STEPS, learnedAt(learned[task - 1]));
            rows.stringColumn("quantity").set(rows.stringColumn("quantity").isNotMissing(), TaskErrors.ERROR + task);
            table.append(rows);
        }
    }

    private static double correlation(int... learned) {
        Table table = TidyRows.empty();
        add(table, 0, learned);
        return LearningOrder.correlations(LearningOrder.passages(table, .1))
                .doubleColumn("rank correlation")
                .getDouble(0); // get gives null for NaN
    }

    @Test
    void each_task_has_its_passage() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 3, "test", STEPS, .9, .9, .9, .9, .9); // the error of all tasks is no task's
        add(table, 3, 2, 5);
        Table passages = LearningOrder.passages(table, .1);
        assertThat(passages.columnNames())
                .containsExactly("run", "replica", "task", "low", "value", "high", "reached", "ended");
        assertThat(passages.intColumn("task").asList()).containsExactly(1, 2);
        assertThat(passages.doubleColumn("low").asList()).containsExactly(1., 1000.);
        assertThat(passages.doubleColumn("value").asList()).containsExactly(10., 1000.);
        assertThat(passages.booleanColumn("reached").asList()).containsExactly(true, false);
    }

    @Test
    void a_task_that_is_right_by_chance_for_once_is_not_learned() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 0, "test", STEPS, .5, .0, .5, .1, .1);
        table.stringColumn("quantity").set(table.stringColumn("quantity").isNotMissing(), "error task 1");
        assertThat(LearningOrder.passages(table, .1).doubleColumn("value").get(0))
                .isEqualTo(100.);
    }

    @Test
    void tasks_in_the_order_of_their_frequency_correlate_fully() {
        assertThat(correlation(1, 2, 3, 4)).isCloseTo(1, within(1e-12));
        assertThat(correlation(4, 3, 2, 1)).isCloseTo(-1, within(1e-12));
        assertThat(correlation(1, 3, 2, 4)).isCloseTo(1 - 6 * 2 / (4 * 15.), within(1e-12)); // 1 − 6 Σd² / n(n² − 1)
    }

    /** Ranks 1 … 4 against 1, 2, 3.5, 3.5: Pearson's correlation of these, 4.5 / √(5 · 4.5). */
    @Test
    void tasks_never_learned_are_the_last_and_share_a_rank() {
        assertThat(correlation(1, 3, 5, 5)).isCloseTo(Math.sqrt(.9), within(1e-12));
        assertThat(correlation(1, 4, 5, 5))
                .as("learned at the last step is before never")
                .isCloseTo(Math.sqrt(.9), within(1e-12));
        assertThat(correlation(5, 5, 1, 2)).isLessThan(0);
        assertThat(correlation(5, 5, 5)).isNaN();
    }

    @Test
    void replicas_are_told_apart_and_summarised() {
        Table table = TidyRows.empty();
        add(table, 7, 1, 2, 3, 4);
        add(table, 8, 1, 3, 2, 4);
        add(table, 9, 1, 2, 3, 5);
        Table correlations = LearningOrder.correlations(LearningOrder.passages(table, .1));
        assertThat(correlations.columnNames())
                .containsExactly("run", "replica", "tasks", "learned", "rank correlation");
        assertThat(correlations.longColumn("replica").asList()).containsExactly(7L, 8L, 9L);
        assertThat(correlations.intColumn("learned").asList()).containsExactly(4, 4, 3);
        Table summary = Summary.of(correlations, "rank correlation", Spread.student(.95));
        // 1, 0.8, 1: the mean is 14/15, s = 0.2/√3, and t of two degrees is 4.303
        double half = 4.302653 * .2 / Math.sqrt(3) / Math.sqrt(3);
        assertThat(summary.doubleColumn("mean").get(0)).isCloseTo(14 / 15., within(1e-12));
        assertThat(summary.doubleColumn("low").get(0)).isCloseTo(14 / 15. - half, within(1e-6));
    }

    @Test
    void refuses_what_holds_no_order() {
        Table table = TidyRows.empty();
        TidyRows.add(table, "r", 3, "test", STEPS, .9, .9, .9, .9, .9);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningOrder.passages(table, .1))
                .withMessageStartingWith("the table must hold \"error task 1\" on split \"test\", got quantities");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningOrder.passages(table, .5))
                .withMessage("atMost must be in [0, 0.5), below the error of chance, got 0.5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> correlation(1))
                .withMessage("tasks must be at least 2 for an order, got 1");
    }
}
