package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static phenomena.measure.HandMadeObservation.labelled;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

/** Every value here is worked out by hand from the logits beside it. */
class ProbesTest {

    private static final float NAN = Float.NaN;

    /** Four training examples, the last two of them corrupted, and two test examples; three classes. */
    private static Split corrupted() {
        Examples train = labelled(3, new int[] {0, 1, 2, 0}, new int[] {0, 1, 0, 1});
        Examples test = labelled(3, new int[] {2, 1}, new int[] {2, 1});
        return new Split(train, test);
    }

    private static Split clean() {
        Examples two = labelled(2, new int[] {0, 1}, new int[] {0, 1});
        return new Split(two, two);
    }

    @Test
    void error_counts_the_labels_missed_and_tells_clean_from_corrupted() {
        var observation = new HandMadeObservation(corrupted());
        observation.step = 7;
        observation.train.put(0, new float[] {
            3, 1, 2, // predicts 0, right
            5, 4, 3, // predicts 0, wrong
            9, 0, 8, // predicts 0: wrong by its label, and its original label
            1, 2, 0 // predicts 1: wrong by its label, and its original label
        });
        observation.test.put(0, new float[] {0, 0, 1, 2, 1, 0}); // right, wrong
        assertThat(observation.read(new ErrorRate()))
                .containsExactly(
                        Map.entry("0 7 train error", 3 / 4.0),
                        Map.entry("0 7 test error", 1 / 2.0),
                        Map.entry("0 7 train error clean", 1 / 2.0),
                        Map.entry("0 7 train error corrupted", 1.0),
                        Map.entry("0 7 train recovered", 1.0));
    }

    @Test
    void error_speaks_of_corruption_only_where_there_is_some() {
        var observation = new HandMadeObservation(clean(), clean());
        observation.train.put(0, new float[] {1, 0, 0, 1});
        observation.train.put(1, new float[] {0, 1, 1, 0});
        observation.test.put(0, new float[] {1, 0, 1, 0});
        observation.test.put(1, new float[] {1, 0, 0, 1});
        assertThat(observation.read(new ErrorRate()))
                .containsExactly(
                        Map.entry("0 0 train error", 0.0),
                        Map.entry("0 0 test error", 0.5),
                        Map.entry("1 0 train error", 1.0),
                        Map.entry("1 0 test error", 0.0));
    }

    @Test
    void error_of_clean_examples_is_not_defined_where_all_are_corrupted() {
        Examples train = labelled(2, new int[] {0, 1}, new int[] {1, 0});
        var observation = new HandMadeObservation(new Split(train, clean().test()));
        observation.train.put(0, new float[] {1, 0, 0, 1});
        observation.test.put(0, new float[4]);
        assertThat(observation.read(new ErrorRate()))
                .containsEntry("0 0 train error clean", Double.NaN)
                .containsEntry("0 0 train error corrupted", 0.0)
                .containsEntry("0 0 train recovered", 0.0);
    }

    @Test
    void a_prediction_is_the_first_of_equal_logits_and_never_right_where_one_is_not_a_number() {
        Examples zeros = labelled(2, new int[] {0, 0, 0, 0}, new int[] {0, 0, 0, 0});
        assertThat(error(new float[] {1, 1, 1, 1, 1, 1, 1, 1}, zeros)).isZero();
        assertThat(error(new float[] {NAN, NAN, NAN, 0, 0, NAN, 1, 0}, zeros)).isEqualTo(3 / 4.0);
        float infinite = Float.POSITIVE_INFINITY;
        assertThat(error(new float[] {infinite, 0, 0, -infinite, -infinite, 0, 0, infinite}, zeros))
                .isEqualTo(2 / 4.0);
    }

    private static double error(float[] logits, Examples examples) {
        return ErrorRate.of(Predictions.of(logits, examples), examples);
    }

    @Test
    void loss_of_equal_logits_is_the_logarithm_of_the_classes() {
        Examples ten = labelled(10, new int[] {3, 9, 0}, new int[] {3, 9, 0});
        float[] logits = new float[30];
        java.util.Arrays.fill(logits, -12.5f);
        assertThat(Loss.crossEntropy(logits, ten)).isCloseTo(Math.log(10), within(1e-15));
    }

