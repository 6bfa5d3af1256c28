package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static phenomena.measure.HandMadeObservation.labelled;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.model.CrossEntropy;
import phenomena.model.Native;

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

    /** 1000 examples, label and rivals at random, the label leading by 12 to 22: some collapse in float32 and some do not. */
    @Test
    void in_float32_it_is_where_the_engine_s_gradient_at_the_label_is_0() {
        int classes = 20;
        int examples = 1000;
        var random = PairTables.random(2);
        float[] logits = new float[examples * classes];
        long[] labels = new long[examples];
        for (int i = 0; i < examples; i++) {
            for (int k = 0; k < classes; k++) {
                logits[i * classes + k] = (float) (4 * random.nextDouble());
            }
            labels[i] = random.nextInt(classes);
            logits[i * classes + (int) labels[i]] = (float) (16 + 10 * random.nextDouble());
        }
        int zero = 0;
        try (NDManager manager = NDManager.newBaseManager();
                GradientCollector collector = manager.getEngine().newGradientCollector()) {
            NDArray z = Native.of(manager, logits, new Shape(1, examples, classes));
            z.setRequiresGradient(true);
            collector.backward(new CrossEntropy()
                    .losses(z, manager.create(labels, new Shape(1, examples, 1)))
                    .sum());
            float[] gradient = z.getGradient().toFloatArray();
            for (int i = 0; i < examples; i++) {
                zero += gradient[i * classes + (int) labels[i]] == 0 ? 1 : 0;
            }
        }
        int[] trained =
                java.util.Arrays.stream(labels).mapToInt(label -> (int) label).toArray();
        Examples train = labelled(classes, trained, trained);
        var observation = new HandMadeObservation(new Split(train, train));
        observation.train.put(
                0,
                java.util.stream.IntStream.range(0, logits.length)
                        .mapToDouble(i -> logits[i])
                        .toArray());
        assertThat(observation.read(new SoftmaxCollapse()).get("0 0 train softmax collapse") * examples)
                .isEqualTo(zero);
        assertThat(zero).isBetween(300, 700);
    }
}
