package phenomena.measure;

import phenomena.dataset.Examples;

/** Reads predictions off logits. */
final class Predictions {

    private Predictions() {}

    /** What logits {@code (n · P) × K} predict for each of the n · P labels. */
    static int[] of(double[] logits, Examples examples) {
        int[] predictions = new int[examples.labels().length];
        for (int i = 0; i < predictions.length; i++) {
            predictions[i] = predicted(logits, i, examples.classes());
        }
        return predictions;
    }

    /** The class with the largest logit of row {@code i}, the first of equals; −1, never right, where one is NaN. */
    private static int predicted(double[] logits, int i, int classes) {
        int best = 0;
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            double logit = logits[i * classes + k];
            if (!(logit <= largest)) { // one comparison for nearly all
                if (Double.isNaN(logit)) {
                    return -1;
                }
                largest = logit;
                best = k;
            }
        }
        return best;
    }

    /** {@code z_y − max_{k ≠ y} z_k} of row {@code i}. */
    static double margin(double[] logits, int i, int classes, int label) {
        double rival = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            if (k != label) {
                rival = Math.max(rival, logits[i * classes + k]);
            }
        }
        return logits[i * classes + label] - rival;
    }
}
