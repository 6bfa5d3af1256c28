package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.Table;

class FinalsTest {

    /** Two seeds: one falls to 0.1 and rises again, the other ends early at 0.3. */
    private static Table curves() {
        Table table = TidyRows.empty();
        long[][] steps = {{0, 1, 10, 100}, {0, 1, 10}};
        double[][] values = {{0.9, 0.5, 0.1, 0.2}, {0.8, 0.6, 0.3}};
        for (int seed = 0; seed < 2; seed++) {
            for (int i = 0; i < steps[seed].length; i++) {
                TidyRows.add(table, "r", seed, steps[seed][i], "test", "error", values[seed][i]);
                TidyRows.add(table, "r", seed, steps[seed][i], "train", "error", 0);
                TidyRows.add(table, "r", seed, steps[seed][i], "test", "loss", 7);
            }
        }
        return table;
    }

    private static List<List<Double>> stepsAndValues(Table table) {
        List<List<Double>> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            rows.add(List.of(
                    (double) table.longColumn("step").getLong(row),
                    table.doubleColumn("value").getDouble(row)));
        }
        return rows;
    }

    @Test
    void the_end_is_each_replicas_own() {
        assertThat(stepsAndValues(Finals.of(curves(), "error", "test")))
                .containsExactly(List.of(100.0, 0.2), List.of(10.0, 0.3));
    }

    @Test
    void the_least_and_the_greatest_may_lie_on_the_way() {
        assertThat(stepsAndValues(Finals.least(curves(), "error", "test")))
                .containsExactly(List.of(10.0, 0.1), List.of(10.0, 0.3));
        assertThat(stepsAndValues(Finals.greatest(curves(), "error", "test")))
                .containsExactly(List.of(0.0, 0.9), List.of(0.0, 0.8));
    }

    @Test
    void the_first_step_at_a_limit_is_kept_as_a_value_and_nan_where_nobody_got_there() {
        Table reached = Finals.stepsTo(curves(), "error", "test", 0.2, "steps to fit");
        assertThat(reached.stringColumn("quantity").unique().asList()).containsExactly("steps to fit");
        assertThat(reached.doubleColumn("value").getDouble(0)).isEqualTo(10);
        assertThat(reached.doubleColumn("value").getDouble(1)).isNaN();
        Table summary = Summary.of(reached, "value", Spread.range(), "run");
        assertThat(summary.intColumn("n").get(0))
                .as("the censored seed is left out")
                .isEqualTo(1);
    }

    @Test
    void the_limit_itself_counts_as_reached() {
        Table reached = Finals.stepsTo(curves(), "error", "test", 0.6, "steps");
        assertThat(reached.doubleColumn("value").asList()).containsExactly(1.0, 1.0);
    }

    @Test
    void what_was_not_measured_is_an_error_that_says_what_was() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Finals.of(curves(), "margin", "test"))
                .withMessageContaining("\"margin\" on split \"test\"")
                .withMessageContaining("error");
    }
}
