package phenomena.analysis;

import tech.tablesaw.api.Table;

/**
 * Effective model complexity (Nakkiran et al. 2019, arXiv:1912.02292, definition 1): the largest number of examples that a training
 * procedure still fits, {@code EMC = max{n : E[train error on n examples] ≤ ε}}.
 *
 * <p>It belongs to the whole procedure, so that longer training or a wider network has a larger one, and the paper's hypothesis is
 * that the test error peaks where it equals the number of examples there are. The expectation is the mean over seeds. Between the
 * largest measured n that is fitted and the next, n is on the straight line in its logarithm.
 *
 * @param examples n, with its bootstrap interval; 0 if not even the fewest examples are fitted, infinite if the most are
 * @param level ε, in [0, 1); the paper takes 0.1
 */
public record EffectiveModelComplexity(Interval examples, double level) {

    /**
     * Measures the complexity along a sweep of the number of training examples, all else equal.
     *
     * <pre>{@code
     * EffectiveModelComplexity.of(Finals.of(runs.table(), "error", "train"), "trainExamples", .1, Bootstrap.HOUSE)
     * }</pre>
     *
     * @param trainErrors one row for each seed at each n: {@code replica}, {@code value} and the column of n
     * @param examples the column of n, above 0
     * @param level ε, in [0, 1)
     * @throws IllegalArgumentException if the level is outside, a column is missing, there are fewer than 3 values of n, one of
     *     them is not above 0, or they do not have the same seeds
     */
    public static EffectiveModelComplexity of(Table trainErrors, String examples, double level, Bootstrap bootstrap) {
        InterpolationThreshold.requireLevel(level);
        Sweep sweep = Sweep.of(trainErrors, examples);
        sweep.requireLogarithms();
        Interval most = bootstrap.of(sweep.seeds().length, rows -> most(sweep, sweep.mean(rows), level));
        return new EffectiveModelComplexity(most, level);
    }

    private static double most(Sweep sweep, double[] errors, double level) {
        for (int p = errors.length - 1; p >= 0; p--) {
            if (errors[p] <= level) {
                return p == errors.length - 1
                        ? Double.POSITIVE_INFINITY
                        : sweep.crossing(p, errors[p], errors[p + 1], level);
            }
        }
        return 0;
    }

    /** One line for a person: {@code train error ≤ 0.1 up to 3100 examples (2900 to 3400)}. */
    @Override
    public String toString() {
        return "mean train error ≤ " + Waits.digits(level) + " up to n = " + InterpolationThreshold.words(examples);
    }
}
