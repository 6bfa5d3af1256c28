package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighboursTest {

    private static final Points LINE = Measured.sampled(new double[] {0, 1, 3, 7}, x -> 10 * x);

    private static double[] predict(Baseline baseline, Points train, double... inputs) {
        return baseline.fit(train, 0).predict(inputs, train.features());
    }

    @Test
    void one_neighbour_repeats_what_it_was_trained_on() {
        Points train = Measured.randomLabels(200, 5, 3, 1);
        assertThat(Measured.outputs(new NearestNeighbours(1, false).fit(train, 0), train))
                .containsExactly(train.targets());
    }

    @Test
    void averages_the_nearest_targets() {
        assertThat(predict(new NearestNeighbours(2, false), LINE, 1.6, 6, -5)).containsExactly(20, 50, 5);
        assertThat(predict(new NearestNeighbours(4, false), LINE, 1.6)).containsExactly(27.5);
    }

    @Test
    void of_points_at_equal_distance_takes_the_earlier() {
        Points around = new Points(new double[] {1, 0, 0, 1, -1, 0, 0, -1}, 2, new double[] {1, 2, 4, 8}, 1);
        assertThat(predict(new NearestNeighbours(1, false), around, 0, 0)).containsExactly(1);
        assertThat(predict(new NearestNeighbours(2, false), around, 0, 0)).containsExactly(1.5);
        assertThat(predict(new NearestNeighbours(3, true), around, 0, 0)[0]).isCloseTo(7 / 3.0, within(1e-15));
    }

    @Test
    void weights_by_inverse_distance() {
        // Distances 1, 2 and 4 to the targets 10, 30 and 70: weights 4, 2 and 1, over 7.
        Points line = Measured.sampled(new double[] {1, 4, -2}, x -> x == 1 ? 10 : x == 4 ? 30 : 70);
        assertThat(predict(new NearestNeighbours(3, true), line, 2)[0])
                .isCloseTo((4 * 10 + 2 * 30 + 70) / 7.0, within(1e-12));
    }

    @Test
    void weighted_passes_through_every_point() {
        Points train = Measured.randomLabels(200, 5, 3, 1);
        assertThat(Measured.outputs(new NearestNeighbours(20, true).fit(train, 0), train))
                .containsExactly(train.targets());
    }

    @Test
    void weighted_passes_through_the_mean_where_points_coincide() {
        Points twice = new Points(new double[] {0, 2, 2, 5}, 1, new double[] {9, 1, 2, 9}, 1);
        assertThat(predict(new NearestNeighbours(4, true), twice, 2)).containsExactly(1.5);
    }

    @Test
    void weights_stay_finite_close_to_a_point() {
        assertThat(predict(new NearestNeighbours(3, true), LINE, 1e-300, -1e-12))
                .containsExactly(new double[] {0, 0}, within(1e-9));
    }

    @Test
    void finds_what_sorting_all_points_finds() {
        Points train = Measured.randomLabels(300, 7, 4, 2);
        double[] query = new Random(3).doubles(7).toArray();
        int[] nearest = IntStream.range(0, 300)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> IntStream.range(0, 7)
                        .mapToDouble(f -> Math.pow(train.inputs()[i * 7 + f] - query[f], 2))
                        .sum()))
                .limit(9)
                .mapToInt(i -> i)
                .toArray();
        double[] mean = IntStream.range(0, 4)
                .mapToDouble(k -> Arrays.stream(nearest)
                        .mapToDouble(i -> train.targets()[i * 4 + k])
                        .average()
                        .orElseThrow())
                .toArray();
        assertThat(predict(new NearestNeighbours(9, false), train, query)).containsExactly(mean, within(1e-15));
    }

    @Test
    void states_its_effective_parameters() {
        assertThat(new NearestNeighbours(2, false).fit(LINE, 0).quantities())
                .containsEntry("effective parameters", 2.0);
    }

    @Test
    void needs_the_distances_of_some_inputs_at_a_time() {
        assertThat(new NearestNeighbours(1, false).size(1000, 784, 10)).isEqualTo(65_000);
    }

    @Test
    void refuses_counts_that_make_no_sense() {
        assertThatThrownBy(() -> new NearestNeighbours(0, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbours must be at least 1, got 0");
        assertThatThrownBy(() -> new NearestNeighbours(5, true).fit(LINE, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("neighbours must be at most the 4 training points, got 5; "
                        + "take fewer neighbours or more points");
    }

    @Test
    void refuses_inputs_of_other_features() {
        Predictor predictor = new NearestNeighbours(1, false).fit(LINE, 0);
        assertThatThrownBy(() -> predictor.predict(new double[] {1, 2}, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the 1 features that were fitted");
    }
}
