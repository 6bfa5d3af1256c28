package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HouseStyleTest {

    @Test
    void a_meaning_has_one_colour_wherever_it_stands() {
        assertThat(HouseStyle.color("Train", 0))
                .isEqualTo(HouseStyle.color("train", 4))
                .isEqualTo("#0072B2");
        assertThat(HouseStyle.color("mlp", 0)).isNotEqualTo(HouseStyle.color("mlp", 1));
    }

    @Test
    void names_without_a_meaning_share_no_colour_while_one_is_free() {
        Map<String, String> colors = HouseStyle.colors(List.of("a", "theory", "b", "c", "d", "e", "train", "test"));
        assertThat(colors.values()).doesNotHaveDuplicates();
        assertThat(colors).containsEntry("train", "#0072B2").containsEntry("theory", "#000000");
    }

    @Test
    void letters_are_dark_enough_to_read() {
        assertThat(HouseStyle.ink("#0072B2")).isEqualToIgnoringCase("#0072b2");
        assertThat(HouseStyle.ink("#F0E442")).isEqualTo("#ada42f");
    }

    @Test
    void a_dial_runs_from_dark_to_light() {
        assertThat(HouseStyle.dialColor(0, 5)).isEqualTo("#440154");
        double last = -1;
        for (int i = 0; i < 5; i++) {
            int rgb = Integer.parseInt(HouseStyle.dialColor(i, 5).substring(1), 16);
            double light = .2126 * (rgb >> 16) + .7152 * (rgb >> 8 & 255) + .0722 * (rgb & 255);
            assertThat(light).isGreaterThan(last);
            last = light;
        }
    }

    @Test
    void a_colour_can_be_faint() {
        assertThat(HouseStyle.faint("#D55E00", .25)).isEqualTo("rgba(213,94,0,0.25)");
    }
}
