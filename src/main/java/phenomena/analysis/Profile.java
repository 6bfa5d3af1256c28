package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.AllowedSolution;
import org.hipparchus.analysis.solvers.BracketingNthOrderBrentSolver;
import phenomena.analysis.HuberCost.Minimum;

/**
 * Intervals by the profile of a cost: the values of one number with which the cost, least over all parameters, rises no
 * further than it may (for regression: Bates and Watts 1988, "Nonlinear regression analysis", section 6.1). No assumption
 * that the law is straight in its parameters, and an end that the data leave open is found to be open.
 */
record Profile(HuberCost cost, Minimum best, boolean[] held) {

    private static final BracketingNthOrderBrentSolver SOLVER = new BracketingNthOrderBrentSolver(1e-9, 1e-7, 5);

    /** Where the value of one parameter of θ makes the cost rise by as much; NaN if it does not up to the bound. */
    double end(int parameter, double rise, double step, double bound) {
        double centre = best.theta()[parameter];
        return end(rising(parameter, rise), centre, step, bound);
    }

    /** The rise of the cost beyond what is allowed, at a value of one parameter. */
    DoubleUnaryOperator rising(int parameter, double rise) {
        boolean[] known = held.clone();
        known[parameter] = true;
        double[][] last = {best.theta()};
        return value -> {
            List<double[]> starts = new ArrayList<>(List.of(moved(last[0], parameter, value)));
            starts.addAll(others(moved(best.theta(), parameter, value), known));
            Minimum least = cost.least(starts, known);
            last[0] = least.theta();
            return least.cost() - best.cost() - rise;
        };
    }

    /** Where a new point of that weight, drawn in, makes the cost rise by as much. */
    double predicted(double[] size, double weight, double rise, int direction) {
        double centre = LogSumExp.of(best.theta(), size);
        double[][] last = {best.theta()};
        DoubleUnaryOperator rising = value -> {
            List<double[]> starts = new ArrayList<>(List.of(last[0]));
            starts.addAll(others(best.theta(), held));
            Minimum least = cost.plus(size, value, weight).least(starts, held);
            last[0] = least.theta();
            return least.cost() - best.cost() - rise;
        };
        return end(rising, centre, direction * Math.sqrt(2 * rise / weight), direction * 100.0);
    }

    private double[] moved(double[] from, int parameter, double value) {
        double[] theta = from.clone();
        theta[parameter] = value;
        if (parameter < theta.length - 1 && parameter % 2 == 1) { // an exponent: about the middle of the sizes
            double middle = Arrays.stream(cost.sizes())
                    .mapToDouble(size -> size[parameter / 2])
                    .average()
                    .orElseThrow();
            theta[parameter - 1] += (Math.exp(value) - Math.exp(from[parameter])) * middle;
        }
        return theta;
    }

    /** The same with almost no floor, and with a high one: the ridge runs between. */
    private List<double[]> others(double[] theta, boolean[] known) {
        int floor = theta.length - 1;
        if (known[floor]) {
            return List.of(theta);
        }
        double least = Arrays.stream(cost.values()).min().orElseThrow();
        double[] low = theta.clone();
        double[] high = theta.clone();
        low[floor] = least - 5;
        high[floor] = least - .1;
        return List.of(theta, low, high);
    }

    /** Walks outwards with growing steps, then finds the crossing. */
    static double end(DoubleUnaryOperator rising, double centre, double step, double bound) {
        double inside = centre;
        double stride = step;
        while (inside != bound) {
            double next = step > 0 ? Math.min(bound, inside + stride) : Math.max(bound, inside + stride);
            if (rising.applyAsDouble(next) > 0) {
                return SOLVER.solve(
                        200,
                        rising::applyAsDouble,
                        Math.min(inside, next),
                        Math.max(inside, next),
                        AllowedSolution.ANY_SIDE);
            }
            inside = next;
            stride *= 1.6;
        }
        return Double.NaN;
    }
}
