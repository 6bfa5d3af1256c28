package phenomena.analysis;

import java.math.BigDecimal;

/**
 * What counts as arrived: a quantity on a split, at a limit or beyond it.
 *
 * <p>By default a replica has arrived at the first measured step at which the limit is met, even if the curve leaves it
 * again: that is how the papers count steps (Liu et al. 2022, section 4.1, "the number of steps to reach"), and whether it
 * has happened never depends on what comes later. {@link #forGood} asks for more: the first measured step from which every
 * measurement until the replica's last meets the limit. Curves that oscillate about the limit arrive later then, and the
 * answer may change when training goes on.
 *
 * @param quantity e.g. {@code "error"}
 * @param split {@code "train"}, {@code "test"} or {@code ""}
 * @param limit the value that is to be reached, finite
 * @param above whether values at or above the limit have arrived, or those at or below it
 * @param lasting whether the limit must be met from there on
 */
public record Threshold(String quantity, String split, double limit, boolean above, boolean lasting) {

    public Threshold {
        if (quantity == null || split == null) {
            throw new IllegalArgumentException("quantity and split must be given, got " + quantity + " and " + split);
        }
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException("limit must be finite, got " + limit);
        }
    }

    /** The quantity at or below a limit: an error, a loss. */
    public static Threshold atMost(String quantity, String split, double limit) {
        return new Threshold(quantity, split, limit, false, false);
    }

    /** The quantity at or above a limit: a margin, a norm. */
    public static Threshold atLeast(String quantity, String split, double limit) {
        return new Threshold(quantity, split, limit, true, false);
    }

    /**
     * An accuracy on {@code error}, which is 1 − accuracy: {@code accuracy("test", .99)} is a test error of at most .01.
     *
     * @param accuracy in [0, 1]
     * @throws IllegalArgumentException if it is outside
     */
    public static Threshold accuracy(String split, double accuracy) {
        if (!(accuracy >= 0 && accuracy <= 1)) {
            throw new IllegalArgumentException("accuracy must be in [0, 1], got " + accuracy);
        }
        // in decimals: 1 − 0.9 is less than 0.1 in floating point, and one error in ten would not do
        double error = BigDecimal.ONE.subtract(BigDecimal.valueOf(accuracy)).doubleValue();
        return atMost("error", split, error);
    }

    /** The same limit, met from there until the last measurement. */
    public Threshold forGood() {
        return new Threshold(quantity, split, limit, above, true);
    }

    /** Whether a value has arrived; NaN never has. */
    public boolean isMetBy(double value) {
        return above ? value >= limit : value <= limit;
    }

    /** {@code test error ≤ 0.01}, {@code train loss ≤ 0.1 for good}. */
    @Override
    public String toString() {
        return (split.isEmpty() ? "" : split + " ")
                + quantity
                + (above ? " ≥ " : " ≤ ")
                + limit
                + (lasting ? " for good" : "");
    }
}
