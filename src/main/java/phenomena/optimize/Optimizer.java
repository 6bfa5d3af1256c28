package phenomena.optimize;

import ai.djl.ndarray.NDManager;

/** A rule that turns gradients into updates: a record of plain values. It is open to a reader's own. */
public interface Optimizer {

    /** Step size, at least 0. */
    double learningRate();

    /** Strength of the pull towards 0, at least 0; each optimizer says how it is applied. */
    double weightDecay();

    /** The same rule with another learning rate. */
    Optimizer withLearningRate(double learningRate);

    /** The same rule with another weight decay. */
    Optimizer withWeightDecay(double weightDecay);

    /**
     * Starts the rule on fresh parameters.
     *
     * @param manager owns the state; it lives as long as the training
     * @param replicas rows R
     * @param parameters columns P
     */
    Update start(NDManager manager, int replicas, int parameters);

    /** Whether two rules may update the rows of one pass: equal but for learning rate and weight decay. */
    default boolean sharesPassWith(Optimizer other) {
        return equals(other.withLearningRate(learningRate()).withWeightDecay(weightDecay()));
    }

    /** @throws IllegalArgumentException unless {@code value} is finite and at least 0 */
    static void requireNonNegative(String quantity, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(quantity + " must be at least 0 and finite, got " + value);
        }
    }

    /** @throws IllegalArgumentException unless {@code value} is in [0, 1) */
    static void requireFraction(String quantity, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(quantity + " must be in [0, 1), got " + value);
        }
    }
}
