package phenomena.optimize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;

/** An optimizer at work on the rows of one pass. */
public interface Update {

    /**
     * Moves the parameters in place.
     *
     * @param scratch owns what this step allocates
     * @param parameters {@code (R, P)}
     * @param gradient {@code (R, P)}; may be overwritten
     * @param rates learning rate and weight decay of each row
     * @param step updates made so far, 0 at the first
     */
    void step(NDManager scratch, NDArray parameters, NDArray gradient, Rates rates, long step);

    /** The arrays {@code (R, P)} that make up the state, in a fixed order: what a checkpoint keeps. */
    NDList state();

    /**
     * Learning rate and weight decay of each row.
     *
     * @param learningRate {@code (R, 1)}
     * @param weightDecay {@code (R, 1)}
     * @param decays whether any weight decay differs from 0
     */
    record Rates(NDArray learningRate, NDArray weightDecay, boolean decays) {}
}