    @Test
    void loss_is_the_mean_over_each_part() {
        var observation = new HandMadeObservation(clean());
        observation.step = 2;
        float ln3 = (float) Math.log(3);
        observation.train.put(0, new float[] {ln3, 0, ln3, 0}); // probabilities 3/4 and 1/4 of the labels
        observation.test.put(0, new float[] {0, 0, 0, 0});
        Map<String, Double> read = observation.read(new Loss());
        assertThat(read).containsOnlyKeys("0 2 train loss", "0 2 test loss");
        assertThat(read.get("0 2 train loss")).isCloseTo((Math.log(4 / 3.0) + Math.log(4)) / 2, within(1e-7));
        assertThat(read.get("0 2 test loss")).isCloseTo(Math.log(2), within(1e-15));
    }

    @Test
    void loss_of_large_logits_neither_overflows_nor_loses_digits() {
        Examples two = labelled(2, new int[] {0, 1}, new int[] {0, 1});
        assertThat(Loss.crossEntropy(new float[] {1e30f, 0, 0, 1e30f}, two)).isZero();
        assertThat(Loss.crossEntropy(new float[] {0, 1e5f, 1e5f, 0}, two)).isEqualTo(1e5);
        // 2²⁴ and 1: their difference is no float32 number.
        assertThat(Loss.crossEntropy(new float[] {1, 1 << 24, 1, 1 << 24}, two)).isEqualTo(((1 << 24) - 1) / 2.0);
        assertThat(Loss.crossEntropy(new float[] {NAN, 0, 0, 0}, two)).isNaN();
    }

    @Test
    void margin_is_the_label_less_its_best_rival() {
        int[] labels = {0, 1, 2, 0};
        var observation = new HandMadeObservation(
                new Split(labelled(3, labels, labels), labelled(3, new int[] {2}, new int[] {2})));
        observation.train.put(0, new float[] {
            3, 1, 2, // 1
            5, 4, 3, // −1
            9, 0, 8.5f, // −0.5
            7, 2, 0 // 5
        });
        observation.test.put(0, new float[] {1, 2, 2});
        assertThat(observation.read(new Margin()))
                .containsExactly(
                        Map.entry("0 0 train margin", 0.25), // of −1, −0.5, 1, 5
                        Map.entry("0 0 train margin low", -1.0),
                        Map.entry("0 0 test margin", 0.0),
                        Map.entry("0 0 test margin low", 0.0));
    }

    @Test
    void the_low_margin_is_the_lower_decile() {
        int[] zeros = new int[20];
        float[] logits = new float[40];
        for (int i = 0; i < 20; i++) {
            logits[2 * i] = (7 * i) % 20; // margins 0 … 19 in disorder
        }
        var observation = new HandMadeObservation(new Split(labelled(2, zeros, zeros), labelled(2, zeros, zeros)));
        observation.train.put(0, logits);
        observation.test.put(0, logits);
        assertThat(observation.read(new Margin()))
                .containsEntry("0 0 train margin low", 2.0)
                .containsEntry("0 0 train margin", 9.5);
    }

    @Test
    void weight_norm_is_euclidean_for_each_parameter_and_for_all() {
        var observation = new HandMadeObservation(clean());
        Map<String, float[]> parameters = new LinkedHashMap<>();
        parameters.put("first", new float[] {3, 0, -4});
        parameters.put("second", new float[] {12});
        parameters.put("none", new float[2]);
        observation.parameters.put(0, parameters);
        assertThat(observation.read(new WeightNorm()))
                .containsExactly(
                        Map.entry("0 0  weight norm first", 5.0),
                        Map.entry("0 0  weight norm second", 12.0),
                        Map.entry("0 0  weight norm none", 0.0),
                        Map.entry("0 0  weight norm", 13.0));
    }

    @Test
    void weight_norm_of_huge_weights_does_not_overflow() {
        var observation = new HandMadeObservation(clean());
        observation.parameters.put(0, Map.of("w", new float[] {3e30f, 4e30f}));
        assertThat(observation.read(new WeightNorm()).get("0 0  weight norm")).isCloseTo(5e30, within(1e24));
    }
}
