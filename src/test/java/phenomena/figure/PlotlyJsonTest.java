package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.DateColumn;
import tech.tablesaw.api.DateTimeColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.HoverLabel;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.Line;
import tech.tablesaw.plotly.components.Marker;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.traces.AbstractTrace.Visibility;
import tech.tablesaw.plotly.traces.BarTrace;
import tech.tablesaw.plotly.traces.ContourTrace;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.PieTrace;
import tech.tablesaw.plotly.traces.Scatter3DTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;
import tech.tablesaw.plotly.traces.Trace;
import tech.tablesaw.plotly.traces.TraceBuilder;

class PlotlyJsonTest {
    private static final double[] X = {1, 2};

    static Stream<Arguments> figures() {
        return TablesawFigures.all().entrySet().stream().map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("figures")
    void every_tablesaw_figure_has_its_traces_with_numbers_as_numbers(String name, Figure figure)
            throws JsonProcessingException {
        JsonNode json = new JsonMapper().readTree(PlotlyJson.of(figure).toString());
        assertThat(json.path("data")).hasSize(figure.getTraces().length);
        int numbers = 0;
        for (JsonNode trace : json.path("data")) {
            assertThat(trace.path("type").asText()).isNotEmpty();
            for (String key : List.of("x", "y", "z", "values", "open", "high", "low", "close")) {
                for (JsonNode value : trace.path(key)) {
                    numbers += value.isNumber() || value.path(0).isNumber() ? 1 : 0;
                    assertThat(value.isTextual() && value.textValue().matches("-?[\\d.]+|NaN|"))
                            .as("%s holds %s", key, value)
                            .isFalse();
                }
            }
        }
        assertThat(numbers).isPositive();
        assertThat(json.at("/layout/title/text").asText()).isNotEmpty();
    }

    @Test
    void numbers_are_numbers_and_what_is_not_finite_is_null() {
        ObjectNode trace = only(
                ScatterTrace.builder(new double[] {1, Double.NaN, 3}, new double[] {.5, 2, Double.NEGATIVE_INFINITY})
                        .build());
        assertThat(trace.get("x").toString()).isEqualTo("[1.0,null,3.0]");
        assertThat(trace.get("y").toString()).isEqualTo("[0.5,2.0,null]");
    }

    @Test
    void whole_numbers_dates_and_categories_keep_their_kind() {
        IntColumn whole = IntColumn.create("n", new Integer[] {10, null});
        assertThat(only(ScatterTrace.builder(StringColumn.create("c", "1", "b"), whole)
                                .build())
                        .toString())
                .contains("\"x\":[\"1\",\"b\"]", "\"y\":[10,null]");
        DateColumn days = DateColumn.create("d", LocalDate.of(2026, 1, 31), LocalDate.of(2026, 2, 1));
        DateTimeColumn times = DateTimeColumn.create("t", LocalDateTime.of(2026, 1, 31, 12, 5), null);
        assertThat(only(ScatterTrace.builder(days, times).build()).toString())
                .contains("\"x\":[\"2026-01-31\",\"2026-02-01\"]", "\"y\":[\"2026-01-31T12:05\",null]");
    }

    @Test
    void heatmaps_and_contours_beside_other_traces_stay_themselves() {
        Object[] sides = {"a", "b"};
        double[][] z = {{1, 2}, {3, Double.NaN}};
        JsonNode data = PlotlyJson.of(new Figure(
                        ScatterTrace.builder(X, X).build(),
                        HeatmapTrace.builder(sides, sides, z).build(),
                        ContourTrace.builder(sides, sides, z).build()))
                .get("data");
        assertThat(List.of(
                        data.at("/0/type").asText(),
                        data.at("/1/type").asText(),
                        data.at("/2/type").asText()))
                .containsExactly("scatter", "heatmap", "contour");
        assertThat(data.at("/1/z").toString()).isEqualTo("[[1.0,2.0],[3.0,null]]");
    }

    @Test
    void background_colours_come_out() {
        JsonNode layout = layout(
                Layout.builder().plotBgColor("#eee").paperBgColor("beige").build());
        assertThat(layout.path("plot_bgcolor").asText()).isEqualTo("#eee");
        assertThat(layout.path("paper_bgcolor").asText()).isEqualTo("beige");
    }

    @Test
    void the_fourth_y_axis_and_second_axis_of_a_trace_come_out() {
        Axis axis = Axis.builder()
                .title("four")
                .overlaying(ScatterTrace.YAxis.Y)
                .side(Axis.Side.right)
                .build();
        JsonNode layout = layout(Layout.builder().yAxis4(axis).build());
        assertThat(layout.path("yaxis4").toString())
                .isEqualTo("{\"side\":\"right\",\"overlaying\":\"y\",\"title\":{\"text\":\"four\"}}");
        assertThat(only(ScatterTrace.builder(X, X).yAxis(ScatterTrace.YAxis.Y4).build())
                        .path("yaxis")
                        .asText())
                .isEqualTo("y4");
    }

    @Test
    void legend_groups_come_out() {
        assertThat(only(ScatterTrace.builder(X, X).legendGroup("g").build())
                        .path("legendgroup")
                        .asText())
                .isEqualTo("g");
    }

    @Test
    void ids_come_out() throws ReflectiveOperationException {
        ScatterTrace.ScatterBuilder builder = ScatterTrace.builder(X, X);
        Field ids = TraceBuilder.class.getDeclaredField("ids"); // no method of the builder sets them
        ids.setAccessible(true);
        ids.set(builder, new String[] {"first", "2"});
        assertThat(only(builder.build()).path("ids").toString()).isEqualTo("[\"first\",\"2\"]");
    }

    @Test
    void hidden_traces_are_hidden() {
        assertThat(only(ScatterTrace.builder(X, X).visible(Visibility.FALSE).build())
                        .get("visible")
                        .toString())
                .isEqualTo("false");
        assertThat(only(ScatterTrace.builder(X, X)
                                .visible(Visibility.LEGEND_ONLY)
                                .build())
                        .path("visible")
                        .asText())
                .isEqualTo("legendonly");
    }

    @Test
    void text_arrives_as_it_was_typed() {
        String typed = "a < b && \"c\" 'd' \\n C:\\new\n\u2028{{x}} </script><img src=x onerror=alert(1)>";
        Figure figure = new Figure(
                Layout.builder(typed, typed, typed).build(),
                ScatterTrace.builder(X, X)
                        .name(typed)
                        .text(new String[] {typed, "NaN"})
                        .build());
        ObjectNode json = PlotlyJson.of(figure);
        for (String place : List.of(
                "/layout/title/text",
                "/layout/xaxis/title/text",
                "/layout/yaxis/title/text",
                "/data/0/name",
                "/data/0/text/0")) {
            assertThat(json.at(place).textValue()).as(place).isEqualTo(typed);
        }
        assertThat(json.at("/data/0/text/1").textValue()).isEqualTo("NaN");
    }

    @Test
    void a_link_that_runs_script_loses_its_address_and_a_web_link_keeps_it() {
        assertThat(title("<a href=\"javascript:alert(1)\">x</a>")).isEqualTo("<a>x</a>");
        assertThat(title("<A title=y HREF='jav&#x09;ascript:alert(1)'>x</A>")).isEqualTo("<a>x</A>");
        assertThat(title("<a href=data:text/html,1>x</a>")).isEqualTo("<a>x</a>");
        assertThat(title("<a href=\"https://example.org/?a=1\">x</a>"))
                .isEqualTo("<a href=\"https://example.org/?a=1\">x</a>");
        assertThat(title("a<b>bold</b>")).isEqualTo("a<b>bold</b>");
    }

    @Test
    void a_horizontal_bar_lies_and_marks_keep_their_colours() {
        ObjectNode trace = only(BarTrace.builder(new Object[] {"a", "b"}, X)
                .orientation(BarTrace.Orientation.HORIZONTAL)
                .marker(Marker.builder()
                        .color("#123456")
                        .line(Line.builder().width(0).build())
                        .build())
                .build());
        assertThat(trace.get("y").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(trace.get("x").toString()).isEqualTo("[1.0,2.0]");
        assertThat(trace.get("marker").toString()).isEqualTo("{\"line\":{\"width\":0.0},\"color\":\"#123456\"}");
    }

    @Test
    void misspelt_modes_of_the_3d_scatter_are_those_of_plotly() {
        assertThat(Stream.of(Scatter3DTrace.Mode.values()).map(mode -> only(Scatter3DTrace.builder(
                                        DoubleColumn.create("x", X),
                                        DoubleColumn.create("y", X),
                                        DoubleColumn.create("z", X))
                                .mode(mode)
                                .build())
                        .path("mode")
                        .asText()))
                .containsExactly(
                        "lines",
                        "markers",
                        "lines+markers",
                        "lines+text",
                        "markers+text",
                        "lines+text+markers",
                        "text",
                        "none");
    }

    @Test
    void ticks_ranges_and_domains_do_not_follow_the_machines_language() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            Axis axis = Axis.builder()
                    .domain(0, .45f)
                    .range(1, 2.5)
                    .tickSettings(TickSettings.builder()
                            .tickMode(TickSettings.TickMode.ARRAY)
                            .arrayTicks(new double[] {1, 2}, new String[] {"one", "it's two"})
                            .build())
                    .build();
            JsonNode json = layout(Layout.builder().xAxis(axis).build()).path("xaxis");
            assertThat(json.path("domain").toString()).isEqualTo("[0.0,0.45]");
            assertThat(json.path("range").toString()).isEqualTo("[1,2.5]");
            assertThat(json.path("autorange").isBoolean()).isTrue();
            assertThat(json.path("ticktext").toString()).isEqualTo("[\"one\",\"it's two\"]");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void config_and_hover_labels_come_out() {
        Figure figure = new Figure(
                Layout.builder().hoverMode(Layout.HoverMode.FALSE).build(),
                Config.builder().displayModeBar(false).build(),
                ScatterTrace.builder(X, X)
                        .hoverLabel(HoverLabel.builder().bgColor("red").build())
                        .build());
        ObjectNode json = PlotlyJson.of(figure);
        assertThat(json.path("config").toString()).isEqualTo("{\"displayModeBar\":false}");
        assertThat(json.at("/layout/hovermode").isBoolean()).isTrue();
        assertThat(json.at("/data/0/hoverlabel/bgcolor").asText()).isEqualTo("red");
    }

    @Test
    void a_pie_has_no_axes() {
        assertThat(only(PieTrace.builder(new Object[] {"a", "b"}, X).build()).has("xaxis"))
                .isFalse();
    }

    @Test
    void a_readers_own_trace_class_is_read_from_its_script() {
        ObjectNode trace =
                only(own("var trace0 = {type: 'sunburst', labels: ['it\\'s', \"b\",], values: [1, NaN,],};"));
        assertThat(trace.toString())
                .isEqualTo("{\"type\":\"sunburst\",\"labels\":[\"it's\",\"b\"],\"values\":[1,null]}");
    }

    @Test
    void a_script_that_is_no_object_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> only(own("var trace0 = f(x);")))
                .withMessageContaining("must be an object literal of plain values, got: f(x)");
    }

    @Test
    void a_figure_without_traces_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PlotlyJson.of(new Figure(new Trace[0])))
                .withMessageContaining("at least one trace");
    }

    private static Trace own(String script) {
        return new Trace() {
            @Override
            public String asJavascript(int i) {
                return script;
            }

            @Override
            public String name() {
                return "own";
            }

            @Override
            public HoverLabel hoverLabel() {
                return null;
            }

            @Override
            public boolean showLegend() {
                return false;
            }
        };
    }

    private static ObjectNode only(Trace trace) {
        return (ObjectNode) PlotlyJson.of(new Figure(trace)).at("/data/0");
    }

    private static JsonNode layout(Layout layout) {
        return PlotlyJson.of(new Figure(layout, ScatterTrace.builder(X, X).build()))
                .path("layout");
    }

    private static String title(String title) {
        return layout(Layout.builder(title).build()).at("/title/text").asText();
    }
}
