package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearInterpolationTest {

    private static Predictor fitted(Points train) {
        return new LinearInterpolation().fit(train, 0);
    }

    @Test
    void passes_through_every_point_exactly() {
        double[] inputs = new Random(1).doubles(500).toArray();
        Points train = Measured.sampled(inputs, x -> Math.sin(1e6 * x));
        assertThat(Measured.outputs(fitted(train), train)).containsExactly(train.targets());
    }

    @Test
    void is_straight_between_points_and_constant_beyond_them() {
        Points unsorted = new Points(new double[] {4, 0, 2}, 1, new double[] {8, 0, 10}, 1);
        assertThat(fitted(unsorted).predict(new double[] {-3, 0, 0.5, 1, 2, 3, 3.5, 4, 99}, 1))
                .containsExactly(0, 0, 2.5, 5, 10, 9, 8.5, 8, 8);
    }

    @Test
    void takes_the_mean_where_points_coincide_the_two_zeros_among_them() {
        Points train = new Points(new double[] {1, 0.0, 1, -0.0}, 1, new double[] {4, 1, 8, 3}, 1);
        assertThat(fitted(train).predict(new double[] {1, 0, -0.0, 0.5}, 1)).containsExactly(6, 2, 2, 4);
        assertThat(fitted(train).quantities()).containsEntry("parameters", 2.0);
    }

    @Test
    void interpolates_each_output() {
        Points classes = new Points(new double[] {0, 1}, 1, new double[] {1, 0, 0, 1}, 2);
        assertThat(fitted(classes).predict(new double[] {0.25}, 1)).containsExactly(0.75, 0.25);
    }

    @Test
    void one_point_is_a_constant() {
        Points one = new Points(new double[] {3}, 1, new double[] {7}, 1);
        assertThat(fitted(one).predict(new double[] {-1, 3, 5}, 1)).containsExactly(7, 7, 7);
    }

    @Test
    void refuses_more_than_one_feature_and_names_what_to_take() {
        assertThatThrownBy(() -> fitted(Measured.randomLabels(3, 40, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("features must be 1 for LinearInterpolation, got 40; with d features it would need a "
                        + "triangulation of up to n^⌈d/2⌉ simplices: take NearestNeighbours, weighted, "
                        + "which passes through every point too");
    }

    @Test
    void needs_the_sorted_points() {
        assertThat(new LinearInterpolation().size(100, 1, 1)).isEqualTo(400);
    }
}
