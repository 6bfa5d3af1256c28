package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpectrumTest {
    private static final Spectrum TWO_STEPS =
            Spectrum.of(7).keys(3, 2).at(100, 1, 8, 1).at(0, 2, 2, 2);

    @Test
    void heights_are_shares_and_key_frequencies_have_a_colour_of_their_own() {
        ObjectNode json = TWO_STEPS.chart().toJson();
        JsonNode others = json.at("/data/2");
        JsonNode keys = json.at("/data/3");
        assertThat(others.path("x").toString()).isEqualTo("[1]");
        assertThat(others.path("y").toString()).isEqualTo("[0.1]");
        assertThat(keys.path("x").toString()).isEqualTo("[2,3]");
        assertThat(keys.path("y").toString()).isEqualTo("[0.8,0.1]");
        assertThat(keys.at("/marker/color")).isNotEqualTo(others.at("/marker/color"));
        assertThat(json.at("/layout/yaxis/range/0").asDouble()).isZero();
        assertThat(json.at("/layout/yaxis/range/1").asDouble()).isBetween(1., 1.1);
    }

    @Test
    void the_last_step_is_shown_first_with_its_labels_and_the_share_of_the_keys() {
        ObjectNode json = TWO_STEPS.chart().toJson();
        assertThat(json.at("/layout/sliders/0/active").asInt()).isEqualTo(1);
        List<String> shown = new ArrayList<>();
        for (JsonNode note : json.at("/layout/annotations")) {
            if (note.path("visible").asBoolean(true)) {
                shown.add(note.path("text").asText());
            }
        }
        assertThat(shown).startsWith("2", "3", "key frequencies: 90%");
    }

    @Test
    void labels_of_neighbours_of_one_height_do_not_touch() {
        double[] power = new double[56];
        power[13] = 1;
        power[14] = 1;
        JsonNode notes =
                Spectrum.of(113).keys(14, 15).at(0, power).chart().toJson().at("/layout/annotations");
        assertThat(notes.at("/0/yshift").asInt()).isZero();
        assertThat(notes.at("/1/yshift").asInt()).isEqualTo(14);
    }

    @Test
    void panels_say_their_step_and_the_share_of_the_keys() {
        ObjectNode json = TWO_STEPS.panels(2).toJson();
        List<String> texts = new ArrayList<>();
        json.at("/layout/annotations")
                .forEach(note -> texts.add(note.path("text").asText()));
        assertThat(texts).contains("step 0: keys 67%", "step 100: keys 90%");
        assertThat(json.at("/layout/yaxis2/range")).isEqualTo(json.at("/layout/yaxis/range"));
    }

    @Test
    void power_that_is_nowhere_is_drawn_as_nothing() {
        ObjectNode json = Spectrum.of(5).at(0, 0, 0).chart().toJson();
        assertThat(json.at("/data/0/y").toString()).isEqualTo("[0.0,0.0]");
    }

    @Test
    void a_frequency_outside_the_group_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spectrum.of(113).keys(57))
                .withMessage("a key frequency must be in [1, 56], half the period 113, got 57");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spectrum.of(7).at(0, 1, 2))
                .withMessageContaining("power must be 3 finite values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spectrum.of(7).at(0, 1, 2, -1))
                .withMessageContaining("0 or more");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Spectrum.of(2))
                .withMessageContaining("at least 3, got 2");
    }
}
