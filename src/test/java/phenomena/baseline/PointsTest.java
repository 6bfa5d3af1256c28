package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;

class PointsTest {

    @Test
    void holds_examples_with_the_labels_trained_on_as_one_hot_vectors() {
        Examples examples =
                new Examples(new float[] {1, 2, 3, 4}, new long[] {2}, new int[] {2, 0}, new int[] {1, 0}, 3);
        Points points = Points.of(examples);
        assertThat(points.size()).isEqualTo(2);
        assertThat(points.features()).isEqualTo(2);
        assertThat(points.inputs()).containsExactly(1, 2, 3, 4);
        assertThat(points.targets()).containsExactly(0, 0, 1, 1, 0, 0);
        assertThat(points.labels()).containsExactly(2, 0);
    }

    @Test
    void refuses_to_read_other_targets_as_classes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[] {1}, 1, new double[] {0.5, 0.5}, 2).labels())
                .withMessage(
                        "targets must be one-hot (a single 1 among zeros) to be read as classes, got 0.5 in place of "
                                + "it at point 0; take Points.of(examples)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[] {1}, 1, new double[] {1, 1}, 2).labels());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[] {1}, 1, new double[] {0, 0}, 2).labels());
    }

    @Test
    void refuses_sizes_that_disagree_and_numbers_that_are_not_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[3], 2, new double[1], 1))
                .withMessage(
                        "inputs and targets must hold n × 2 and n × 1 numbers for one n of at least 1, got 3 and 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Points(new double[0], 1, new double[0], 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Points(new double[2], 1, new double[1], 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[2], 0, new double[2], 1))
                .withMessage("features and outputs must be at least 1, got 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[] {1, 2, 3, Double.NaN}, 2, new double[2], 1))
                .withMessage("inputs must be finite, got NaN at point 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Points(new double[1], 1, new double[] {Double.POSITIVE_INFINITY}, 1))
                .withMessage("targets must be finite, got Infinity at point 0");
    }
}
