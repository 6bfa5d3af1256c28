package phenomena.model;

import ai.djl.ndarray.NDArray;

/**
 * {@code −log p_y} with {@code p = softmax(z)}, in nats, at least 0.
 *
 * <p>In float32 its gradient is exactly 0 once the right logit leads all others by more than {@code ln 2²⁴ ≈ 16.6}: the
 * softmax collapse of Prieto et al. 2025 (arXiv:2501.04697, section 3).
 */
public record CrossEntropy() implements Objective {

    private static final long MANY = 32; // classes from which the engine is faster along the last axis

    /** Few classes stand before examples: the engine's log-softmax over a short last axis takes fifteen times as long. */
    @Override
    public NDArray losses(NDArray logits, NDArray labels) {
        NDArray chosen = logits.getShape().get(2) < MANY
                ? logits.transpose(0, 2, 1).logSoftmax(1).gather(labels.transpose(0, 2, 1), 1) // (R, 1, B)
                : logits.logSoftmax(2).gather(labels, 2); // (R, B, 1)
        return chosen.sum(new int[] {1, 2})
                .mul(Native.like(logits, -1.0 / logits.getShape().get(1)));
    }

    /** {@code log Σ exp z − z_y}. */
    @Override
    public double loss(double[] logits, int from, int classes, int label) {
        int largest = from;
        for (int k = from + 1; k < from + classes; k++) {
            if (logits[k] > logits[largest]) { // cheaper than Math.max, which minds NaN; the sum does
                largest = k;
            }
        }
        double max = logits[largest];
        double total = 0;
        for (int k = from; k < from + classes; k++) {
            total += k == largest ? 1 : Math.exp(logits[k] - max); // e⁰; an exponential takes as long as all else
        }
        return Math.log(total) + max - logits[from + label];
    }
}
