package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.model.Mlp;
import phenomena.protocol.Budget;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import tech.tablesaw.api.Table;

class RunsTest {

    /** A run of one replica with one row for each value. */
    private static Run run(String name, Outcome outcome, double... values) {
        Protocol protocol = RandomLabels.mnist1dMlp(Budget.SMOKE).withName(name).withSeeds(1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(new Row(name, 0, i, "train", "loss", values[i]));
        }
        Provenance provenance = new Provenance("2026-03-04T12:00:00Z", 1.4, Map.of(), Map.of(), "");
        return new Run(protocol, Rows.table(name, rows), Map.of(0L, outcome), provenance, Map.of());
    }

    private static final Run A = run("a", new Outcome.Completed(2), 3, 2);
    private static final Run B = run("b", new Outcome.Diverged(1), 5);

    @Test
    void rows_of_all_runs_stand_in_one_table_with_the_dial_beside_them() {
        Table table = new Runs(List.of(A, B), Map.of("labelNoise", List.of(0.0, 0.5))).table();
        assertThat(table.name()).isEqualTo("labelNoise");
        assertThat(table.stringColumn("run").asList()).containsExactly("a", "a", "b");
        assertThat(table.longColumn("step").asList()).containsExactly(0L, 1L, 0L);
        assertThat(table.doubleColumn("value").asList()).containsExactly(3.0, 2.0, 5.0);
        assertThat(table.doubleColumn("labelNoise").asList()).containsExactly(0.0, 0.0, 0.5);
        assertThat(A.table().columnCount())
                .as("the runs' own tables stay as they are")
                .isEqualTo(6);
    }

    @Test
    void several_dials_have_a_column_each_in_their_order() {
        Map<String, List<Double>> dials = new LinkedHashMap<>();
        dials.put("weightDecay", List.of(1.0, 2.0));
        dials.put("learningRate", List.of(0.1, 0.1));
        Table table = new Runs(List.of(A, B), dials).table();
        assertThat(table.name()).isEqualTo("weightDecay, learningRate");
        assertThat(table.columnNames()).endsWith("value", "weightDecay", "learningRate");
        assertThat(table.doubleColumn("weightDecay").asList()).containsExactly(1.0, 1.0, 2.0);
    }

    @Test
    void parameter_counts_are_of_each_runs_own_network() {
        Table table = new Runs(List.of(A, B), Map.of("width", List.of(1.0, 2.0)))
                .withParameterCounts()
                .table();
        double expected = new Mlp(2, 100, 1).parameterCount(new long[] {40}, 10).total();
        assertThat(A.protocol().learner().architecture()).isEqualTo(new Mlp(2, 100, 1));
        assertThat(table.columnNames()).endsWith("width", "parameterCount");
        assertThat(table.doubleColumn("parameterCount").unique().asList()).containsExactly(expected);
    }

    @Test
    void runs_without_a_dial_are_told_apart_by_name() {
        Table table = Runs.of(List.of(B, A)).table();
        assertThat(table.columnNames()).containsExactly("run", "replica", "step", "split", "quantity", "value");
        assertThat(table.stringColumn("run").asList()).containsExactly("b", "a", "a");
    }

    @Test
    void are_complete_unless_one_was_interrupted() {
        assertThat(Runs.of(List.of(A, B)).isComplete()).isTrue();
        assertThat(Runs.of(List.of(A, run("c", new Outcome.Interrupted(1), 1))).isComplete())
                .isFalse();
    }

    @Test
    void print_one_line_each() {
        Runs runs = Runs.of(List.of(A, B, run("c", new Outcome.Interrupted(1), 1)));
        assertThat(runs.toString().lines().map(line -> line.substring(0, 2))).containsExactly("a:", "b:", "c:");
    }

    @Test
    void need_a_run_and_one_value_for_each_where_there_is_a_dial() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Runs.of(List.of()))
                .withMessage("runs must be at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Runs(List.of(A, B), Map.of("width", List.of(1.0))))
                .withMessage("values of the dial \"width\" must be 2, one for each run, got 1");
    }
}
