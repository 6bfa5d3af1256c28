package phenomena.dataset;

import java.util.Arrays;

/**
 * Labelled examples as plain arrays. The arrays are not copied, here or by the accessors: who holds them must not
 * change them.
 *
 * <p>An example has one label or, where it is a sequence of L tokens, one for each of them: {@code labels[i · L + t]} is then
 * what stands for {@code inputs[i · L + t]}, the token that follows it. P is the number of labels of an example, 1 or L.
 *
 * @param inputs {@code n × inputShape} values, example after example, finite; tokens are whole numbers in [0, classes)
 * @param inputShape shape of one input: {@code (features)}, {@code (channels, height, width)} or {@code (tokens)}
 * @param labels the {@code n × P} labels to train on, example after example, each in {@code [0, classes)}
 * @param originalLabels the {@code n × P} labels before any corruption; equal to {@code labels} on clean data
 * @param classes number of classes K, at least 2
 */
public record Examples(float[] inputs, long[] inputShape, int[] labels, int[] originalLabels, int classes) {

    /** @throws IllegalArgumentException if sizes disagree, a label is outside its range, or an input is not finite */
    public Examples {
        if (classes < 2) {
            throw new IllegalArgumentException("classes must be at least 2, got " + classes);
        }
        if (labels.length == 0 || labels.length != originalLabels.length) {
            throw new IllegalArgumentException("labels and originalLabels must be equally many and not empty, got "
                    + labels.length + " and " + originalLabels.length);
        }
        requireShape(inputs, inputShape, labels.length);
        int perExample = labels.length / (inputs.length / features(inputShape));
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes || originalLabels[i] < 0 || originalLabels[i] >= classes) {
                throw new IllegalArgumentException("labels must be in [0, " + classes + "), got " + labels[i]
                        + " (originally " + originalLabels[i] + ") at example " + i / perExample);
            }
        }
        if (!areFinite(inputs)) {
            int i = 0;
            while (Float.isFinite(inputs[i])) {
                i++;
            }
            throw new IllegalArgumentException(
                    "inputs must be finite, got " + inputs[i] + " in example " + i / features(inputShape));
        }
    }

    /** The number of values of a shape; −1 where it is none, or more than an array can hold. */
    private static int features(long[] shape) {
        long features = 1;
        for (long extent : shape) {
            // The product stops growing past what an array can hold, so that no shape overflows into a valid one.
            features = extent < 1 || features > Integer.MAX_VALUE ? -1 : features * Math.min(extent, 1L << 31);
        }
        return features < 1 || features > Integer.MAX_VALUE ? -1 : (int) features;
    }

    /** One label for each example, or one for each token. */
    private static void requireShape(float[] inputs, long[] shape, int labels) {
        long features = features(shape);
        boolean tokens = shape.length == 1 && inputs.length == labels && labels % features == 0;
        if (features < 1 || !tokens && inputs.length != labels * features) {
            throw new IllegalArgumentException("inputs must hold " + labels + " examples of shape "
                    + Arrays.toString(shape) + ", or sequences with a label for each of " + labels + " tokens, got "
                    + inputs.length + " values");
        }
    }

    /** Whether the largest exponent is that of a number; a loop of integer maxima, which the compiler vectorises. */
    private static boolean areFinite(float[] values) {
        int largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
        }
        return largest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
    }

    /** The same examples under other labels; what the labels were originally is kept. */
    public Examples withLabels(int[] newLabels) {
        return new Examples(inputs, inputShape, newLabels, originalLabels, classes);
    }

    /** The same labels on other inputs of the same shape. */
    public Examples withInputs(float[] newInputs) {
        return new Examples(newInputs, inputShape, labels, originalLabels, classes);
    }

    /**
     * The first examples alone.
     *
     * @param count how many, at least 1; all where there are no more
     */
    public Examples first(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("count of examples must be at least 1, got " + count);
        }
        if (count >= size()) {
            return this;
        }
        return new Examples(
                Arrays.copyOf(inputs, count * features()),
                inputShape,
                Arrays.copyOf(labels, count * labelsPerExample()),
                Arrays.copyOf(originalLabels, count * labelsPerExample()),
                classes);
    }

    /** The number of examples n. */
    public int size() {
        return inputs.length / features();
    }

    /** The number of values in one input. */
    public int features() {
        return features(inputShape);
    }

    /** The number of labels of one example, P: 1, or as many as it has tokens. */
    public int labelsPerExample() {
        return labels.length / size();
    }

    /** Whether label {@code i}, in [0, n · P), is another than the original one. */
    public boolean isCorrupted(int i) {
        return labels[i] != originalLabels[i];
    }

    /** The realised label noise: the fraction of labels that differ from the original ones, in [0, 1]. */
    public double labelNoise() {
        int corrupted = 0;
        for (int i = 0; i < labels.length; i++) {
            corrupted += isCorrupted(i) ? 1 : 0;
        }
        return (double) corrupted / labels.length;
    }
}
