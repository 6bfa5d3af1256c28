package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DotsTest {
    private static final Table ROWS = TidyTables.rows(
            new Object[] {0, 1, "test", 99},
            new Object[] {0, 5, "test", 1},
            new Object[] {1, 9, "test", 3},
            new Object[] {0, 5, "test", 10},
            new Object[] {1, 2, "test", 20});

    @Test
    void takes_each_replicas_own_last_step_and_its_spread() {
        Table table = ROWS.copy().addColumns(DoubleColumn.create("noise", .1, .1, .1, .5, .5));
        ObjectNode json = Dots.of(table, "loss", "noise").chart().toJson();
        JsonNode medians = json.at("/data/1");
        assertThat(medians.path("x").toString()).isEqualTo("[0.1,0.5]");
        assertThat(medians.path("y").toString()).isEqualTo("[2.0,15.0]");
        assertThat(medians.at("/error_y/array").toString()).isEqualTo("[1.0,5.0]");
        assertThat(medians.at("/error_y/arrayminus").toString()).isEqualTo("[1.0,5.0]");
        assertThat(json.at("/data/0/y").toString()).isEqualTo("[1.0,3.0,10.0,20.0]");
        assertThat(json.at("/layout/meta/caption").asText())
                .isEqualTo("Loss at the last step: median of 2 seeds; bar: minimum to maximum over seeds."
                        + " Faint dots: single seeds.");
    }

    @Test
    void words_stand_down_the_side_in_full_and_no_line_joins_them() {
        String long1 = "an architecture of a name that is longer than a row of the figure would be";
        Table table = ROWS.copy().addColumns(StringColumn.create("run name", long1, long1, long1, "random", "random"));
        ObjectNode json = Dots.of(table, "loss", "run name").chart().toJson();
        JsonNode medians = json.at("/data/1");
        assertThat(medians.path("x").toString()).isEqualTo("[2.0,15.0]");
        assertThat(medians.path("y").toString()).isEqualTo("[0.0,1.0]");
        assertThat(medians.path("mode").asText()).isEqualTo("markers");
        assertThat(medians.at("/error_x/array").toString()).isEqualTo("[1.0,5.0]");
        assertThat(json.at("/layout/yaxis/ticktext/0").asText().replace("<br>", " "))
                .isEqualTo(long1);
        assertThat(json.at("/layout/yaxis/range").toString()).isEqualTo("[1.5,-0.5]");
    }

    @Test
    void train_and_test_lie_side_by_side_and_rows_make_the_figure_higher() {
        Table four = words(4);
        ObjectNode json = Dots.of(four, "error", "run").chart().toJson();
        double train = json.at("/data/2/y/0").asDouble();
        double test = json.at("/data/3/y/0").asDouble();
        assertThat(json.at("/data/2/marker/color").asText()).isEqualTo(HouseStyle.color("train", 0));
        assertThat(json.at("/data/3/marker/color").asText()).isEqualTo(HouseStyle.color("test", 0));
        assertThat(train).isEqualTo(-test).isBetween(-.5, -.1);
        int more = Dots.of(words(14), "error", "run")
                        .chart()
                        .toJson()
                        .at("/layout/height")
                        .asInt()
                - json.at("/layout/height").asInt();
        assertThat(more).isGreaterThan(10 * 25);
    }

    @Test
    void what_no_seed_reached_is_said_in_the_plot() {
        ObjectNode json =
                Dots.of(TidyTables.undefined(), "loss", "replica").chart().toJson();
        assertThat(json.at("/layout/annotations/0/text").asText().replace("<br>", " "))
                .isEqualTo("No seed got there: no finite value of loss");
        assertThat(json.at("/layout/xaxis/showticklabels").asBoolean(true)).isFalse();
        assertThat(json.at("/layout/meta/caption").asText())
                .isEqualTo("Loss at the last step: no seed has a finite value.");
    }

    @Test
    void a_dial_of_zero_has_no_place_on_a_logarithmic_axis() {
        ObjectNode json = Dots.of(TidyTables.sweep(2, false, 0, .1), "error", "labelNoise")
                .logDial()
                .chart()
                .toJson();
        assertThat(json.at("/data/2/x").toString()).isEqualTo("[null,0.1]");
    }

    @Test
    void open_dots_of_the_train_split_are_named_once() {
        ObjectNode json =
                Dots.of(words(3), "error", "labelNoise").by("run").chart().toJson();
        assertThat(json.at("/layout/annotations"))
                .filteredOn(note -> note.path("name").asText().equals(EndLabels.NAME))
                .hasSize(3);
    }

    private static Table words(int runs) {
        Table sweep = TidyTables.sweep(
                2, false, IntStream.range(0, runs).mapToDouble(i -> i / 20.).toArray());
        return sweep.replaceColumn(StringColumn.create(
                "run", sweep.doubleColumn("labelNoise").asList().stream().map(v -> "noise " + v)));
    }
}
