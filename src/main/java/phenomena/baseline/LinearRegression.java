package phenomena.baseline;

import java.util.Arrays;

/**
 * Linear regression on the first p of the inputs' numbers, as in the subset-of-features models of Belkin, Hsu and Xu
 * (2020, arXiv:1903.07571) and of Hastie et al. (2019, arXiv:1903.08560): what is left out acts as noise.
 *
 * @param features p, at least 1 and at most the numbers in one input
 * @param penalty λ of {@link LeastSquares}, at least 0; 0 gives the least norm past n
 * @param intercept whether a constant is fitted beside the coefficients, free of the penalty
 */
public record LinearRegression(int features, double penalty, boolean intercept) implements Baseline {

    /** @throws IllegalArgumentException if {@code features} is below 1 or {@code penalty} negative */
    public LinearRegression {
        Check.atLeast("features", features, 1);
        Check.notNegative("penalty", penalty);
    }

    /** Without an intercept. */
    public LinearRegression(int features, double penalty) {
        this(features, penalty, false);
    }

    /** The coefficients of all the inputs' numbers; those that were not used are 0. */
    @Override
    public LinearFit fit(Points train, long seed) {
        int all = train.features();
        if (features > all) {
            throw new IllegalArgumentException(
                    "features must be at most the " + all + " numbers in one input, got " + features);
        }
        requireMemory(train);
        double[] design = new double[train.size() * features];
        for (int i = 0; i < train.size(); i++) {
            System.arraycopy(train.inputs(), i * all, design, i * features, features);
        }
        LinearFit fit = new LeastSquares(penalty, intercept).fit(design, features, train.targets(), train.outputs());
        return new LinearFit(
                Arrays.copyOf(fit.coefficients(), all * train.outputs()), all, fit.intercept(), fit.quantities());
    }

    @Override
    public long size(int examples, int features, int outputs) {
        long used = this.features;
        return examples * used + new LeastSquares(penalty, intercept).size(examples, used, outputs);
    }
}
