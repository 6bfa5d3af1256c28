package phenomena.baseline;

/** Checks that baselines share. */
final class Check {

    private Check() {}

    static void atLeast(String quantity, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(quantity + " must be at least " + least + ", got " + value);
        }
    }

    static void notNegative(String quantity, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(quantity + " must be finite and at least 0, got " + value);
        }
    }

    static void positive(String quantity, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(quantity + " must be finite and more than 0, got " + value);
        }
    }

    /** The number of inputs, where they are of as many features as the predictor was fitted to. */
    static int inputs(double[] inputs, int features, int fitted) {
        if (features != fitted || inputs.length % features != 0) {
            throw new IllegalArgumentException("inputs must be rows of the " + fitted
                    + " features that were fitted, got " + inputs.length + " numbers in rows of " + features);
        }
        return inputs.length / features;
    }
}
