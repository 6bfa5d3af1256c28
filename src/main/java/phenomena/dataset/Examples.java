package phenomena.dataset;

import java.util.Arrays;

/**
 * Labelled examples as plain arrays. The arrays are not copied, here or by the accessors: who holds them must not
 * change them.
 *
 * @param inputs {@code n × inputShape} values, example after example, finite; tokens are whole numbers in [0, classes)
 * @param inputShape shape of one input: {@code (features)}, {@code (channels, height, width)} or {@code (tokens)}
 * @param labels the {@code n} labels to train on, each in {@code [0, classes)}
 * @param originalLabels the {@code n} labels before any corruption; equal to {@code labels} on clean data
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
        long features = 1;
        for (long extent : inputShape) {
            // The product stops growing past what an array can hold, so that no shape overflows into a valid one.
            features = extent < 1 || features > Integer.MAX_VALUE ? -1 : features * Math.min(extent, 1L << 31);
        }
        if (features < 1 || inputs.length != labels.length * features) {
            throw new IllegalArgumentException("inputs must hold " + labels.length + " examples of shape "
                    + Arrays.toString(inputShape) + ", got " + inputs.length + " values");
        }
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0 || labels[i] >= classes || originalLabels[i] < 0 || originalLabels[i] >= classes) {
                throw new IllegalArgumentException("labels must be in [0, " + classes + "), got " + labels[i]
                        + " (originally " + originalLabels[i] + ") at example " + i);
            }
        }
        if (!areFinite(inputs)) {
            int i = 0;
            while (Float.isFinite(inputs[i])) {
                i++;
            }
            throw new IllegalArgumentException(
                    "inputs must be finite, got " + inputs[i] + " in example " + i / features);
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

    /** The number of examples n. */
    public int size() {
        return labels.length;
    }

    /** The number of values in one input. */
    public int features() {
        return inputs.length / labels.length;
    }

    /** Whether example {@code i} carries a label other than its original one. */
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
