package phenomena.protocol;

/** When a replica's training ends before its last step; judged at measured steps only. */
public sealed interface Stop {

    /** Only at the last step. */
    record Never() implements Stop {}

    /**
     * At the first measured step whose training error is no larger than {@code atMost}.
     *
     * @param atMost an error rate in [0, 1)
     */
    record TrainError(double atMost) implements Stop {
        public TrainError {
            if (!(atMost >= 0 && atMost < 1)) {
                throw new IllegalArgumentException("atMost must be in [0, 1), got " + atMost);
            }
        }
    }

    /** Whether a replica with this training error ends now. */
    default boolean isReached(double trainError) {
        return this instanceof TrainError limit && trainError <= limit.atMost();
    }
}
