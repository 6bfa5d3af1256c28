package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class MatricesTest {
    private static final Matrices TWO_STEPS = Matrices.of(1, 3, "neuron", "logit")
            .at(500, new double[] {-4, 1, 0}, new double[] {0, 0, .5})
            .at(0, new double[] {2, -1, .01}, new double[] {0, 0, 0})
            .axes("b", "a");

    @Test
    void values_are_percent_of_the_panels_greatest_size_over_all_steps() {
        ObjectNode json = TWO_STEPS.chart().toJson();
        assertThat(percents(json.at("/data/0"))).containsExactly(50, -25, 0);
        assertThat(percents(json.at("/data/2"))).containsExactly(-100, 25, 0);
        assertThat(percents(json.at("/data/3"))).containsExactly(0, 0, 100);
        assertThat(json.at("/data/0/z/shape").asText()).isEqualTo("1, 3");
        assertThat(json.at("/data/0/zmin").asInt()).isEqualTo(-100);
        assertThat(json.at("/data/0/zmax").asInt()).isEqualTo(100);
        assertThat(json.at("/data/0/colorscale/2").toString()).isEqualTo("[0.5,\"#ffffff\"]");
        assertThat(json.at("/data/0/hovertemplate").asText()).contains("b %{x}", "a %{y}", "%{z}% of 4");
        assertThat(json.at("/layout/annotations/0/text").asText()).isEqualTo("neuron, ±4");
    }

    private static byte[] percents(JsonNode trace) {
        assertThat(trace.at("/z/dtype").asText()).isEqualTo("i1");
        return Base64.getDecoder().decode(trace.at("/z/bdata").asText());
    }

    @Test
    void steps_are_in_order_and_the_last_is_shown_first() {
        ObjectNode json = TWO_STEPS.chart().toJson();
        assertThat(json.at("/layout/sliders/0/active").asInt()).isEqualTo(1);
        assertThat(json.at("/layout/sliders/0/steps/0/label").asText()).isEqualTo("0");
        assertThat(json.at("/layout/sliders/0/steps/1/label").asText()).isEqualTo("500");
        assertThat(json.at("/data/0/visible").asBoolean(true)).isFalse();
        assertThat(json.at("/data/2/visible").asBoolean(true)).isTrue();
        assertThat(json.at("/layout/sliders/0/steps/0/args/0/visible").toString())
                .isEqualTo("[true,true,false,false]");
    }

    @Test
    void one_step_has_no_slider_and_zeros_have_a_scale() {
        ObjectNode json = Matrices.of(1, 1, "m").at(3, new double[] {0}).chart().toJson();
        assertThat(json.path("layout").has("sliders")).isFalse();
        assertThat(percents(json.at("/data/0"))).containsExactly(0);
    }

    @Test
    void four_panels_of_113_by_113_at_eight_steps_take_less_than_600_kB() {
        assertThat(GrokkingFigures.matrices().chart().toJson().toString().length())
                .isLessThan(600_000);
    }

    @Test
    void the_arrays_given_are_copied() {
        double[] values = {1};
        Matrices matrices = Matrices.of(1, 1, "m").at(0, values);
        values[0] = 7;
        assertThat(matrices.frames().get(0L).get(0)).containsExactly(1);
    }

    @Test
    void what_does_not_fit_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrices.of(2, 2, "a", "b").at(7, new double[4]))
                .withMessage("matrices at step 7 must be 2, one a name, of 2 × 2 = 4 values, got [4]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrices.of(1, 1, "a").at(7, new double[] {Double.NaN}))
                .withMessageContaining("finite values, got NaN or infinity at step 7");
        assertThatIllegalArgumentException().isThrownBy(() -> Matrices.of(2, 2)).withMessageContaining("one name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Matrices.of(2, 2, "a").chart())
                .withMessageContaining("a step to draw, got none");
    }
}
