package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import phenomena.analysis.AttentionPatterns;
import phenomena.analysis.HandMadeRun;
import phenomena.dataset.Examples;
import phenomena.model.AnalyticInduction;
import tech.tablesaw.api.Table;

class AttentionTest {

    /** Tokens 0 1 2 1 0 2: all three come twice. */
    private static final Examples SIX = sequence(40, 0, 1, 2, 1, 0, 2);

    private static final Table EVEN =
            AttentionFigures.patterns(6, 1, 2, List.of(0L, 9L), (step, layer, head, query, key) -> 1. / (query + 1));

    private static Examples sequence(int classes, int... tokens) {
        float[] inputs = new float[tokens.length];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = tokens[i];
        }
        return new Examples(inputs, new long[] {tokens.length}, tokens, tokens, classes);
    }

    private static List<String> notes(JsonNode json) {
        List<String> texts = new ArrayList<>();
        json.at("/layout/annotations").forEach(note -> {
            if (note.path("visible").asBoolean(true)) {
                texts.add(note.path("text").asText());
            }
        });
        return texts;
    }

    @Test
    void weights_written_by_hand_show_the_patterns_they_are_written_for() {
        Table patterns = AttentionPatterns.of(HandMadeRun.of(new AnalyticInduction(40, 6, 2)), HandMadeRun.SEED, SIX);
        ObjectNode json = Attention.of(patterns, SIX).marked().chart().toJson();
        assertThat(json.path("data")).hasSize(2 * 4);
        // step 0: all weights are 0
        assertThat(json.at("/data/0/z").toString())
                .isEqualTo("[[100],[50,50],[33,33,33],[25,25,25,25],[20,20,20,20,20],[17,17,17,17,17,17]]");
        // step 50, layer 0 head 0: the token before
        assertThat(json.at("/data/4/z").toString())
                .isEqualTo("[[100],[100,0],[0,100,0],[0,0,100,0],[0,0,0,100,0],[0,0,0,0,100,0]]");
        // layer 1 head 1: what came after the same token, at 3 from 1 at 1, at 4 from 0 at 0, at 5 from 2 at 2
        assertThat(json.at("/data/7/z/3").toString()).isEqualTo("[0,0,100,0]");
        assertThat(json.at("/data/7/z/4").toString()).isEqualTo("[0,100,0,0,0]");
        assertThat(json.at("/data/7/z/5").toString()).isEqualTo("[0,0,0,100,0,0]");
        assertThat(json.at("/layout/shapes/0/path").asText())
                .isEqualTo("M1.5,2.5H2.5V3.5H1.5ZM0.5,3.5H1.5V4.5H0.5ZM2.5,4.5H3.5V5.5H2.5Z");
        assertThat(notes(json))
                .containsSubsequence("layer 0 head 0", "layer 0 head 1", "layer 1 head 0", "layer 1 head 1")
                .contains(
                        "21%",
                        "33%", "100%"); // even attention: the mean of 1/4, 1/5 and 1/6; the token before: of 1, 0, 0
    }

    @Test
    void places_are_named_by_position_and_token() {
        List<String> alphabet = new ArrayList<>(Collections.nCopies(40, "-"));
        alphabet.set(0, " ");
        alphabet.set(1, "b");
        alphabet.set(2, "\n");
        ObjectNode json = Attention.of(EVEN, SIX).names(alphabet).chart().toJson();
        for (String axis : List.of("xaxis", "yaxis", "xaxis2")) {
            assertThat(json.at("/layout/" + axis + "/categoryarray"))
                    .extracting(JsonNode::asText)
                    .containsExactly("0 ‘␣’", "1 ‘b’", "2 ‘↵’", "3 ‘b’", "4 ‘␣’", "5 ‘↵’");
        }
        assertThat(json.at("/layout/yaxis/range").toString()).isEqualTo("[5.5,-0.5]");
        assertThat(json.at("/data/1/hovertemplate").asText())
                .isEqualTo("layer 0 head 1<br>position %{y} looks at %{x}: %{z}%<extra></extra>");
        ObjectNode numbers = Attention.of(EVEN, SIX).chart().toJson();
        assertThat(numbers.at("/layout/xaxis/categoryarray/5").asText()).isEqualTo("5 ‘2’");
        assertThat(numbers.at("/layout").has("shapes")
                        && !numbers.at("/layout/shapes").isEmpty())
                .isFalse();
        assertThat(Attention.visible("a\tb\u0007 <b>&")).isEqualTo("a⇥b\\u0007␣&lt;b>&amp;");
    }

    @Test
    void the_last_step_is_shown_first_and_what_all_steps_have_is_there_once() {
        ObjectNode json = Attention.of(EVEN, SIX).marked().chart().toJson();
        assertThat(json.at("/layout/sliders/0/active").asInt()).isEqualTo(1);
        assertThat(json.at("/data/0/visible").asBoolean(true)).isFalse();
        assertThat(json.at("/data/2/visible").asBoolean(true)).isTrue();
        assertThat(json.at("/layout/shapes")).hasSize(2);
        assertThat(json.at("/layout/sliders/0/steps/0/args/1").toString()).doesNotContain("shapes");
        assertThat(notes(json)).filteredOn("layer 0 head 0"::equals).hasSize(1);
        ObjectNode first = Attention.of(EVEN, SIX).steps(List.of(0L)).chart().toJson();
        assertThat(first.path("layout").has("sliders")).isFalse();
        assertThat(first.path("data")).hasSize(2);
    }

    @Test
    void lone_heads_stand_side_by_side() {
        Table lone = EVEN.where(EVEN.intColumn("head").isEqualTo(1));
        Table two = lone.copy();
        two.replaceColumn(two.intColumn("layer").add(1).asIntColumn().setName("layer"));
        ObjectNode json = Attention.of(lone.append(two), SIX).chart().toJson();
        assertThat(json.at("/layout/yaxis2/domain")).isEqualTo(json.at("/layout/yaxis/domain"));
        assertThat(notes(json)).contains("layer 0 head 1", "layer 1 head 1");
    }

    @Test
    void eight_heads_on_the_longest_sequence_at_five_steps_take_less_than_150_kB() {
        assertThat(AttentionFigures.large().chart().toJson().toString().length())
                .isBetween(50_000, 150_000);
    }

    @Test
    void what_cannot_be_drawn_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, AttentionFigures.repeated(50)))
                .withMessage("a sequence must have at most 48 tokens for its patterns to be seen, got 50:"
                        + " show the network a shorter one");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, AttentionFigures.repeated(8)))
                .withMessage("patterns must have a row for each pair of 8 positions, head and step, 144, got 84");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, sequence(40, 0, 1, 2)))
                .withMessageStartingWith("patterns must be shares in [0, 1] of 3 positions, as many as the sequence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, SIX).sequence(1))
                .withMessage("sequence must be in [0, 1), the sequences given, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, SIX).names(List.of("a")))
                .withMessage("names must be one a token, 40, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, SIX).steps(List.of(9L, 7L)))
                .withMessage("steps must be some of [0, 9], got [7, 9]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN, SIX).steps(List.of()))
                .withMessage("steps must be some of [0, 9], got []");
    }

    @Test
    void rows_of_no_seed_or_of_several_are_refused() {
        Table other = EVEN.copy();
        other.replaceColumn(other.longColumn("replica").add(4).asLongColumn().setName("replica"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN.copy().append(other), SIX))
                .withMessage("patterns must be of one seed and of sequence 0, got seeds [0, 4] and sequences [0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN.emptyCopy(), SIX))
                .withMessage("patterns must be of one seed and of sequence 0, got seeds [] and sequences []");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Attention.of(EVEN.copy().removeColumns("head"), SIX))
                .withMessageStartingWith("the table must have a column \"head\"");
    }
}
