package phenomena.model;

import ai.djl.nn.Block;

/**
 * A family of functions: a record of plain values that builds a DJL block.
 *
 * <p>It is open: declare a record that implements it, in the library or in a notebook cell. A block that extends
 * {@link ReplicaBlock} maps {@code (R, B, …inputShape)} to logits {@code (R, B, K)} with parameters {@code (R, …)}. Any
 * other block maps {@code (B, …inputShape)} to {@code (B, K)} and is trained one replica a pass.
 *
 * <p>Inputs are values, or tokens: whole numbers in {@code [0, K)}, from the alphabet that the classes are of too; among values,
 * some may be {@link #categories}.
 */
public interface Architecture {

    /**
     * Builds the block, not yet initialised.
     *
     * @param inputShape shape of one example
     * @param classes the number of logits K
     * @param replicas the number of networks R in one pass; 1 unless {@link #replicasPerPass()} says more
     * @throws IllegalArgumentException if the architecture cannot take such inputs
     */
    Block block(long[] inputShape, int classes, int replicas);

    /**
     * How many replicas may share one pass; the runner decides how many do.
     *
     * @return 1 for blocks without a replica axis, and for those that gain nothing from it
     */
    default int replicasPerPass() {
        return 1;
    }

    /**
     * What one example costs one replica. The runner plans by it; it moves results by no more than rounding.
     *
     * @return a large cost unless the architecture knows better
     */
    default Cost cost(long[] inputShape, int classes) {
        return new Cost(100_000_000, 1_000_000, 10_000_000);
    }

    /**
     * The size of one forward pass.
     *
     * @param multiplications multiply–adds per example
     * @param activations values per example that the backward pass needs
     * @param parameters trained scalars
     */
    record Cost(long multiplications, long activations, long parameters) {

        /**
         * Floating-point operations of one example's forward pass: two a multiply–add. Those of matrix products and convolutions
         * alone, as the literature counts; nonlinearities and biases are left out.
         */
        public long forwardFlops() {
            return 2 * multiplications;
        }

        /** Floating-point operations of training on one example once: forward, and twice that backward; the optimizer is left out. */
        public long trainingFlops() {
            return 3 * forwardFlops();
        }
    }

    /** Whether inputs are tokens, not values. */
    default boolean takesTokens() {
        return false;
    }

    /**
     * How many categories a number of an example stands for, if it must be one of {@code 0, 1, …, n − 1}: n; 0 if it may be any value.
     *
     * @param place which of the example's numbers, from 0
     * @param classes the number of classes K
     */
    default int categories(int place, int classes) {
        return takesTokens() ? classes : 0;
    }

    /** Factor on the initial weights; constants such as gains and zero biases stay; 1 is the usual scale of {@link Initial}. */
    default double initialScale() {
        return 1;
    }

    /**
     * The same architecture from other initial weights.
     *
     * @throws IllegalArgumentException if the architecture has no such factor, or it is not above 0
     */
    default Architecture withInitialScale(double initialScale) {
        throw new IllegalArgumentException(
                "initialScale must be a field of the architecture, got " + this + "; give it one and this method");
    }
}
