package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class HeatmapTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** Three decays by two fractions, of which one pair was not trained. */
    private static final Table CELLS = Table.create(
            DoubleColumn.create("weightDecay", 1, 0, .1, 1, 0),
            DoubleColumn.create("trainFraction", .3, .3, .3, .5, .5),
            DoubleColumn.create("test step", 1000, NEVER, Double.NaN, 100, 12_345),
            IntColumn.create("replicas", new int[] {5, 5, 5, 4, 5}),
            StringColumn.create("phase", "grokking", "memorisation", "", "comprehension", "grokking"));

    @Test
    void numbers_lie_in_the_order_of_their_dials_with_these_as_labels() {
        ObjectNode json = heat().chart().toJson();
        assertThat(json.at("/data/0/z").toString()).isEqualTo("[[null,null,1000.0],[12345.0,null,100.0]]");
        assertThat(json.at("/layout/xaxis/ticktext").toString()).isEqualTo("[\"0\",\"0.1\",\"1\"]");
        assertThat(json.at("/layout/yaxis/ticktext").toString()).isEqualTo("[\"0.3\",\"0.5\"]");
        assertThat(json.at("/layout/xaxis/title/text").asText()).isEqualTo("weight decay");
        assertThat(json.at("/data/0/text").toString()).isEqualTo("[[\"\",\"\",\"1000\"],[\"12.3k\",null,\"100\"]]");
        assertThat(json.at("/data/0/colorbar/title/text").asText()).isEqualTo("test step");
    }

    @Test
    void the_hover_has_every_column_of_the_row() {
        assertThat(heat().chart().toJson().at("/data/0/hovertext/1/2").asText())
                .isEqualTo("weight decay: 1<br>train fraction: 0.5<br>test step: 100<br>replicas: 4<br>phase:"
                        + " comprehension");
        JsonNode phases = Heatmap.of(CELLS, "phase", "weightDecay", "trainFraction")
                .chart()
                .toJson()
                .path("data");
        assertThat(phases.toString()).contains("test step: ∞", "test step: –");
    }

    @Test
    void what_was_not_reached_and_what_has_no_value_are_told_apart_in_legend_and_hover() {
        ObjectNode json = heat().beyond("not by step 20,000").chart().toJson();
        assertThat(json.at("/data/1/z").toString()).isEqualTo("[[0.0,null,null],[null,null,null]]");
        assertThat(json.at("/data/1/hovertext/0/0").asText()).contains("test step: not by step 20,000");
        assertThat(json.at("/data/2/name").asText()).isEqualTo("not by step 20,000");
        assertThat(json.at("/data/3/z").toString()).isEqualTo("[[null,0.0,null],[null,null,null]]");
        assertThat(json.at("/data/3/hovertext/0/1").asText()).contains("test step: no value");
        assertThat(json.at("/data/4/name").asText()).isEqualTo("no value");
        assertThat(json.at("/data/1/colorscale/0/1")).isNotEqualTo(json.at("/data/3/colorscale/0/1"));
    }

    @Test
    void logarithmic_colours_have_ticks_in_the_datas_unit() {
        ObjectNode json = heat().logColors().chart().toJson();
        assertThat(json.at("/data/0/z/0/2").asDouble()).isEqualTo(3);
        assertThat(json.at("/data/0/zmin").asDouble()).isEqualTo(2);
        int tick = List.of(strings(json.at("/data/0/colorbar/ticktext"))).indexOf("1000");
        assertThat(json.at("/data/0/colorbar/tickvals/" + tick).asDouble()).isEqualTo(3);
        JsonNode limited =
                heat().logColors().chart().colorLimits(10, 1e5).toJson().at("/data/0");
        assertThat(limited.path("zmin").asDouble()).isEqualTo(1);
        assertThat(limited.path("zmax").asDouble()).isEqualTo(5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> heat().logColors().chart().colorLimits(0, 1))
                .withMessageContaining("must be positive, got 0");
    }

    private static String[] strings(JsonNode array) {
        String[] strings = new String[array.size()];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = array.get(i).asText();
        }
        return strings;
    }

    @Test
    void words_have_a_colour_each_and_a_legend() {
        ObjectNode json = Heatmap.of(CELLS, "phase", "weightDecay", "trainFraction")
                .chart()
                .toJson();
        for (int i = 0; i < 6; i += 2) {
            String name = json.at("/data/" + (i + 1) + "/name").asText();
            assertThat(json.at("/data/" + i + "/colorscale/0/1").asText()).isEqualTo(HouseStyle.color(name, 0));
        }
        assertThat(json.at("/data/7/name").asText()).isEqualTo("no value");
        assertThat(json.at("/layout/showlegend").asBoolean()).isTrue();
    }

    @Test
    void numbers_stand_in_cells_only_where_these_are_few() {
        assertThat(trace(8).has("texttemplate")).isTrue();
        assertThat(trace(14).has("texttemplate")).isFalse();
    }

    private static JsonNode trace(int side) {
        return Heatmap.of(GrokkingFigures.cells(side), "test step", "weightDecay", "trainFraction")
                .chart()
                .toJson()
                .at("/data/0");
    }

    @Test
    void maps_side_by_side_share_their_colours_and_one_bar() {
        Table slow = CELLS.copy();
        slow.doubleColumn("test step").set(0, 90_000);
        Heatmap other = Heatmap.of(slow, "test step", "weightDecay", "trainFraction");
        ObjectNode json = Chart.grid(2, List.of(heat(), other)).toJson();
        assertThat(json.at("/data/0/zmax").asDouble()).isEqualTo(90_000);
        assertThat(json.at("/data/5/zmin").asDouble()).isEqualTo(100);
        assertThat(json.at("/data/0/showscale").asBoolean(true)).isTrue();
        assertThat(json.at("/data/5/showscale").asBoolean(true)).isFalse();
        ObjectNode slider =
                Chart.slider("run", List.of("a", "b"), List.of(heat(), other)).toJson();
        assertThat(slider.at("/data/0/zmax").asDouble()).isEqualTo(90_000);
        assertThat(slider.at("/data/5/showscale").asBoolean(true)).isTrue();
    }

    @Test
    void two_rows_of_a_cell_and_unknown_columns_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heatmap.of(CELLS.copy().append(CELLS), "phase", "weightDecay", "trainFraction"))
                .withMessageContaining("one row a cell, got two with weightDecay, trainFraction = [1.0, 0.3]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Heatmap.of(CELLS, "phase", "learningRate", "trainFraction"))
                .withMessageContaining("a column \"learningRate\"");
    }

    private static Heatmap heat() {
        return Heatmap.of(CELLS, "test step", "weightDecay", "trainFraction");
    }
}
