package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import phenomena.analysis.HandMadeRun;
import phenomena.measure.CompositionScores;
import phenomena.measure.HeadScores;
import phenomena.model.AnalyticInduction;
import phenomena.run.Run;
import tech.tablesaw.api.Table;

class CircuitTest {

    /** Two heads that read and are read, with numbers that are easily told. */
    private static Table twoLayers() {
        Table table = TidyTables.rows();
        for (long step : new long[] {0, 70}) {
            int more = step == 0 ? 0 : 1;
            AttentionFigures.put(table, step, "Q composition layer 0 head 0 into layer 1 head 0", -.1);
            AttentionFigures.put(table, step, "K composition layer 0 head 0 into layer 1 head 0", .01 + .39 * more);
            AttentionFigures.put(table, step, "V composition layer 0 head 0 into layer 1 head 0", .1 * more);
            AttentionFigures.put(table, step, "previous token layer 0 head 0", .2 + .4 * more);
            AttentionFigures.put(table, step, "previous token layer 1 head 0", .2);
            AttentionFigures.put(table, step, "previous token uniform", .2);
            AttentionFigures.put(table, step, "prefix matching layer 0 head 0", .2);
            AttentionFigures.put(table, step, "prefix matching layer 1 head 0", .2 + .8 * more);
            AttentionFigures.put(table, step, "prefix matching uniform", .2);
            AttentionFigures.put(table, step, "copying layer 1 head 0", .5);
        }
        return table;
    }

    private static List<JsonNode> traces(ObjectNode json, String mode) {
        List<JsonNode> traces = new ArrayList<>();
        json.path("data").forEach(trace -> {
            if (trace.path("mode").asText().equals(mode)) {
                traces.add(trace);
            }
        });
        return traces;
    }

    @Test
    void lines_are_as_wide_as_their_scores_are_above_0() {
        ObjectNode json =
                Circuit.of(twoLayers(), 0).steps(List.of(70L, 0L)).chart().toJson();
        List<JsonNode> lines = traces(json, "lines");
        assertThat(lines).hasSize(3); // step 0: keys; step 70: keys and values
        double keys = lines.get(1).at("/line/width").asDouble();
        assertThat(keys).isEqualTo(7);
        assertThat(lines.get(0).at("/line/width").asDouble()).isEqualTo(.18); // 7 · .01 / .40
        assertThat(lines.get(2).at("/line/width").asDouble()).isEqualTo(keys / 4);
        assertThat(lines).extracting(l -> l.path("xaxis").asText()).containsExactly("x2", "x2", "x3");
        assertThat(lines.get(1).path("hovertemplate").asText())
                .isEqualTo("layer 1 head 0 reads layer 0 head 0<br>K composition 0.400<extra></extra>");
        assertThat(json.at("/layout/meta/caption").asText()).contains("Seed 0.", "the widest is 0.40.");
        assertThat(json.at("/layout/sliders/0/active").asInt()).isEqualTo(1);
    }

    @Test
    void heads_have_the_shape_and_colour_of_what_they_do() {
        ObjectNode json = Circuit.of(twoLayers(), 0).chart().toJson();
        assertThat(json.path("layout").has("sliders")).isFalse();
        List<JsonNode> heads = traces(json, "markers+text");
        assertThat(heads).hasSize(3);
        JsonNode panel = heads.get(0);
        assertThat(panel.at("/marker/symbol").toString()).isEqualTo("[\"square\",\"circle\"]");
        assertThat(panel.path("text").toString()).isEqualTo("[\"60\",\"100\"]");
        String perfect = HouseStyle.colors(HeadGraph.ROLES).get("prefix matching");
        assertThat(panel.at("/marker/color/1").asText()).isEqualToIgnoringCase(perfect);
        assertThat(panel.at("/marker/color/0").asText()) // half way from even attention, .2, to 1
                .isEqualTo(new ColorScale(List.of(
                                "#ffffff", HouseStyle.colors(HeadGraph.ROLES).get("previous token")))
                        .at(.5));
        assertThat(panel.at("/hovertext/1").asText())
                .isEqualTo("<b>layer 1 head 0</b><br>prefix matching 1.00<br>previous token 0.20<br>copying 0.50");
    }

    @Test
    void weights_written_by_hand_have_one_line_from_the_previous_token_head_into_the_keys() {
        AnalyticInduction induction = new AnalyticInduction(3, 12, 2); // few tokens: the fewer, the higher the score
        Run run = HandMadeRun.of(induction);
        Table table = TidyTables.rows();
        run.observe(HandMadeRun.SEED, 50, network -> {
            for (var probe : List.of(new CompositionScores(), new HeadScores(12, 8))) {
                probe.measure(
                        network,
                        (replica, step, split, quantity, value) -> AttentionFigures.put(table, step, quantity, value));
            }
            return null;
        });
        Chart chart = Circuit.of(table, 0).chart();
        assertThat(chart.toString())
                .startsWith(
                        "Circuit of 4 heads at step 50, strongest: K composition of layer 0 head 0 into layer 1 head 1, ");
        List<JsonNode> lines = traces(chart.toJson(), "lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0).path("xaxis").asText()).isEqualTo("x2");
        JsonNode heads = traces(chart.toJson(), "markers+text").get(0);
        assertThat(heads.at("/marker/symbol/0").asText()).isEqualTo("square");
        assertThat(heads.at("/marker/symbol/3").asText()).isEqualTo("circle");
        assertThat(heads.at("/text/0").asText()).isEqualTo("100");
        assertThat(heads.at("/text/3").asText()).isEqualTo("100");
    }

    @Test
    void without_scores_of_heads_there_are_lines_alone() {
        Table table = twoLayers();
        ObjectNode json = Circuit.of(table.where(table.stringColumn("quantity").containsString("composition")), 0)
                .chart()
                .toJson();
        assertThat(traces(json, "lines")).hasSize(2);
        assertThat(traces(json, "markers+text").get(0).path("text").toString()).isEqualTo("[\"\",\"\"]");
        assertThat(json.at("/layout/meta/caption").asText()).doesNotContain("Circles");
    }

    @Test
    void what_cannot_be_drawn_is_refused() {
        Table table = twoLayers();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(table, 6))
                .withMessage(
                        "a circuit must be of one run and a seed that was measured, one of [0], got seed 6 and runs"
                                + " [repeats]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(table, 0).steps(List.of(0L, 7L)))
                .withMessage("steps must be some of those measured, [0, 70], got [0, 7]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(table, 0).steps(List.of()))
                .withMessage("steps must be some of those measured, [0, 70], got []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(table.emptyCopy(), 0))
                .withMessageStartingWith("the table must hold \"Q composition\" of heads");
        Table other = table.copy();
        other.replaceColumn(other.stringColumn("run").map(name -> "other").setName("run"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(table.copy().append(other), 0))
                .withMessageContaining("got seed 0 and runs [repeats, other]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Circuit.of(AttentionFigures.scores(5, 1), 0))
                .withMessage(
                        "a circuit must have at most 4 layers of 8 heads for its lines to be told apart, got 5 of 1:"
                                + " draw a Heatmap of PerHead.pairs");
    }
}
