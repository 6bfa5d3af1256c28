package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Split;

/** Each classifier on a small split of MNIST-1D, where chance is an error rate of 0.9 and a linear model's is about 0.7. */
class DigitsTest {

    private static final Split DIGITS = new Mnist1d(1000, 500).split(0);
    private static final Points TRAIN = Points.of(DIGITS.train());
    private static final Points TEST = Points.of(DIGITS.test());

    private static double testError(Baseline baseline) {
        return Measured.errorRate(baseline.fit(TRAIN, 0), TEST);
    }

    @Test
    void neighbours_learn() {
        assertThat(testError(new NearestNeighbours(1, false))).isLessThan(0.65);
        assertThat(testError(new NearestNeighbours(5, true))).isLessThan(0.65);
    }

    @Test
    void trees_learn_and_a_forest_more_than_its_tree() {
        assertThat(testError(new BoostedTrees(20, 3, 0.3, 1))).isLessThan(0.65);
        double tree = testError(new RandomForest(1, 1000));
        assertThat(testError(new RandomForest(10, 1000))).isLessThan(tree);
    }

    @Test
    void support_vectors_learn() {
        assertThat(testError(new SupportVectors(10, 1 / 40.0))).isLessThan(0.6);
    }
}
