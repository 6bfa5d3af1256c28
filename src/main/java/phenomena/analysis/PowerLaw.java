package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import phenomena.analysis.HuberCost.Minimum;
import tech.tablesaw.api.Table;

/**
 * A loss that falls as a power of one size, L = E + A / N^α, or as a sum of powers of several, L = E + A / N^α + B / D^β
 * (Hoffmann et al. 2022, "Training compute-optimal large language models", section 3.3).
 *
 * <pre>{@code
 * var ends = Finals.of(runs.table(), "loss", "test");                       // a row for each replica of each size
 * var fit = PowerLaw.in("parameterCount").fit(ends);
 * fit.table(.9);                                                            // E, A, α with intervals, or why not
 * fit.predict(.9, 1, 1e6);                                                  // where one run not yet made will end
 * PowerLaw.in("parameterCount", "tokens").withFloor(entropyRate).fit(ends);
 * }</pre>
 *
 * <p>As there, log L is fitted by the log of the sum, under Huber's loss, the sum of which is minimised from a grid of starts;
 * exponents lie in [0.005, 5], E, A and B are not negative. Differs from the paper in the optimizer (Levenberg–Marquardt, not
 * L-BFGS; the minimum is the same) and in δ: the paper's 10⁻³ is below what seeds scatter by at small sizes, where it makes the
 * mean a median. By default δ is 10⁻³ or 1.345 times the scatter, whichever is greater: Huber's (1964) own rule, which keeps
 * 95% of the efficiency of least squares and bounds what a failed run can do.
 *
 * @param inputs the columns with sizes, e.g. {@code parameterCount}
 * @param floor E, at least 0, in nats if the loss is; NaN to fit it
 * @param delta Huber's δ in units of log loss, above 0; infinite for least squares, NaN for the rule above
 */
public record PowerLaw(List<String> inputs, double floor, double delta) {

    /** Hoffmann et al.'s δ. */
    public static final double HOFFMANN_DELTA = 1e-3;

    /** A fit needs as many values of each input. */
    public static final int LEAST_SIZES = 4;

    /** A fit needs sizes whose largest is as many times the smallest. */
    public static final double LEAST_RATIO = 10;

    public PowerLaw {
        inputs = List.copyOf(inputs);
        if (inputs.isEmpty() || new HashSet<>(inputs).size() < inputs.size()) {
            throw new IllegalArgumentException("inputs must be at least one, each once, got " + inputs);
        }
        if (floor < 0 || floor == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("floor must be at least 0 and finite, or NaN to fit it, got " + floor);
        }
        if (delta <= 0) {
            throw new IllegalArgumentException("delta must be above 0, or NaN to choose it, got " + delta);
        }
    }

    /** In these sizes, with E to be fitted. */
    public static PowerLaw in(String... inputs) {
        return new PowerLaw(List.of(inputs), Double.NaN, Double.NaN);
    }

    /** With E known: 0, or the entropy rate of a language. */
    public PowerLaw withFloor(double floor) {
        return new PowerLaw(inputs, floor, delta);
    }

    /** With Huber's δ given; e.g. {@link #HOFFMANN_DELTA}. */
    public PowerLaw withDelta(double delta) {
        return new PowerLaw(inputs, floor, delta);
    }

    /**
     * The law through the runs of a table.
     *
     * @param table a row for each run: its loss in {@code value}, its sizes in the columns named by the inputs, such as dials;
     *     e.g. of {@link Finals}
     * @throws IllegalArgumentException if a column is missing, rows are of several quantities or splits, a replica is there
     *     twice, or for a reason of {@link #fit(double[][], double[])}
     */
    public PowerLawFit fit(Table table) {
        return fit(Losses.of(table, inputs));
    }

    /** As {@link #fit(double[][], double[])}, of one input. */
    public PowerLawFit fit(double[] sizes, double[] losses) {
        return fit(new double[][] {sizes}, losses);
    }

    /**
     * The law through runs. Runs of equal sizes count as seeds.
     *
     * @param sizes shape (inputs, runs), above 0
     * @param losses shape (runs), above 0
     * @throws IllegalArgumentException if lengths differ, a size or loss is not positive and finite, an input has fewer than
     *     {@link #LEAST_SIZES} values or spans less than {@link #LEAST_RATIO}, there are no more sizes than parameters, or a
     *     known floor is not below the losses
     */
    public PowerLawFit fit(double[][] sizes, double[] losses) {
        if (sizes.length != inputs.size()) {
            throw new IllegalArgumentException(
                    "sizes must be given for each of " + inputs + ", got " + sizes.length + " arrays");
        }
        return fit(Losses.of(inputs, sizes, losses));
    }

