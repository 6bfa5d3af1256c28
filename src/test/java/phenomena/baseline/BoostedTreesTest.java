package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoostedTreesTest {

    private static final double[] GRID =
            IntStream.range(0, 1000).mapToDouble(i -> i / 1000.0).toArray();

    @Test
    void one_split_fits_a_step_exactly() {
        Points step = Measured.sampled(GRID, x -> x < 0.3185 ? -2 : 5);
        Predictor predictor = new BoostedTrees(1, 1, 1, 0).fit(step, 0);
        assertThat(Measured.outputs(predictor, step)).containsExactly(step.targets(), within(1e-5));
        assertThat(predictor.quantities())
                .containsEntry("trees", 1.0)
                .containsEntry("leaves", 2.0)
                .containsEntry("parameters", 2.0);
    }

    @Test
    void one_round_shrinks_towards_the_mean_as_the_formula_says() {
        // Two leaves of two points each, residuals ±1: leaf value = rate · sum of residuals / (count + penalty).
        Points step = new Points(new double[] {0, 1, 2, 3}, 1, new double[] {2, 2, 4, 4}, 1);
        double leaf = 0.5 * 2 / (2 + 3);
        assertThat(Measured.outputs(new BoostedTrees(1, 1, 0.5, 3).fit(step, 0), step))
                .containsExactly(new double[] {3 - leaf, 3 - leaf, 3 + leaf, 3 + leaf}, within(1e-6));
    }

    @Test
    void fits_each_output_of_a_regression() {
        double[] targets = new double[2000];
        for (int i = 0; i < 1000; i++) {
            targets[2 * i] = GRID[i] < 0.5 ? 1 : 3;
            targets[2 * i + 1] = GRID[i] < 0.2 ? -10 : 20;
        }
        Points two = new Points(GRID, 1, targets, 2);
        assertThat(Measured.outputs(new BoostedTrees(1, 1, 1, 0).fit(two, 0), two))
                .containsExactly(targets, within(1e-5));
    }

    @Test
    void train_error_falls_with_rounds_on_pure_noise_too() {
        Points noise = Measured.sampled(GRID, x -> Math.sin(1e6 * x));
        double[] errors = IntStream.of(1, 3, 10, 30, 100)
                .mapToDouble(rounds -> Measured.squaredError(new BoostedTrees(rounds, 6, 0.3, 0).fit(noise, 0), noise))
                .toArray();
        for (int i = 1; i < errors.length; i++) {
            assertThat(errors[i]).isLessThan(errors[i - 1]);
        }
        assertThat(errors[errors.length - 1]).isLessThan(0.25 * errors[0]);
    }

    @Test
    void gives_probabilities_of_classes_and_fits_random_labels() {
        Points random = Measured.randomLabels(300, 5, 3, 4);
        Predictor predictor = BoostedTrees.of(60).fit(random, 0);
        double[] outputs = Measured.outputs(predictor, random);
        for (int i = 0; i < 300; i++) {
            double[] row = Arrays.copyOfRange(outputs, 3 * i, 3 * i + 3);
            assertThat(Arrays.stream(row)).allMatch(p -> p > 0 && p < 1);
            assertThat(Arrays.stream(row).sum()).isCloseTo(1, within(1e-6));
        }
        assertThat(Measured.errorRate(predictor, random)).isZero();
        assertThat(Measured.squaredError(predictor, random)).isLessThan(0.01);
        assertThat(predictor.quantities()).containsEntry("trees", 180.0);
    }

    @Test
    void a_class_without_examples_and_a_single_class_are_fitted() {
        Points single = new Points(new double[] {0, 1, 2}, 1, new double[] {0, 1, 0, 0, 1, 0, 0, 1, 0}, 3);
        assertThat(Measured.errorRate(BoostedTrees.of(5).fit(single, 0), single))
                .isZero();
    }

    @Test
    void the_same_points_give_the_same_bits_side_by_side_and_under_any_seed() {
        Points random = Measured.randomLabels(300, 5, 3, 4);
        BoostedTrees trees = BoostedTrees.of(10);
        double[] alone = Measured.outputs(trees.fit(random, 8), random);
        for (double[] outputs : Measured.sideBySide(4, trees, random, 7)) {
            assertThat(outputs).containsExactly(alone);
        }
    }

    @Test
    void predictions_do_not_depend_on_how_many_are_asked_for_at_once() {
        Points random = Measured.randomLabels(2500, 3, 2, 4);
        Predictor predictor = BoostedTrees.of(3).fit(random, 0);
        double[] last = predictor.predict(Arrays.copyOfRange(random.inputs(), 3 * 2499, 3 * 2500), 3);
        double[] all = Measured.outputs(predictor, random);
        assertThat(Arrays.copyOfRange(all, 2 * 2499, 2 * 2500)).containsExactly(last);
        assertThat(predictor.predict(new double[0], 3)).isEmpty();
    }

    @Test
    void refuses_values_outside_their_range() {
        assertThatThrownBy(() -> new BoostedTrees(0, 6, 0.3, 1)).hasMessage("rounds must be at least 1, got 0");
        assertThatThrownBy(() -> new BoostedTrees(1, 31, 0.3, 1)).hasMessage("depth must be in [1, 30], got 31");
        assertThatThrownBy(() -> new BoostedTrees(1, 6, 1.5, 1)).hasMessage("learningRate must be in (0, 1], got 1.5");
        assertThatThrownBy(() -> new BoostedTrees(1, 6, 0.3, -1)).hasMessageContaining("penalty");
        assertThatThrownBy(() -> BoostedTrees.of(1)
                        .fit(Measured.sampled(GRID, x -> x), 0)
                        .predict(new double[2], 2))
                .hasMessageContaining("the 1 features that were fitted");
    }

    @Test
    void size_grows_with_points_rounds_and_depth() {
        assertThat(new BoostedTrees(10, 6, 0.3, 1).size(60_000, 784, 10)).isBetween(90_000_000L, 300_000_000L);
        assertThat(new BoostedTrees(1_000_000, 30, 0.3, 1).size(60_000, 784, 10))
                .isGreaterThan(10_000_000_000L);
    }
}
