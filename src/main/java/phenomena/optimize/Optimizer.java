package phenomena.optimize;

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

    /**
     * A stretch of one replica's numbers: {@code length} values of {@code weights} and of each memory from {@code from} on,
     * with their gradient at the start of {@code gradient}.
     *
     * @param weights the replica's parameters
     * @param from index of the first
     * @param length how many
     * @param gradient d loss / d weight for each, from index 0; may be overwritten
     * @param memories {@link #memories} arrays as long as {@code weights}
     */
    record Block(float[] weights, int from, int length, float[] gradient, float[][] memories) {}

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
