package phenomena.model;

import ai.djl.ndarray.NDArray;

/**
 * {@code −log p_y} with {@code p_k = s(z_k) / Σ s(z)}, {@code s(z) = z + 1} for {@code z ≥ 0} and {@code 1 / (1 − z)} below, in
 * nats, at least 0: cross-entropy whose gradient does not vanish in float32 (Prieto et al. 2025, arXiv:2501.04697, equation 8).
 */
public record StableMax() implements Objective {

    @Override
    public NDArray losses(NDArray logits, NDArray labels) {
        NDArray one = Native.like(logits, 1);
        NDArray above = logits.maximum(Native.like(logits, 0)); // z where z ≥ 0, else 0
        NDArray below = above.sub(logits); // −z where z < 0, else 0
        NDArray logs = above.add(one).log().sub(below.add(one).log()); // log s(z), (R, B, K)
        NDArray total = logs.exp().sum(new int[] {2}, true).log(); // (R, B, 1)
        NDArray chosen = logs.gather(labels, 2).sub(total);
        return chosen.sum(new int[] {1, 2})
                .mul(Native.like(logits, -1.0 / logits.getShape().get(1)));
    }

    @Override
    public double loss(double[] logits, int from, int classes, int label) {
        double total = 0;
        for (int k = 0; k < classes; k++) {
            total += stable(logits[from + k]);
        }
        return Math.log(total) - Math.log(stable(logits[from + label]));
    }

    private static double stable(double z) {
        return z >= 0 ? z + 1 : 1 / (1 - z);
    }
}
