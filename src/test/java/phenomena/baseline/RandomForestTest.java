package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RandomForestTest {

    private static final Points RANDOM = Measured.randomLabels(400, 9, 3, 1);

    @Test
    void two_leaves_are_the_split_of_least_squared_error() {
        // Of the splits between these points, the one after the third leaves squared error 2, the others more.
        Points points = new Points(new double[] {1, 2, 3, 4, 5}, 1, new double[] {0, 1, 2, 9, 9}, 1);
        Predictor predictor = new RandomForest(1, 2).fit(points, 0);
        assertThat(Measured.outputs(predictor, points)).containsExactly(new double[] {1, 1, 1, 9, 9}, within(1e-6));
        assertThat(predictor.quantities()).containsEntry("leaves", 2.0).containsEntry("parameters", 2.0);
    }

    @Test
    void a_leaf_of_classes_holds_their_frequencies() {
        double[] targets = {1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 1};
        Points points = new Points(new double[] {1, 1, 1, 2, 2, 2}, 1, targets, 3);
        double[] expected = {2 / 3.0, 1 / 3.0, 0, 0, 0, 1};
        Predictor predictor = new RandomForest(5, 4).fit(points, 0);
        assertThat(predictor.predict(new double[] {1, 2}, 1)).containsExactly(expected, within(1e-6));
        assertThat(predictor.quantities())
                .containsEntry("trees", 5.0)
                .containsEntry("leaves", 10.0)
                .containsEntry("parameters", 30.0);
    }

    @Test
    void leaves_are_the_capacity_up_to_every_label_random_ones_too() {
        double[] errors = new double[4];
        int[] leaves = {10, 50, 150, 400};
        for (int i = 0; i < 4; i++) {
            Predictor tree = new RandomForest(1, leaves[i]).fit(RANDOM, 3);
            errors[i] = Measured.squaredError(tree, RANDOM);
            assertThat(tree.quantities().get("leaves")).isLessThanOrEqualTo(leaves[i]);
        }
        assertThat(errors[0]).isGreaterThan(errors[1]);
        assertThat(errors[1]).isGreaterThan(errors[2]);
        assertThat(errors[3]).isZero();
    }

    @Test
    void averaging_interpolating_trees_still_interpolates() {
        assertThat(Measured.squaredError(new RandomForest(20, 400).fit(RANDOM, 3), RANDOM))
                .isLessThan(1e-12);
    }

    @Test
    void the_seed_draws_the_features_and_nothing_else_does() {
        Points test = Measured.randomLabels(100, 9, 3, 2);
        RandomForest forest = new RandomForest(2, 50);
        double[] alone = Measured.outputs(forest.fit(RANDOM, 3), RANDOM);
        for (double[] outputs : Measured.sideBySide(4, forest, RANDOM, 3)) {
            assertThat(outputs).containsExactly(alone);
        }
        assertThat(Measured.outputs(forest.fit(RANDOM, 4), test))
                .isNotEqualTo(Measured.outputs(forest.fit(RANDOM, 3), test));
    }

    @Test
    void the_trees_of_a_forest_differ() {
        Points test = Measured.randomLabels(200, 9, 3, 2);
        double[] outputs = Measured.outputs(new RandomForest(2, 400).fit(RANDOM, 3), test);
        assertThat(Arrays.stream(outputs).filter(p -> Math.abs(p - 0.5) < 1e-6).count())
                .isPositive();
    }

    @Test
    void one_feature_of_a_thousand_values_is_split_anywhere() {
        double[] inputs = new double[1000];
        Arrays.setAll(inputs, i -> i);
        Points points = Measured.sampled(inputs, x -> Math.sin(1e6 * x));
        Predictor tree = new RandomForest(1, 1000).fit(points, 0);
        assertThat(tree.quantities().get("leaves")).isGreaterThan(990);
        // Two points whose parting lowers squared error by less than 1e-6 stay together.
        assertThat(Measured.squaredError(tree, points)).isLessThan(1e-8);
    }

    @Test
    void refuses_values_outside_their_range() {
        assertThatThrownBy(() -> new RandomForest(0, 2)).hasMessage("trees must be at least 1, got 0");
        assertThatThrownBy(() -> new RandomForest(1, 1)).hasMessage("leaves must be at least 2, got 1");
    }

    @Test
    void size_counts_the_leaves_of_all_trees() {
        assertThat(new RandomForest(1_000_000, 60_000).size(60_000, 784, 10)).isGreaterThan(1_000_000_000_000L);
        assertThat(new RandomForest(20, 2000).size(4000, 40, 10)).isBetween(2_000_000L, 10_000_000L);
    }
}
