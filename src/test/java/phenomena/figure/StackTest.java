package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StackTest {
    private static final double[] X = {1, 10, 100};
    private static final Chart LOSS =
            Chart.empty().line("loss", X, new double[] {3, 2, 1}).logX();
    private static final Chart NORM = Chart.empty()
            .line("norm", new double[] {1, 1000}, new double[] {50, 900})
            .logX()
            .logY();

    @Test
    void x_is_shared_and_every_y_axis_is_its_own() {
        ObjectNode json = Chart.stack(List.of(LOSS, NORM)).toJson();
        assertThat(json.at("/layout/xaxis/range").toString()).isEqualTo("[0.0,3.0]");
        assertThat(json.at("/layout/xaxis2/range")).isEqualTo(json.at("/layout/xaxis/range"));
        assertThat(json.at("/layout/xaxis2/matches").asText()).isEqualTo("x");
        assertThat(json.at("/layout/yaxis2").has("matches")).isFalse();
        assertThat(json.at("/layout/yaxis").has("range")).isFalse();
        assertThat(json.at("/layout/yaxis2/type").asText()).isEqualTo("log");
        assertThat(json.at("/layout/yaxis/domain/0").asDouble())
                .isGreaterThan(json.at("/layout/yaxis2/domain/1").asDouble());
    }

    @Test
    void a_vertical_line_goes_through_all_panels_and_its_label_stands_over_them() {
        ObjectNode json =
                Chart.stack(List.of(LOSS, NORM)).verticalLine(10, "memorised").toJson();
        assertThat(json.at("/layout/shapes/0/yref").asText()).isEqualTo("paper");
        assertThat(json.at("/layout/shapes/0/x0").asDouble()).isEqualTo(10);
        assertThat(json.at("/layout/shapes/0").has("label")).isFalse();
        JsonNode label = json.at("/layout/annotations/0");
        assertThat(label.path("text").asText()).isEqualTo("memorised");
        assertThat(label.path("x").asDouble()).isEqualTo(1);
        assertThat(label.path("yanchor").asText()).isEqualTo("bottom");
    }

    @Test
    void labels_of_lines_that_are_near_stand_a_line_apart() {
        ObjectNode json = Chart.stack(List.of(LOSS, NORM))
                .verticalLine(10, "memorised")
                .verticalLine(12, "cleaned up")
                .verticalLine(900, "grokked")
                .toJson();
        List<Integer> shifts = new ArrayList<>();
        json.at("/layout/annotations")
                .forEach(note -> shifts.add(note.path("yshift").asInt()));
        assertThat(shifts).containsExactly(0, 15, 0);
    }

    @Test
    void the_caption_says_what_each_panel_says_once() {
        Chart stack =
                Chart.stack(List.of(LOSS.remark("One seed."), NORM.remark("Two seeds."), LOSS.remark("One seed.")));
        assertThat(stack.toJson().at("/layout/meta/caption").asText()).isEqualTo("One seed. Two seeds.");
    }
}
