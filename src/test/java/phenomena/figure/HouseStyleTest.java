package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;

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
