package phenomena.analysis;

import java.util.Locale;

/**
 * How a replica learns (Liu et al. 2022, "Towards understanding grokking: an effective theory of representation learning",
 * arXiv:2205.10343, appendix A, table 1).
 *
 * <p>The paper takes accuracies above 90% within 10⁵ steps, and a delay below 10³ steps as the border between the first two;
 * here the thresholds, the number of steps and the border are the caller's.
 */
public enum Phase {
    /** Both thresholds are reached, that on test soon after that on train. */
    COMPREHENSION,
    /** Both are reached, that on test late. */
    GROKKING,
    /** That on train is reached, that on test is not. */
    MEMORISATION,
    /** That on train is not reached. The paper's table does not have a network that generalises without fitting; it is here. */
    CONFUSION;

    /** {@code grokking}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
