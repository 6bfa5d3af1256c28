package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import phenomena.analysis.Spread;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class CurvesTest {
    private static final Table THREE_SEEDS = TidyTables.rows(
            new Object[] {0, 1, "train", 1.0},
            new Object[] {1, 1, "train", 3.0},
            new Object[] {2, 1, "train", 2.0},
            new Object[] {0, 10, "train", .5},
            new Object[] {1, 10, "train", .1},
            new Object[] {2, 10, "train", .2});

    @Test
    void draws_the_median_and_the_range_of_three_seeds() {
        ObjectNode json = Curves.of(THREE_SEEDS, "loss").chart().toJson();
        JsonNode line = named(json, "lines", false);
        assertThat(line.path("x").toString()).isEqualTo("[1.0,10.0]");
        assertThat(line.path("y").toString()).isEqualTo("[2.0,0.2]");
        assertThat(line.at("/line/color").asText()).isEqualTo(HouseStyle.color("train", 5));
        assertThat(named(json, "lines", true).path("y").toString()).isEqualTo("[3.0,0.5,0.1,1.0,3.0]");
        assertThat(json.at("/layout/meta/caption").asText())
                .isEqualTo("Loss: median of 3 seeds; band: minimum to maximum over seeds.");
        assertThat(json.at("/layout/xaxis/type").asText()).isEqualTo("log");
    }

    @Test
    void the_readers_caption_comes_before_seeds_and_band() {
        JsonNode json = Curves.of(THREE_SEEDS, "loss")
                .spread(Spread.student(.95))
                .caption("Laptop budget.")
                .toJson();
        assertThat(json.at("/layout/meta/caption").asText())
                .isEqualTo("Laptop budget. Loss: mean of 3 seeds; band: 95% Student interval of the mean.");
    }

    @Test
    void step_zero_stands_left_of_the_first_step_and_says_so() {
        Table table = TidyTables.rows(
                new Object[] {0, 0, "test", 9}, new Object[] {0, 4, "test", 5}, new Object[] {0, 40, "test", 1});
        ObjectNode json = Curves.of(table, "loss").chart().toJson();
        assertThat(json.at("/data/0/x").toString()).isEqualTo("[2.0,4.0,40.0]");
        assertThat(json.at("/data/0/customdata/0/3").asDouble(-1)).isEqualTo(0);
        assertThat(json.at("/layout/xaxis/tickvals/0").asDouble()).isEqualTo(2);
        assertThat(json.at("/layout/xaxis/ticktext/0").asText()).isEqualTo("0");
    }

    @Test
    void accuracy_is_one_minus_error_in_the_colours_of_the_splits() {
        Table errors = TidyTables.rows(new Object[] {0, 1, "train", .25}, new Object[] {0, 1, "test", 1});
        errors.replaceColumn(StringColumn.create("quantity", "error", "error"));
        ObjectNode json = Curves.accuracy(errors).chart().toJson();
        assertThat(json.at("/data/0/y").toString()).isEqualTo("[0.75]");
        assertThat(json.at("/data/0/line/color").asText()).isEqualTo(HouseStyle.color("train", 0));
        assertThat(json.at("/data/1/y").toString()).isEqualTo("[0.0]");
        assertThat(json.at("/layout/yaxis/title/text").asText()).isEqualTo("accuracy");
        assertThat(errors.doubleColumn("value").getDouble(0)).isEqualTo(.25);
    }

    @Test
    void a_single_seed_has_no_band() {
        Table table = TidyTables.rows(new Object[] {0, 1, "test", 9}, new Object[] {0, 4, "test", 5});
        ObjectNode json = Curves.of(table, "loss").chart().toJson();
        assertThat(json.path("data")).noneMatch(trace -> trace.has("fill"));
        assertThat(json.at("/layout/meta/caption").asText()).isEqualTo("Loss of one seed.");
    }

    @Test
    void a_seed_whose_value_is_undefined_is_not_counted() {
        Table table = TidyTables.rows(
                new Object[] {0, 1, "test", Double.NaN},
                new Object[] {1, 1, "test", 4},
                new Object[] {0, 2, "test", 1},
                new Object[] {1, 2, "test", 3});
        ObjectNode json = Curves.of(table, "loss").chart().toJson();
        assertThat(named(json, "lines", false).path("y").toString()).isEqualTo("[4.0,2.0]");
        assertThat(json.at("/layout/meta/caption").asText()).contains("median of 1 to 2 seeds");
    }

    @Test
    void a_dial_has_colours_in_its_order_and_train_is_dashed() {
        ObjectNode json = Curves.of(TidyTables.sweep(2, false, .4, 0, .2), "error")
                .by("labelNoise")
                .chart()
                .toJson();
        List<String> names = new ArrayList<>();
        for (JsonNode trace : json.path("data")) {
            if (trace.path("hovertemplate").isTextual()
                    && !trace.at("/line/dash").isTextual()) {
                names.add(trace.path("name").asText() + " "
                        + trace.at("/line/color").asText());
            }
        }
        assertThat(names)
                .containsExactly(
                        "0 " + HouseStyle.dialColor(0, 3),
                        "0.2 " + HouseStyle.dialColor(1, 3),
                        "0.4 " + HouseStyle.dialColor(2, 3));
        assertThat(json.at("/layout/meta/caption").asText())
                .endsWith("Colour: label noise. Solid: test, dashed: train.");
    }

    @Test
    void replicas_of_different_dials_are_not_pooled_silently() {
        Table sweep = TidyTables.sweep(2, false, 0, .2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curves.of(sweep, "error").chart())
                .withMessageContaining("each replica must be measured once in a group, got replica 0 twice")
                .withMessageContaining("labelNoise");
    }

    @Test
    void a_slider_has_a_stop_for_each_value() {
        ObjectNode json = Curves.of(TidyTables.sweep(2, false, .2, 0), "error")
                .slider("labelNoise")
                .toJson();
        assertThat(json.at("/layout/sliders/0/steps")).hasSize(2);
        assertThat(json.at("/layout/sliders/0/steps/1/label").asText()).isEqualTo("0.2");
        assertThat(json.at("/layout/sliders/0/currentvalue/prefix").asText()).isEqualTo("label noise: ");
    }

    @Test
    void panels_of_runs_are_called_as_the_runs_are() {
        Table runs = TidyTables.sweep(2, false, .2);
        runs.stringColumn("run").set(runs.stringColumn("run").isEqualTo("sweep"), "MLP, true labels");
        assertThat(texts(Curves.of(runs, "error").panels("run", 2))).contains("MLP, true labels");
        assertThat(texts(Curves.of(runs, "error").panels("labelNoise", 2))).contains("label noise 0.2");
    }

    @Test
    void groups_that_are_no_splits_never_have_the_colours_of_train_and_test() {
        Table runs = TidyTables.sweep(1, false, 0, .1, .2, .3, .4, .5);
        runs.replaceColumn(StringColumn.create(
                "run", runs.doubleColumn("labelNoise").asList().stream().map(v -> "run " + v)));
        Set<String> colors = new HashSet<>();
        Curves.of(runs, "error")
                .split("test")
                .by("run")
                .chart()
                .toJson()
                .path("data")
                .forEach(trace -> colors.add(trace.at("/line/color").asText()));
        assertThat(colors).hasSize(6).doesNotContain(HouseStyle.color("train", 0), HouseStyle.color("test", 0));
    }

    @Test
    void what_is_undefined_everywhere_is_said_in_the_plot() {
        assertThat(texts(Curves.of(TidyTables.undefined(), "loss").chart()))
                .anyMatch(text -> text.startsWith("No seed got there"));
    }

    private static List<String> texts(Chart chart) {
        List<String> texts = new ArrayList<>();
        chart.toJson()
                .at("/layout/annotations")
                .forEach(note -> texts.add(note.path("text").asText().replace("<br>", " ")));
        return texts;
    }

    @Test
    void an_unknown_quantity_split_or_column_is_refused_with_those_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curves.of(THREE_SEEDS, "margin"))
                .withMessage("quantity must be one that was measured, [loss], got \"margin\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curves.of(THREE_SEEDS, "loss").split("valid"))
                .withMessageContaining("[train], got \"valid\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Curves.of(THREE_SEEDS, "loss").by("width"))
                .withMessageContaining("a column \"width\"");
    }

    private static JsonNode named(ObjectNode json, String mode, boolean filled) {
        for (JsonNode trace : json.path("data")) {
            if (trace.path("mode").asText().equals(mode) && trace.has("fill") == filled) {
                return trace;
            }
        }
        throw new AssertionError("no such trace in " + json);
    }
}
