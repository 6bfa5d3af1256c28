package phenomena.model;

import ai.djl.ndarray.NDArray;

/**
 * What training makes small: a loss of logits and labels, averaged over the examples of a batch.
 *
 * <p>It stands here twice, once in the engine's operations for training and once in double precision for measuring; a test
 * holds the two together. It is open: declare a record that implements it, in the library or in a notebook cell.
 */
public interface Objective {

    /**
     * The loss of each replica, for gradients.
     *
     * @param logits {@code (R, B, K)}
     * @param labels int64 {@code (R, B, 1)}, each in {@code [0, K)}
     * @return the mean over the B examples, {@code (R)}, in the logits' precision
     */
    NDArray losses(NDArray logits, NDArray labels);

    /**
     * The loss of one example.
     *
     * @param logits holds the example's K logits from index {@code from} on
     * @param label in {@code [0, K)}
     */
    double loss(double[] logits, int from, int classes, int label);
}
