package phenomena.optimize;

import java.util.List;

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

    /** How many numbers the rule remembers for each parameter; all start at 0. */
    int memories();

    /**
     * Moves a block of one replica's parameters in place.
     *
     * @param block the parameters, their gradient and what the rule remembers of them
     * @param step updates made so far, 0 at the first
     */
    void update(Block block, long step);

    /** Whether a block must be a whole parameter, as a matrix is, not a piece of one that fits the processor's cache. */
    default boolean needsWholeParameters() {
        return false;
    }

    /**
     * Numbers of one replica and one parameter, all of one length.
     *
     * @param weights the parameter's numbers, or some of them in a row
     * @param gradient d loss / d weight for each; may be overwritten
     * @param memories what the rule remembers of each, {@link #memories} of them
     */
    record Block(Numbers weights, Numbers gradient, List<Numbers> memories) {}

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
