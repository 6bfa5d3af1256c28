package phenomena.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.exception.MathIllegalStateException;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.BlockRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LeastSquaresFactory;
import org.hipparchus.optim.nonlinear.vector.leastsquares.LevenbergMarquardtOptimizer;
import org.hipparchus.util.Pair;

/**
 * The cost of a power law through points, Σ wᵢ ρ(yᵢ − log f(xᵢ; θ)), and where it is least. ρ is Huber's: r²/2 up to δ,
 * δ |r| − δ²/2 beyond. A sum, never a mean: its tolerances are relative, so that scale does not end a descent early
 * (Besiroglu et al. 2024, arXiv:2404.10102, section 4).
 *
 * <p>ρ(r) = s²/2 with s = sign(r) √(2 ρ(r)) makes it a problem of least squares, whose residuals are smooth, for
 * Levenberg–Marquardt.
 *
 * @param sizes log sizes, shape (points, inputs)
 * @param values log losses, shape (points)
 * @param weights shape (points)
 * @param deltas each point's δ, infinite for least squares
 */
record HuberCost(double[][] sizes, double[] values, double[] weights, double[] deltas) {

    static final double LEAST_EXPONENT = .005;
    static final double GREATEST_EXPONENT = 5;
    private static final double LEAST_FLOOR = 25; // in units of log loss below the least: a floor of 1e-11 of it

    private static final int FINALISTS = 6;

    private static final LevenbergMarquardtOptimizer OPTIMIZER =
            new LevenbergMarquardtOptimizer(100, 1e-14, 1e-12, 1e-14, Double.MIN_NORMAL);

    /** Parameters and their cost. */
    record Minimum(double[] theta, double cost) {}

    static HuberCost of(Losses losses, double delta) {
        double[] weights = new double[losses.count()];
        double[] deltas = weights.clone();
        Arrays.fill(weights, 1);
        Arrays.fill(deltas, delta);
        return new HuberCost(losses.sizes(), losses.losses(), weights, deltas);
    }

    /** The same points, their values changed. */
    HuberCost withValues(double[] changed) {
        return new HuberCost(sizes, changed, weights, deltas);
    }

    /** The same points, weighted. */
    HuberCost withWeights(double[] changed) {
        return new HuberCost(sizes, values, changed, deltas);
    }

    /** With one point more, whose cost is w r²/2. */
    HuberCost plus(double[] size, double value, double weight) {
        int n = values.length;
        double[][] more = Arrays.copyOf(sizes, n + 1);
        more[n] = size;
        double[][] columns = {Arrays.copyOf(values, n + 1), Arrays.copyOf(weights, n + 1), Arrays.copyOf(deltas, n + 1)
        };
        columns[0][n] = value;
        columns[1][n] = weight;
        columns[2][n] = Double.POSITIVE_INFINITY;
        return new HuberCost(more, columns[0], columns[1], columns[2]);
    }

    /** E of θ; 0 where it is too small to matter. */
    double floor(double[] theta) {
        double log = theta[theta.length - 1];
        return log < Arrays.stream(values).min().orElseThrow() - 15 ? 0 : Math.exp(log);
    }

    double at(double[] theta) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double s = root(values[i] - LogSumExp.of(theta, sizes[i]), deltas[i]);
            sum += weights[i] * s * s / 2;
        }
        return sum;
    }

    private static double root(double r, double delta) {
        return Math.abs(r) <= delta ? r : Math.signum(r) * Math.sqrt(2 * delta * Math.abs(r) - delta * delta);
    }

    /**
     * The least cost that a descent from any of the starts finds. Of many starts, all go some way and the best to the end.
     *
     * @param held which parameters stay as each start has them
     */
    Minimum least(List<double[]> starts, boolean[] held) {
        List<double[]> from = starts;
        if (starts.size() > FINALISTS) {
            from = starts.stream()
                    .map(start -> descend(start, held, 15))
                    .sorted(Comparator.comparingDouble(Minimum::cost))
                    .limit(FINALISTS)
                    .map(Minimum::theta)
                    .toList();
        }
        return from.stream()
                .map(start -> descend(start, held, 500))
                .min(Comparator.comparingDouble(Minimum::cost))
                .orElseThrow();
    }

    private Minimum descend(double[] start, boolean[] held, int evaluations) {
        int[] free = IntStream.range(0, held.length).filter(p -> !held[p]).toArray();
        double[] theta = start.clone();
        double[] first = Arrays.stream(free).mapToDouble(p -> start[p]).toArray();
        // the optimizer throws after as many evaluations, or where rounding leaves no descent: the best seen on the way
        // is the result
        Minimum[] best = {new Minimum(start, at(start))};
        try {
            OPTIMIZER.optimize(LeastSquaresFactory.create(
                    point -> {
                        place(point, free, theta);
                        double[] roots = new double[values.length];
                        RealMatrix jacobian = new BlockRealMatrix(values.length, free.length);
                        double cost = roots(theta, free, roots, jacobian);
                        if (cost < best[0].cost()) {
                            best[0] = new Minimum(theta.clone(), cost);
                        }
                        return new Pair<>(new ArrayRealVector(roots, false), jacobian);
                    },
                    new ArrayRealVector(values.length),
                    new ArrayRealVector(first, false),
                    null,
                    null,
                    evaluations,
                    evaluations,
                    false,
                    point -> inside(point, free, held.length)));
        } catch (MathIllegalStateException ended) {
            return best[0];
        }
        return best[0];
    }

    private static void place(RealVector point, int[] free, double[] theta) {
        for (int k = 0; k < free.length; k++) {
            theta[free[k]] = point.getEntry(k);
        }
    }

    /** The weighted roots of the cost, and their derivatives; returns the cost. */
    private double roots(double[] theta, int[] free, double[] roots, RealMatrix jacobian) {
        double[] gradient = new double[theta.length];
        double cost = 0;
        for (int i = 0; i < values.length; i++) {
            double r = values[i] - LogSumExp.of(theta, sizes[i], gradient);
            double s = root(r, deltas[i]);
            double slope = Math.abs(r) <= deltas[i] ? 1 : deltas[i] / Math.abs(s);
            double weight = Math.sqrt(weights[i]);
            roots[i] = weight * s;
            cost += roots[i] * roots[i] / 2;
            for (int k = 0; k < free.length; k++) {
                jacobian.setEntry(i, k, -weight * slope * gradient[free[k]]);
            }
        }
        return cost;
    }

    private RealVector inside(RealVector point, int[] free, int parameters) {
        RealVector moved = point.copy();
        double least = Arrays.stream(values).min().orElseThrow();
        double greatest = Arrays.stream(values).max().orElseThrow();
        for (int k = 0; k < free.length; k++) {
            double low = -300;
            double high = 300;
            if (free[k] == parameters - 1) {
                low = least - LEAST_FLOOR;
                high = greatest + 1;
            } else if (free[k] % 2 == 1) {
                low = Math.log(LEAST_EXPONENT);
                high = Math.log(GREATEST_EXPONENT);
            }
            moved.setEntry(k, Math.max(low, Math.min(high, point.getEntry(k))));
        }
        return moved;
    }
}
