package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RandomFeaturesTest {

    private static final Points POINTS = RandomPoints.gaussian(25, 4, 2, 1);

    /** The products of two inputs' features; N of them. */
    private static double product(FeatureMap map, int i, int j) {
        return Vectors.dot(map.of(POINTS.inputs(), i, i + 1), map.of(POINTS.inputs(), j, j + 1));
    }

    /** 40,000 waves, one seed: a mean of values in [−2, 2] whose deviation is below 1.5, at 4 standard errors. */
    @Test
    void waves_approach_the_rbf_kernel() {
        FeatureMap map = new RandomFourierFeatures(40_000, 1.7, 0).map(4, 1);
        for (int j = 0; j < 6; j++) {
            double squares = 0;
            for (int f = 0; f < 4; f++) {
                double difference = POINTS.inputs()[f] - POINTS.inputs()[j * 4 + f];
                squares += difference * difference;
            }
            double kernel = Math.exp(-squares / (2 * 1.7 * 1.7));
            assertThat(product(map, 0, j)).isCloseTo(kernel, within(4 * 1.5 / 200));
        }
    }

    /** The arc-cosine kernel over d: E relu(w·x) relu(w·x') = |x||x'| (sin θ + (π − θ) cos θ) / 2πd, w on the unit sphere. */
    @Test
    void units_approach_the_arc_cosine_kernel() {
        FeatureMap map = new RandomReluFeatures(40_000, 0).map(4, 1);
        double[] x = POINTS.inputs();
        for (int j = 0; j < 6; j++) {
            double[] a = java.util.Arrays.copyOfRange(x, 0, 4);
            double[] b = java.util.Arrays.copyOfRange(x, 4 * j, 4 * j + 4);
            double lengths = Vectors.norm(a) * Vectors.norm(b);
            double angle = Math.acos(Math.min(1, Vectors.dot(a, b) / lengths));
            double kernel = lengths * (Math.sin(angle) + (Math.PI - angle) * Math.cos(angle)) / (2 * Math.PI * 4);
            // Each product is in [0, lengths], so its deviation is at most half of that.
            assertThat(product(map, 0, j)).isCloseTo(kernel, within(4 * lengths / 2 / 200));
        }
    }

    @Test
    void many_waves_fit_like_kernel_ridge() {
        double[] kernel =
                new KernelRidge(new Kernel.Rbf(1.7), 0.01).fit(POINTS, 0).predict(POINTS.inputs(), 4);
        double[] waves =
                new RandomFourierFeatures(20_000, 1.7, 0.01).fit(POINTS, 0).predict(POINTS.inputs(), 4);
        assertThat(waves).containsExactly(kernel, within(0.1));
    }

    @Test
    void features_of_a_seed_are_nested() {
        double[] few = new RandomFourierFeatures(3, 2, 0).map(4, 9).of(POINTS.inputs(), 0, 1);
        double[] many = new RandomFourierFeatures(12, 2, 0).map(4, 9).of(POINTS.inputs(), 0, 1);
        double[] fewUnits = new RandomReluFeatures(3, 0).map(4, 9).of(POINTS.inputs(), 0, 1);
        double[] manyUnits = new RandomReluFeatures(12, 0).map(4, 9).of(POINTS.inputs(), 0, 1);
        for (int j = 0; j < 3; j++) {
            assertThat(many[j] * 2).as("but for √(2/N)").isCloseTo(few[j], within(1e-14));
            assertThat(manyUnits[j] * 2).as("but for 1/√N").isCloseTo(fewUnits[j], within(1e-14));
        }
        assertThat(new RandomFourierFeatures(3, 2, 0).map(4, 8).of(POINTS.inputs(), 0, 1))
                .isNotEqualTo(few);
    }

    @Test
    void interpolate_past_n() {
        for (Baseline baseline : new Baseline[] {new RandomFourierFeatures(60, 1, 0), new RandomReluFeatures(200, 0)}) {
            Predictor fitted = baseline.fit(POINTS, 3);
            assertThat(Regression.meanSquaredError(fitted, POINTS)).isLessThan(1e-16);
            assertThat(fitted.quantities()).containsEntry("rank", 25.0);
            assertThat(fitted.quantities().get("parameters")).isIn(120.0, 400.0);
            assertThat(baseline.fit(POINTS, 3).predict(POINTS.inputs(), 4))
                    .isEqualTo(fitted.predict(POINTS.inputs(), 4));
        }
    }

    @Test
    void predict_many_inputs_as_one_by_one() {
        Predictor fitted = new RandomFourierFeatures(30, 1, 0.1).fit(POINTS, 3);
        double[] inputs = RandomPoints.normal(600 * 4, 2);
        double[] all = fitted.predict(inputs, 4);
        assertThat(all).hasSize(1_200);
        double[] last = java.util.Arrays.copyOfRange(inputs, 599 * 4, 600 * 4);
        assertThat(fitted.predict(last, 4)).containsExactly(new double[] {all[1_198], all[1_199]}, within(1e-12));
    }

    @Test
    void refuse_values_outside_their_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomFourierFeatures(10, 0, 0))
                .withMessage("lengthScale must be finite and more than 0, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomFourierFeatures(0, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomReluFeatures(3, Double.NaN));
    }
}
