package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HtmlTableTest {

    @Test
    void cuts_long_tables_and_counts_what_is_left() {
        Table table =
                Table.create("t", IntColumn.create("n", IntStream.range(0, 2420).toArray()));
        assertThat(HtmlTable.of(table).html())
                .containsOnlyOnce("… 2,400 more rows")
                .contains(">19</td>")
                .doesNotContain(">20</td>");
        assertThat(HtmlTable.of(table).rows(2419).html()).contains("… 1 more row<");
        assertThat(HtmlTable.of(table).rows(3000).html()).doesNotContain("more row");
        assertThat(HtmlTable.of(table).rows(2)).hasToString("t\nn\n0\n1\n… 2,418 more rows");
    }

    @Test
    void hostile_names_and_cells_are_text() {
        String hostile = "</td><script>alert('1')</script>&\"";
        Table table = Table.create(hostile, StringColumn.create(hostile, hostile));
        assertThat(HtmlTable.of(table).html())
                .doesNotContain("<script", "'1'")
                .contains("&lt;/td&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;&quot;");
    }

    @Test
    void numbers_are_to_the_right_with_four_digits_and_missing_cells_are_empty() {
        Table table = Table.create(
                "", DoubleColumn.create("error", .123456, Double.NaN), StringColumn.create("split", "test", ""));
        assertThat(HtmlTable.of(table).html())
                .contains("text-align:right")
                .contains(">0.1235</td>")
                .contains("></td>");
        assertThat(HtmlTable.of(table)).hasToString(" error  split\n0.1235  test");
    }

    @Test
    void digits_are_sensible() {
        assertThat(DoubleStream.of(0, .1, 12.3456, 1234.56, 99999.9, 1e-5, 3.14159e8, -2.5, 1000)
                        .mapToObj(HtmlTable::digits))
                .containsExactly("0", "0.1", "12.35", "1235", "100000", "1e-05", "314159000", "-2.5", "1000");
    }

    @Test
    void no_rows_to_show_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HtmlTable(Table.create("t"), 0));
    }
}
