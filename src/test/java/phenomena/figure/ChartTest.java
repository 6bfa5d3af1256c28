package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

class ChartTest {
    private static final double[] X = {1, 10, 100};
    private static final double[] Y = {3, 2, 1};
    private static final Chart LINE = Chart.empty().line("test", X, Y);

    @Test
    void a_change_leaves_the_chart_before_it_as_it_was() {
        String before = LINE.toJson().toString();
        LINE.title("t")
                .logX()
                .verticalLine(2, "here")
                .note(1, 2, "n")
                .caption("c")
                .labelLines()
                .band("test", X, Y, Y);
        LINE.toJson().removeAll();
        assertThat(LINE.toJson()).hasToString(before);
    }

    @Test
    void a_readers_figure_keeps_what_it_sets_and_takes_the_template() {
        Figure figure = new Figure(
                Layout.builder("t").width(333).height(444).build(),
                ScatterTrace.builder(X, Y).build());
        JsonNode layout = Chart.of(figure).toJson().path("layout");
        assertThat(layout.path("width").asInt()).isEqualTo(333);
        assertThat(layout.path("height").asInt()).isEqualTo(444);
        assertThat(layout.at("/template/layout/paper_bgcolor").asText()).isEqualTo("#ffffff");
    }

    @Test
    void a_band_is_one_closed_polygon_a_stretch_grouped_with_its_line() {
        double nan = Double.NaN;
        JsonNode band = LINE.band(
                        "test", new double[] {1, 2, 3, 4}, new double[] {0, 1, nan, 3}, new double[] {5, 6, 7, 8})
                .toJson()
                .at("/data/1");
        assertThat(band.path("x").toString()).isEqualTo("[1.0,2.0,2.0,1.0,1.0,null,4.0,4.0,4.0]");
        assertThat(band.path("y").toString()).isEqualTo("[5.0,6.0,1.0,0.0,5.0,null,8.0,3.0,8.0]");
        assertThat(band.path("legendgroup").asText()).isEqualTo("test");
        assertThat(band.path("showlegend").asBoolean(true)).isFalse();
        assertThat(band.path("fillcolor").asText()).isEqualTo("rgba(213,94,0,0.18)");
    }

