package phenomena.baseline;

import phenomena.dataset.Examples;

/**
 * Points to fit: n inputs with their targets, in double precision. The arrays are not copied, here or by the accessors:
 * who holds them must not change them.
 *
 * @param inputs {@code n × features}, row after row, finite
 * @param features numbers in one input, at least 1
 * @param targets {@code n × outputs}, row after row, finite; for classification the labels' one-hot vectors
 * @param outputs numbers in one target, at least 1; the number of classes K for classification
 */
public record Points(double[] inputs, int features, double[] targets, int outputs) {

    /** @throws IllegalArgumentException if sizes disagree, there is no point, or a number is not finite */
    public Points {
        if (features < 1 || outputs < 1) {
            throw new IllegalArgumentException(
                    "features and outputs must be at least 1, got " + features + " and " + outputs);
        }
        int n = inputs.length / features;
        if (n < 1 || inputs.length % features != 0 || targets.length != (long) n * outputs) {
            throw new IllegalArgumentException("inputs and targets must hold n × " + features + " and n × " + outputs
                    + " numbers for one n of at least 1, got " + inputs.length + " and " + targets.length);
        }
        requireFinite("inputs", inputs, features);
        requireFinite("targets", targets, outputs);
    }

    /** The examples' inputs, and their labels (the ones trained on, corrupted or not) as one-hot vectors of K numbers. */
    public static Points of(Examples examples) {
        float[] inputs = examples.inputs();
        double[] doubles = new double[inputs.length];
        for (int i = 0; i < inputs.length; i++) {
            doubles[i] = inputs[i];
        }
        int[] labels = examples.labels();
        int classes = examples.classes();
        double[] targets = new double[labels.length * classes];
        for (int i = 0; i < labels.length; i++) {
            targets[i * classes + labels[i]] = 1;
        }
        return new Points(doubles, examples.features(), targets, classes);
    }

    /** The number of points n. */
    public int size() {
        return inputs.length / features;
    }

    /**
     * The class of each point.
     *
     * @return n numbers in [0, outputs)
     * @throws IllegalArgumentException if targets are not one-hot vectors
     */
    public int[] labels() {
        int[] labels = new int[size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = hot(i);
        }
        return labels;
    }

    private int hot(int point) {
        int hot = -1;
        for (int k = 0; k < outputs; k++) {
            double target = targets[point * outputs + k];
            if (target == 1 && hot < 0) {
                hot = k;
            } else if (target != 0) {
                throw notOneHot(point, target);
            }
        }
        if (hot < 0) {
            throw notOneHot(point, 0);
        }
        return hot;
    }

    private static IllegalArgumentException notOneHot(int point, double target) {
        return new IllegalArgumentException(
                "targets must be one-hot (a single 1 among zeros) to be read as classes, got " + target
                        + " in place of it at point " + point + "; take Points.of(examples)");
    }

    private static void requireFinite(String quantity, double[] values, int columns) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(
                        quantity + " must be finite, got " + values[i] + " at point " + i / columns);
            }
        }
    }
}
