package phenomena.measure;

import java.util.function.IntBinaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.simple.RandomSource;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

/** Whole tables of operations on residues, shuffled, a third of them shown; and what is a function of their entries. */
final class PairTables {

    /** What a network gives at (a, b), in place {@code column} of its output. */
    interface Output {

        double at(int a, int b, int column);
    }

    private PairTables() {}

    static Split table(int modulus, IntBinaryOperator operation) {
        int[] pairs = new int[modulus * modulus];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = i;
        }
        ArraySampler.shuffle(random(17), pairs);
        int train = Math.max(1, pairs.length / 3);
        return new Split(
                examples(modulus, pairs, 0, train, operation),
                examples(modulus, pairs, train, pairs.length, operation));
    }

    static Split addition(int modulus) {
        return table(modulus, (a, b) -> (a + b) % modulus);
    }

    private static Examples examples(int modulus, int[] pairs, int from, int to, IntBinaryOperator operation) {
        float[] inputs = new float[2 * (to - from)];
        int[] labels = new int[to - from];
        for (int i = 0; i < labels.length; i++) {
            inputs[2 * i] = pairs[from + i] / modulus;
            inputs[2 * i + 1] = pairs[from + i] % modulus;
            labels[i] = operation.applyAsInt(pairs[from + i] / modulus, pairs[from + i] % modulus);
        }
        return new Examples(inputs, new long[] {2}, labels, labels, modulus);
    }

    /** {@code n × columns}, row after row, in the order of the examples. */
    static double[] of(Examples examples, int columns, Output output) {
        double[] values = new double[examples.size() * columns];
        for (int i = 0; i < values.length; i++) {
            int a = (int) examples.inputs()[i / columns * 2];
            int b = (int) examples.inputs()[i / columns * 2 + 1];
            values[i] = output.at(a, b, i % columns);
        }
        return values;
    }

    static HandMadeObservation withLogits(Split split, Output logits) {
        var observation = new HandMadeObservation(split);
        observation.train.put(0, of(split.train(), split.train().classes(), logits));
        observation.test.put(0, of(split.test(), split.test().classes(), logits));
        return observation;
    }

    static HandMadeObservation withNeurons(Split split, int width, Output activations) {
        var observation = new HandMadeObservation(split);
        observation.trainActivations.put(0, of(split.train(), width, activations));
        observation.testActivations.put(0, of(split.test(), width, activations));
        return observation;
    }

    /** {@code cos(2πk x / n + phase)}. */
    static double cos(int k, int x, int modulus, double phase) {
        return Math.cos(2 * Math.PI * k * x / modulus + phase);
    }

    static UniformRandomProvider random(long seed) {
        return RandomSource.XO_SHI_RO_256_PP.create(seed);
    }
}
