package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExamplesTest {

    private static final int[] TWO = {0, 1};

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void rejects_inputs_that_are_not_finite(float bad) {
        for (int i = 0; i < 6; i++) {
            float[] inputs = {0, -0f, Float.MAX_VALUE, -Float.MAX_VALUE, Float.MIN_VALUE, 1};
            inputs[i] = bad;
            assertThatThrownBy(() -> new Examples(inputs, new long[] {3}, TWO, TWO, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("inputs must be finite, got " + bad + " in example " + i / 3);
        }
    }

    @Test
    void accepts_the_largest_floats_and_negative_zero() {
        float[] inputs = {Float.MAX_VALUE, -Float.MAX_VALUE, -0f, Float.MIN_VALUE};
        assertThat(new Examples(inputs, new long[] {2}, TWO, TWO, 2).features()).isEqualTo(2);
    }

    @Test
    void rejects_shapes_that_do_not_hold_the_inputs() {
        long[][] shapes = {{2}, {0}, {-3}, {-1, -3}, {1L << 32, 1L << 32}, {1L << 62, 4, 3}, {(1L << 33) + 3}, {1, 3, 2}
        };
        for (long[] shape : shapes) {
            assertThatThrownBy(() -> new Examples(new float[6], shape, TWO, TWO, 2))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("inputs must hold 2 examples of shape [" + shape[0]);
        }
        assertThat(new Examples(new float[6], new long[] {1, 3, 1}, TWO, TWO, 2).features())
                .isEqualTo(3);
    }

    @Test
    void rejects_more_classes_in_the_labels_than_there_are() {
        assertThatThrownBy(() -> new Examples(new float[2], new long[] {1}, new int[] {0, 2}, TWO, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labels must be in [0, 2), got 2 (originally 1) at example 1");
        assertThatThrownBy(() -> new Examples(new float[2], new long[] {1}, TWO, TWO, 1))
                .hasMessage("classes must be at least 2, got 1");
        assertThatThrownBy(() -> new Examples(new float[0], new long[] {1}, new int[0], new int[0], 2))
                .hasMessageStartingWith("labels and originalLabels must be equally many and not empty");
    }

    @Test
    void counts_the_labels_that_differ() {
        var examples = new Examples(new float[4], new long[] {1}, new int[] {0, 1, 1, 0}, new int[] {0, 1, 0, 0}, 2);
        assertThat(examples.labelNoise()).isEqualTo(0.25);
        assertThat(examples.isCorrupted(2)).isTrue();
        assertThat(examples.isCorrupted(0)).isFalse();
    }

    private static Examples sequences(float[] inputs, int[] labels) {
        return new Examples(inputs, new long[] {3}, labels, labels, 3);
    }

    @Test
    void a_sequence_has_one_label_or_one_for_each_token() {
        float[] inputs = {0, 1, 2, 2, 1, 0};
        assertThat(sequences(inputs, TWO).labelsPerExample()).isEqualTo(1);
        Examples each = sequences(inputs, new int[] {1, 2, 0, 1, 0, 2});
        assertThat(each.size()).isEqualTo(2);
        assertThat(each.features()).isEqualTo(3);
        assertThat(each.labelsPerExample()).isEqualTo(3);
        for (int labels : new int[] {1, 3, 4, 5, 7}) {
            assertThatThrownBy(() -> sequences(inputs, new int[labels]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("inputs must hold " + labels
                            + " examples of shape [3], or sequences with a label for each of " + labels
                            + " tokens, got 6 values");
        }
        assertThatThrownBy(() -> new Examples(inputs, new long[] {3, 1}, new int[6], new int[6], 3))
                .hasMessageStartingWith("inputs must hold 6 examples of shape [3, 1]");
        assertThatThrownBy(() -> sequences(inputs, new int[] {1, 2, 0, 1, 3, 2}))
                .hasMessage("labels must be in [0, 3), got 3 (originally 3) at example 1");
        assertThatThrownBy(() -> new Split(each, sequences(inputs, TWO)))
                .hasMessage("train and test must have equally many labels for each example, got 3 and 1");
    }

    @Test
    void the_first_examples_come_with_their_labels() {
        Examples all = new Examples(
                new float[] {0, 1, 2, 2, 1, 0}, new long[] {3}, new int[] {1, 2, 0, 1, 0, 2}, new int[6], 3);
        Examples first = all.first(1);
        assertThat(first.inputs()).containsExactly(0, 1, 2);
        assertThat(first.labels()).containsExactly(1, 2, 0);
        assertThat(first.originalLabels()).containsExactly(0, 0, 0);
        assertThat(all.first(2)).isSameAs(all);
        assertThat(all.first(Integer.MAX_VALUE)).isSameAs(all);
        assertThat(new Examples(new float[4], new long[] {2}, TWO, TWO, 2)
                        .first(1)
                        .labels())
                .containsExactly(0);
        assertThatThrownBy(() -> all.first(0)).hasMessage("count of examples must be at least 1, got 0");
    }

    @Test
    void rejects_a_split_of_two_shapes_or_class_counts() {
        var train = new Examples(new float[2], new long[] {1}, TWO, TWO, 2);
        assertThatThrownBy(() -> new Split(train, new Examples(new float[4], new long[] {2}, TWO, TWO, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train and test must agree in input shape and classes, got [1], 2 and [2], 2");
        assertThatThrownBy(() -> new Split(train, new Examples(new float[2], new long[] {1}, TWO, TWO, 3)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
