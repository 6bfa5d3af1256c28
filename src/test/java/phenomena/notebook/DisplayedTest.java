package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.figure.Chart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

class DisplayedTest {
    private static Map<?, ?> firstTrace(Map<String, Object> bundle) {
        var figure = (Map<?, ?>) bundle.get(Displayed.PLOTLY);
        return (Map<?, ?>) ((List<?>) figure.get("data")).get(0);
    }

    @Test
    void a_tablesaw_figure_is_plotly_json_with_null_for_what_json_cannot_say() {
        var y = DoubleColumn.create("y", 1.5, Double.NaN, Double.POSITIVE_INFINITY);
        var trace =
                ScatterTrace.builder(DoubleColumn.create("x", 1.5, 2.5, 3.5), y).build();

        assertThat((List<?>) firstTrace(Displayed.bundle(new Figure(trace))).get("y"))
                .isEqualTo(Arrays.asList(1.5, null, null));
    }

    @Test
    void a_chart_is_plotly_json() {
        Map<String, Object> bundle =
                Displayed.bundle(Chart.empty().line("test", new double[] {1, 2}, new double[] {3, 4}));

        assertThat(firstTrace(bundle).get("name")).isEqualTo("test");
        assertThat(bundle).containsKey(Displayed.PLAIN);
    }

    @Test
    void a_table_is_html_with_its_text_inert() {
        Map<String, Object> bundle =
                Displayed.bundle(Table.create("runs", StringColumn.create("name", List.of("<script>"))));

        assertThat((String) bundle.get(Displayed.HTML))
                .contains("<table", "&lt;script&gt;")
                .doesNotContain("<script>");
        assertThat(bundle).containsKey(Displayed.PLAIN);
    }

    @Test
    void anything_else_is_its_text() {
        assertThat(Displayed.bundle(42)).isEqualTo(Map.of(Displayed.PLAIN, "42"));
    }
}
