package phenomena.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.distribution.continuous.FDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.special.Erf;
import phenomena.analysis.HuberCost.Minimum;

/**
 * How runs scatter about a fitted law, in units of log loss.
 *
 * <p>Where sizes have several seeds the law is tested for lack of fit: the scatter of the sizes' means about the law against
 * that of seeds about the means (F test). If it fails at 5%, sizes have a deviation of their own that more seeds do not
 * lessen, and what is said of the law rests on the means alone, with as many degrees of freedom as they leave.
 *
 * @param scale what doubles the rise of the cost into a squared Student t: Σψ² / (n − p) / E ψ′, for least squares the variance
 *     of the residuals (Schrader and Hettmansperger 1980, "Robust analysis of variance based upon a likelihood ratio criterion")
 * @param degrees of freedom
 * @param seeds the variance of a run about its size's mean
 * @param sizes the variance of a size's mean about the law, beyond seeds; 0 unless the fit is lacking
 * @param lack the p of the test for lack of fit; NaN where no size has two runs
 */
record Scatter(double scale, int degrees, double seeds, double sizes, double lack) {

    private static final double ROUNDING = 1e-16;

    static Scatter of(Losses losses, HuberCost cost, Minimum best, int parameters) {
        double[] residuals = residuals(cost, best);
        int n = residuals.length;
        int groups = losses.groups().size();
        double delta = cost.deltas()[0];
        double squares = Math.max(ROUNDING, sumOfSquares(residuals));
        double clipped = Arrays.stream(residuals)
                .map(r -> Math.min(Math.abs(r), delta))
                .map(psi -> psi * psi)
                .sum();
        double slope = Erf.erf(delta / (Math.sqrt(2) * Math.max(1e-9, robust(cost, best, parameters))));
        double scale = Math.max(ROUNDING, clipped / (n - parameters) / slope);
        double variance = squares / (n - parameters);
        double within = losses.withinSizes();
        if (n == groups || !(within > ROUNDING)) {
            return new Scatter(scale, n - parameters, variance, 0, Double.NaN);
        }
        double pure = within / (n - groups);
        double between = Math.max(0, squares - within) / (groups - parameters);
        double lack = 1 - new FDistribution(groups - parameters, n - groups).cumulativeProbability(between / pure);
        if (lack >= .05) {
            return new Scatter(scale, n - parameters, variance, 0, lack);
        }
        double sizes = (between - pure) * groups / n;
        return new Scatter(scale * between / variance, groups - parameters, pure, sizes, lack);
    }

    static double[] residuals(HuberCost cost, Minimum best) {
        return IntStream.range(0, cost.values().length)
                .mapToDouble(i -> cost.values()[i] - LogSumExp.of(best.theta(), cost.sizes()[i]))
                .toArray();
    }

    /** The standard deviation by the median of the absolute residuals, without as many of the least as were fitted away. */
    static double robust(HuberCost cost, Minimum best, int parameters) {
        double[] sorted =
                Arrays.stream(residuals(cost, best)).map(Math::abs).sorted().toArray();
        return Spread.range()
                        .of(Arrays.copyOfRange(sorted, parameters, sorted.length))
                        .centre()
                / .6745;
    }

    private static double sumOfSquares(double[] values) {
        return Arrays.stream(values).map(r -> r * r).sum();
    }

    /** By how much the cost may rise above its least within an interval. */
    double rise(double confidence) {
        double t = student(degrees, confidence);
        return scale * t * t / 2;
    }

    /**
     * What Student's t exceeds on either side with the rest of the probability.
     *
     * @throws IllegalArgumentException if the confidence is outside (0, 1)
     */
    static double student(int degrees, double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), got " + confidence);
        }
        return new TDistribution(degrees).inverseCumulativeProbability((1 + confidence) / 2);
    }
}
