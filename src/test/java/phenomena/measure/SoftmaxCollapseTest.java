package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static phenomena.measure.HandMadeObservation.labelled;

import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Split;

class SoftmaxCollapseTest {

    /** What is read of examples of class 0 with these logits. */
    private static Map<String, Double> read(int classes, double... logits) {
        int[] zeros = new int[logits.length / classes];
        var observation =
                new HandMadeObservation(new Split(labelled(classes, zeros, zeros), labelled(classes, zeros, zeros)));
        observation.train.put(0, logits);
        return observation.read(new SoftmaxCollapse());
    }

    private static Map<String, Double> fractions(double float32, double float64) {
        return Map.of("0 0 train softmax collapse", float32, "0 0 train softmax collapse float64", float64);
    }

    @Test
    void float32_collapses_at_a_margin_of_ln_2_to_the_24() {
        assertThat(24 * Math.log(2)).isBetween(16.63, 16.64);
        assertThat(read(2, 16.63, 0)).isEqualTo(fractions(0, 0));
        assertThat(read(2, 16.64, 0)).isEqualTo(fractions(1, 0));
    }

    @Test
    void float64_collapses_at_a_margin_of_ln_2_to_the_53() {
        assertThat(53 * Math.log(2)).isBetween(36.73, 36.74);
        assertThat(read(2, 36.73, 0)).isEqualTo(fractions(1, 0));
        assertThat(read(2, 36.74, 0)).isEqualTo(fractions(1, 1));
    }

    @Test
    void the_level_of_the_logits_does_not_matter() {
        assertThat(read(3, 20, -20, -200)).isEqualTo(fractions(1, 1));
        assertThat(read(3, 1e4, 1e4 - 30, 1e4 - 20)).isEqualTo(fractions(1, 0));
        assertThat(read(2, 3e38, -3e38)).isEqualTo(fractions(1, 1));
    }

    @Test
    void what_is_not_fitted_has_not_collapsed() {
        assertThat(read(2, 0, 50)).isEqualTo(fractions(0, 0));
        assertThat(read(2, 50, 50)).isEqualTo(fractions(0, 0));
    }

    @Test
    void it_is_a_fraction_of_the_training_examples() {
        assertThat(read(2, 17, 0, 40, 0, 5, 0, 0, 40)).isEqualTo(fractions(0.5, 0.25));
    }

    @Test
    void logits_that_are_no_numbers_give_none() {
        assertThat(read(2, 40, 0, Double.NaN, 0)).isEqualTo(fractions(Double.NaN, Double.NaN));
        assertThat(read(2, Double.POSITIVE_INFINITY, 0)).isEqualTo(fractions(Double.NaN, Double.NaN));
    }
}