    private PowerLawFit fit(Losses losses) {
        losses.requireSpan(inputs, LEAST_SIZES, LEAST_RATIO);
        if (losses.groups().size() <= parameters()) {
            throw new IllegalArgumentException("a law of " + parameters() + " parameters needs at least "
                    + (parameters() + 1) + " different sizes, got "
                    + losses.groups().size() + "; train more, or state the floor");
        }
        double mean = Arrays.stream(losses.losses()).average().orElseThrow();
        if (floor > 0 && Math.log(floor) >= mean) {
            throw new IllegalArgumentException(
                    "floor must be below the losses, got " + floor + " and losses around " + Math.exp(mean));
        }
        HuberCost cost = HuberCost.of(losses, Double.isNaN(delta) ? HOFFMANN_DELTA : delta);
        Minimum best = cost.least(starts(cost), held());
        if (Double.isNaN(delta)) {
            cost = HuberCost.of(losses, Math.max(HOFFMANN_DELTA, 1.345 * Scatter.robust(cost, best, parameters())));
            best = cost.least(starts(cost), held());
        }
        return new PowerLawFit(this, losses, cost, best);
    }

    /** @throws IllegalArgumentException if there is no such input */
    int index(String input) {
        int j = inputs.indexOf(input);
        if (j < 0) {
            throw new IllegalArgumentException("input must be one of " + inputs + ", got \"" + input + "\"");
        }
        return j;
    }

    /** @throws IllegalArgumentException if there is not a size above 0 for each input */
    double[] logs(double[] size) {
        if (size.length != inputs.size() || Arrays.stream(size).anyMatch(x -> !(x > 0 && x < 1 / 0.))) {
            throw new IllegalArgumentException(
                    "size must be above 0 and finite for each of " + inputs + ", got " + Arrays.toString(size));
        }
        return Arrays.stream(size).map(Math::log).toArray();
    }

    /** How many are fitted. */
    int parameters() {
        return 2 * inputs.size() + (Double.isNaN(floor) ? 1 : 0);
    }

    /** Which of θ are known. */
    boolean[] held() {
        boolean[] held = new boolean[2 * inputs.size() + 1];
        held[held.length - 1] = !Double.isNaN(floor);
        return held;
    }

    /** A grid over exponents, floor and, in several sizes, their shares; A and B follow. */
    private List<double[]> starts(HuberCost cost) {
        double least = Arrays.stream(cost.values()).min().orElseThrow();
        double[] floors = Double.isNaN(floor)
                ? new double[] {least - 9, least - 1.2, least - .35, least - .05}
                : new double[] {Math.log(floor)};
        double[] exponents = inputs.size() == 1 ? new double[] {.05, .15, .4, 1, 2} : new double[] {.1, .3, .9};
        double[] shares = inputs.size() == 1 ? new double[] {1} : new double[] {.1, .5, .9};
        List<double[]> starts = new ArrayList<>();
        int combinations = (int) Math.pow(exponents.length, inputs.size());
        for (double logFloor : floors) {
            for (double share : shares) {
                for (int c = 0; c < combinations; c++) {
                    starts.add(start(cost, logFloor, share, exponents, c));
                }
            }
        }
        return starts;
    }

    /** @param combination which exponents, as the digits of a number */
    private double[] start(HuberCost cost, double logFloor, double share, double[] exponents, int combination) {
        int terms = inputs.size();
        double[] theta = new double[2 * terms + 1];
        theta[2 * terms] = logFloor;
        int digits = combination;
        for (int j = 0; j < terms; j++) {
            double exponent = exponents[digits % exponents.length];
            digits /= exponents.length;
            double part = j == 0 ? share : (1 - share) / (terms - 1);
            theta[2 * j + 1] = Math.log(exponent);
            for (int i = 0; i < cost.values().length; i++) {
                double above =
                        Math.max(1e-3, 1 - Math.exp(logFloor - cost.values()[i])); // seeds may end below the floor
                theta[2 * j] += (cost.values()[i] + Math.log(part * above) + exponent * cost.sizes()[i][j])
                        / cost.values().length;
            }
        }
        return theta;
    }
}
