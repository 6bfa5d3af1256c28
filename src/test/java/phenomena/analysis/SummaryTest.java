package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class SummaryTest {
    private static final Table ROWS = Table.create(
            "errors",
            StringColumn.create("split", "test", "train", "test", "test", "train"),
            DoubleColumn.create("value", .3, .1, .1, Double.NaN, .2));

    @Test
    void summarises_each_group_in_order_of_appearance() {
        Table summary = Summary.of(ROWS, "value", Spread.range(), "split");
        assertThat(summary.columnNames()).containsExactly("split", "median", "low", "high", "n");
        assertThat(summary.stringColumn("split").asList()).containsExactly("test", "train");
        assertThat(summary.doubleColumn("median").asList()).containsExactly(.2, .15000000000000002);
        assertThat(summary.doubleColumn("high").asList()).containsExactly(.3, .2);
        assertThat(summary.intColumn("n").asList()).containsExactly(2, 2);
    }

    @Test
    void no_columns_make_one_group() {
        Table summary = Summary.of(ROWS, "value", Spread.student(.95));
        assertThat(summary.columnNames()).containsExactly("mean", "low", "high", "n");
        assertThat(summary.intColumn("n").get(0)).isEqualTo(4);
    }

    @Test
    void an_unknown_column_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Summary.of(ROWS, "value", Spread.range(), "noise"))
                .withMessage("the table must have a column \"noise\", got [split, value]");
    }
}
