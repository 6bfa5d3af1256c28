package phenomena.model;

import ai.djl.ndarray.NDArray;

/** {@code (1/K) Σ_k (z_k − [k = y])²}: the mean squared distance of the logits from the label's one-hot vector, at least 0. */
public record MeanSquaredError() implements Objective {

    /** {@code Σ z² − 2 z_y + 1} in place of the differences, so that no one-hot array is made. */
    @Override
    public NDArray losses(NDArray logits, NDArray labels) {
        long classes = logits.getShape().get(2);
        long batch = logits.getShape().get(1);
        NDArray squares = logits.mul(logits).sum(new int[] {1, 2}); // (R)
        NDArray chosen = logits.gather(labels, 2).sum(new int[] {1, 2}); // (R)
        NDArray total = squares.sub(chosen.mul(Native.like(logits, 2))); // ΣΣ over batch, without the ones
        return total.mul(Native.like(logits, 1.0 / (batch * classes))).add(Native.like(logits, 1.0 / classes));
    }

    @Override
    public double loss(double[] logits, int from, int classes, int label) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            double miss = logits[from + k] - (k == label ? 1 : 0);
            sum += miss * miss;
        }
        return sum / classes;
    }
}
