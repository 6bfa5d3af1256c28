package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is cut, and nothing lies on anything else: labels, captions, titles, ticks. */
class LayoutTest {
    private static final double[] X = {1, 10, 100};
    private static final double[] Y = {3, 2, 1};
    private static final Chart LINE = Chart.empty().line("test", X, Y);

    @Test
    void labels_stand_at_the_right_level_with_the_ends_and_apart() {
        ObjectNode json = Chart.empty()
                .line("a", X, new double[] {0, 0, 1})
                .line("b", X, new double[] {0, 0, 1.001})
                .line("c", X, new double[] {0, 0, .5})
                .labelLines()
                .toJson();
        List<JsonNode> labels = labels(json);
        assertThat(labels).extracting(l -> l.path("text").asText()).containsExactly("c", "a", "b");
        assertThat(labels).extracting(l -> l.path("y").asDouble()).containsExactly(.5, 1., 1.001);
        assertThat(labels.get(0).path("yshift").asInt()).isZero();
        int a = labels.get(1).path("yshift").asInt();
        int b = labels.get(2).path("yshift").asInt();
        assertThat(b - a).isBetween(15, 20);
        assertThat(json.at("/layout/showlegend").asBoolean(true)).isFalse();
    }

    @Test
    void a_line_added_after_the_labels_were_asked_for_has_one_too() {
        ObjectNode json = LINE.labelLines().line("by hand", X, X).toJson();
        assertThat(labels(json)).extracting(l -> l.path("text").asText()).containsExactly("test", "by hand");
    }

    @Test
    void a_line_that_ends_early_is_led_to_its_label_in_the_margin() {
        ObjectNode json = Chart.empty()
                .line("long", X, Y)
                .line("short", new double[] {1, 10}, new double[] {3, 2.5})
                .labelLines()
                .logX()
                .toJson();
        JsonNode leader = json.at("/data/2");
        assertThat(json.path("data")).hasSize(3);
        assertThat(leader.path("x").toString()).isEqualTo("[10.0,100.0]");
        assertThat(leader.at("/y/0").asDouble()).isEqualTo(2.5);
        assertThat(labels(json))
                .allMatch(
                        l -> l.path("x").asInt() == 1 && l.path("xref").asText().equals("x domain"));
    }

    @Test
    void where_labels_do_not_fit_there_is_a_legend_above_the_plot() {
        Chart chart = Chart.empty();
        for (int i = 0; i < 30; i++) {
            chart = chart.line("name " + i, X, new double[] {1, 2, i});
        }
        ObjectNode json = chart.labelLines().toJson();
        assertThat(labels(json)).isEmpty();
        assertThat(json.at("/layout/legend/orientation").asText()).isEqualTo("h");
        assertThat(json.at("/layout/margin/t").asInt()).isGreaterThan(HouseStyle.TOP);
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 480, 700})
    void words_are_broken_to_the_width_that_there_is(int width) {
        String words = "Fractions of examples that WERE MMMM fitted, FashionMnist[train=200,test=200]; ".repeat(4);
        ObjectNode json = LINE.title(words)
                .caption(words)
                .line("a name of many words that takes several lines", X, X)
                .labelLines()
                .size(width, 420)
                .toJson();
        int left = json.at("/layout/margin/l").asInt();
        for (JsonNode note : json.at("/layout/annotations")) {
            int size = note.at("/font/size").asInt();
            boolean label = note.path("name").asText().equals(EndLabels.NAME);
            int room = label ? json.at("/layout/margin/r").asInt() : width - left;
            assertThat(SafeText.widest(note.path("text").asText()) * size).isLessThanOrEqualTo(room);
        }
        assertThat(SafeText.widest(json.at("/layout/title/text").asText()) * HouseStyle.TITLE_SIZE)
                .isLessThanOrEqualTo(width - left);
    }

    @Test
    void a_word_longer_than_a_line_is_broken_and_a_tag_is_not() {
        assertThat(SafeText.wrap("aaaaaaaaaaaa", 3.2)).isEqualTo("aaaaa<br>aaaaa<br>aa");
        assertThat(SafeText.wrap("<b>a</b> <i>b</i>", 1)).isEqualTo("<b>a</b><br><i>b</i>");
    }

    @Test
    void ticks_of_a_short_logarithmic_axis_are_whole_numbers_of_the_data() {
        JsonNode axis = Chart.empty()
                .line("loss", X, new double[] {2, .7, .06})
                .logY()
                .toJson()
                .at("/layout/yaxis");
        assertThat(axis.path("ticktext").toString()).contains("\"0.05\",\"0.1\",\"0.2\",\"0.5\",\"1\",\"2\"");
        assertThat(axis.path("tickvals")).hasSameSizeAs(axis.path("ticktext"));
    }

    @Test
    void every_panel_has_the_ticks_of_the_first() {
        Chart log = LINE.logY();
        ObjectNode json = Chart.grid(1, List.of(log, log)).toJson();
        assertThat(json.at("/layout/yaxis2/ticktext"))
                .isEqualTo(json.at("/layout/yaxis/ticktext"))
                .isNotEmpty();
    }

    @Test
    void a_slider_ends_where_its_labels_still_fit_and_says_a_title_once() {
        Images images = Images.of(new float[] {1, 2, 3, 4}, 2, 2);
        List<String> names = List.of("true labels", "Gaussian pixels");
        ObjectNode json = Chart.slider("data", names, List.of(images.title(names.get(0)), images.title(names.get(1))))
                .caption("Pictures.")
                .toJson();
        JsonNode pad = json.at("/layout/sliders/0/pad");
        assertThat(pad.path("r").asInt()).isGreaterThan(pad.path("l").asInt()).isPositive();
        assertThat(json.at("/layout/title/text").asText()).isEmpty();
        int under = -json.at("/layout/annotations/0/yshift").asInt();
        assertThat(under).isGreaterThan(pad.path("t").asInt() + 75);
    }

    @Test
    void a_slider_keeps_its_ticks_where_only_one_picture_is_empty() {
        Chart empty = Dots.of(TidyTables.undefined(), "loss", "replica").chart();
        ObjectNode json =
                Chart.slider("n", List.of("0", "1"), List.of(empty, LINE)).toJson();
        assertThat(json.at("/layout/yaxis/showticklabels").asBoolean(true)).isTrue();
        assertThat(json.at("/layout/annotations/0/visible").asBoolean(true)).isTrue();
        assertThat(json.at("/layout/sliders/0/steps/1/args/1/annotations[0].visible")
                        .asBoolean(true))
                .isFalse();
    }

    @Test
    void every_title_under_a_slider_is_broken_into_lines() {
        String words =
                "a title that is longer than the width of the figure ".repeat(3).strip();
        ObjectNode json = Chart.slider("n", List.of("0", "1"), List.of(LINE.title("short"), LINE.title(words)))
                .toJson();
        String other = json.at("/layout/sliders/0/steps/1/args/1/title.text").asText();
        assertThat(other).contains("<br>");
        assertThat(other.replace("<br>", " ")).isEqualTo(words);
    }

    private static List<JsonNode> labels(ObjectNode json) {
        List<JsonNode> labels = new ArrayList<>();
        for (JsonNode note : json.at("/layout/annotations")) {
            if (note.path("name").asText().equals(EndLabels.NAME)) {
                labels.add(note);
            }
        }
        return labels;
    }
}
