package phenomena.measure;

/** Reads predictions off logits. */
final class Predictions {

    private Predictions() {}

    /** The class with the largest logit of example {@code i}, the first of equals; −1, never right, where one is NaN. */
    static int predicted(float[] logits, int i, int classes) {
        int best = 0;
        for (int k = 0; k < classes; k++) {
            float logit = logits[i * classes + k];
            if (Float.isNaN(logit)) {
                return -1;
            }
            if (logit > logits[i * classes + best]) {
                best = k;
            }
        }
        return best;
    }

    /** {@code z_y − max_{k ≠ y} z_k} of example {@code i}. */
    static double margin(float[] logits, int i, int classes, int label) {
        float rival = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            if (k != label) {
                rival = Math.max(rival, logits[i * classes + k]);
            }
        }
        return (double) logits[i * classes + label] - rival;
    }
}