    @Test
    void error_bars_go_to_the_trace_of_their_name() {
        JsonNode bars = LINE.errorBars("test", new double[] {1, 2, Double.NaN}, new double[] {4, 5, 6})
                .toJson()
                .at("/data/0/error_y");
        assertThat(bars.path("array").toString()).isEqualTo("[4.0,5.0,6.0]");
        assertThat(bars.path("arrayminus").toString()).isEqualTo("[1.0,2.0,null]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINE.errorBars("train", X, X))
                .withMessageContaining("a trace named \"train\", got [test]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINE.errorBars("test", new double[1], X))
                .withMessageContaining("must be 3");
    }

    @Test
    void straight_lines_cross_the_plot_at_their_value_with_their_label() {
        JsonNode shapes = LINE.verticalLine(7, "here")
                .horizontalLine(.1, "chance")
                .toJson()
                .at("/layout/shapes");
        assertThat(List.of(shapes.at("/0/x0").asDouble(), shapes.at("/0/x1").asDouble()))
                .containsExactly(7., 7.);
        assertThat(shapes.at("/0/yref").asText()).isEqualTo("y domain");
        assertThat(shapes.at("/0/label/text").asText()).isEqualTo("here");
        assertThat(shapes.at("/1/y0").asDouble()).isEqualTo(.1);
    }

    @Test
    void a_note_stands_at_its_data_on_a_logarithmic_axis_whichever_came_first() {
        JsonNode first = LINE.note(100, 2, "n").logX().toJson().at("/layout/annotations/0");
        JsonNode last = LINE.logX().note(100, 2, "n").toJson().at("/layout/annotations/0");
        assertThat(first).isEqualTo(last);
        assertThat(first.path("x").asDouble()).isEqualTo(2);
        assertThat(first.path("y").asDouble()).isEqualTo(2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINE.logX().note(0, 2, "n").toJson())
                .withMessageContaining("positive x, got 0");
    }

    @Test
    void ranges_are_in_the_datas_unit() {
        ObjectNode json = LINE.logX().xRange(1, 1000).yRange(0, 5).toJson();
        assertThat(json.at("/layout/xaxis/range").toString()).isEqualTo("[0.0,3.0]");
        assertThat(json.at("/layout/yaxis/range").toString()).isEqualTo("[0.0,5.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> LINE.logX().xRange(0, 1));
    }

    @Test
    void colour_limits_hold_for_heat_maps() {
        HeatmapTrace heat = HeatmapTrace.builder(new Object[] {"a"}, new Object[] {"b"}, new double[][] {{.5}})
                .build();
        JsonNode trace = Chart.of(new Figure(heat)).colorLimits(0, 1).toJson().at("/data/0");
        assertThat(trace.path("zmin").asDouble(-1)).isEqualTo(0);
        assertThat(trace.path("zmax").asDouble()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LINE.colorLimits(0, 1))
                .withMessageContaining("colour limits need a heat map");
    }

    @Test
    void the_caption_stands_under_the_plot_in_room_of_its_own_before_the_remark() {
        ObjectNode plain = LINE.title("t").toJson();
        ObjectNode json = LINE.title("t")
                .remark("Median of 5 seeds.")
                .caption("Laptop budget.")
                .toJson();
        JsonNode note = json.at("/layout/annotations/0");
        assertThat(note.path("text").asText()).isEqualTo("Laptop budget. Median of 5 seeds.");
        assertThat(note.path("yshift").asInt()).isEqualTo(-HouseStyle.BOTTOM);
        int more = json.at("/layout/margin/b").asInt()
                - plain.at("/layout/margin/b").asInt();
        assertThat(more).isPositive();
        assertThat(json.at("/layout/height").asInt())
                .isEqualTo(plain.at("/layout/height").asInt() + more);
        assertThat(json.has("words")).isFalse();
    }

    @Test
    void long_words_are_broken_into_lines() {
        String text = "word ".repeat(60).strip();
        String shown =
                LINE.caption(text).toJson().at("/layout/annotations/0/text").asText();
        assertThat(shown.split("<br>")).hasSizeGreaterThan(2).allMatch(line -> line.length() <= 110);
        assertThat(shown.replace("<br>", " ")).isEqualTo(text);
    }

    @Test
    void a_slider_holds_every_picture_and_shows_the_first() {
        Chart second = Chart.empty()
                .line("a", X, new double[] {9, 9, 9})
                .line("b", X, Y)
                .verticalLine(3, "v")
                .note(1, 9, "n");
        ObjectNode json = Chart.slider("noise", List.of("0", "0.5"), List.of(LINE.title("one"), second.title("two")))
                .caption("Still under it.")
                .toJson();
        assertThat(json.path("data")).hasSize(3);
        assertThat(json.at("/data/0/visible").asBoolean(true)).isTrue();
        assertThat(json.at("/data/1/visible").asBoolean(true)).isFalse();
        JsonNode steps = json.at("/layout/sliders/0/steps");
        assertThat(steps.at("/0/args/0/visible").toString()).isEqualTo("[true,false,false]");
        assertThat(steps.at("/1/args/0/visible").toString()).isEqualTo("[false,true,true]");
        assertThat(steps.at("/1/args/1").toString())
                .isEqualTo("{\"annotations[0].visible\":true,\"shapes[0].visible\":true,\"title.text\":\"two\"}");
        assertThat(json.at("/layout/annotations/0/visible").asBoolean(true)).isFalse();
        assertThat(json.at("/layout/annotations/1/text").asText()).isEqualTo("Still under it.");
        assertThat(json.at("/layout/yaxis/range/1").asDouble()).isGreaterThan(9);
    }

    @Test
    void a_slider_needs_a_label_a_picture() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Chart.slider("noise", List.of("0"), List.of(LINE, LINE)))
                .withMessageContaining("got 1 labels and 2 pictures");
    }

    @Test
    void small_multiples_share_axes_and_say_each_name_once() {
        ObjectNode json = Chart.grid(2, List.of(LINE.title("p1"), LINE.verticalLine(5, "v"), LINE.note(1, 2, "n")))
                .toJson();
        assertThat(json.at("/data/2/xaxis").asText()).isEqualTo("x3");
        assertThat(json.at("/layout/xaxis3/matches").asText()).isEqualTo("x");
        assertThat(json.at("/layout/yaxis2/showticklabels").asBoolean(true)).isFalse();
        assertThat(json.at("/data/0/showlegend").asBoolean(false)).isTrue();
        assertThat(json.at("/data/1/showlegend").asBoolean(true)).isFalse();
        assertThat(json.at("/layout/shapes/0/xref").asText()).isEqualTo("x2");
        assertThat(json.at("/layout/shapes/0/yref").asText()).isEqualTo("y2 domain");
        assertThat(json.at("/layout/annotations/1/xref").asText()).isEqualTo("x3");
        double left = json.at("/layout/xaxis/domain/1").asDouble();
        assertThat(json.at("/layout/xaxis2/domain/0").asDouble())
                .isGreaterThan(left)
                .isLessThan(left + .1);
        assertThat(json.at("/layout/yaxis/domain/1").asDouble()).isCloseTo(1, within(1e-9));
    }

    @Test
    void the_map_is_plain_and_the_bundle_has_one_line_of_text() {
        Chart chart = LINE.title("Two\nlines").line("nan", X, new double[] {1, Double.NaN, 2});
        Map<String, Object> bundle = chart.mimeBundle();
        assertThat(bundle).containsOnlyKeys("application/vnd.plotly.v1+json", "text/plain");
        assertThat(bundle.get("text/plain")).isEqualTo("Two lines: 2 traces (test, nan), 6 points");
        Map<?, ?> json = (Map<?, ?>) bundle.get("application/vnd.plotly.v1+json");
        Map<?, ?> trace = (Map<?, ?>) ((List<?>) json.get("data")).get(1);
        assertThat(trace.get("y")).hasToString("[1.0, null, 2.0]");
    }

    @Test
    void the_alt_text_stands_for_the_picture() {
        Chart chart = LINE.altText("Test error falls.");
        assertThat(chart).hasToString("Test error falls.");
        assertThat(chart.toJson().at("/layout/meta/alt").asText()).isEqualTo("Test error falls.");
    }
}
