package phenomena.analysis;

import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * The capacity at which networks begin to fit their training labels, measured from the train error.
 *
 * <p>A seed's threshold is where its final train error first comes down to a level, between the last capacity above it and the
 * first that is not: on the straight line between the two in the logarithm of capacity. It is 0 where the smallest capacity
 * fits already (the threshold lies below the sweep) and infinite where none does (above it); both keep their place in the
 * median. Belkin et al. 2019 (arXiv:1812.11118) and Nakkiran et al. 2019 (arXiv:1912.02292) put the peak of the test error here.
 *
 * @param capacity the median over seeds, with its bootstrap interval; 0 below and infinite above the sweep
 * @param level the train error that counts as fitted, in [0, 1)
 * @param replicas a row for each seed: {@code replica}, and {@code value}, its threshold
 */
public record InterpolationThreshold(Interval capacity, double level, Table replicas) {

    /**
     * Measures the threshold of a sweep.
     *
     * <pre>{@code
     * InterpolationThreshold.of(Finals.of(runs.table(), "error", "train"), "width", .01, Bootstrap.HOUSE)
     * }</pre>
     *
     * @param trainErrors one row for each seed at each capacity: {@code replica}, {@code value} and the capacity's column
     * @param capacity the column of capacities, above 0
     * @param level in [0, 1), e.g. 0.01
     * @throws IllegalArgumentException if the level is outside, a column is missing, there are fewer than 3 capacities, one of
     *     them is not above 0, or they do not have the same seeds
     */
    public static InterpolationThreshold of(Table trainErrors, String capacity, double level, Bootstrap bootstrap) {
        requireLevel(level);
        Sweep sweep = Sweep.of(trainErrors, capacity);
        sweep.requireLogarithms();
        double[] each = Arrays.stream(sweep.values())
                .mapToDouble(errors -> threshold(sweep, errors, level))
                .toArray();
        Interval median = bootstrap.of(
                each.length,
                rows -> median(Arrays.stream(rows).mapToDouble(row -> each[row]).toArray()));
        Table replicas = Table.create(
                "interpolation threshold, train error ≤ " + Waits.digits(level),
                LongColumn.create("replica", sweep.seeds()),
                DoubleColumn.create("value", each));
        return new InterpolationThreshold(median, level, replicas);
    }

    /** @throws IllegalArgumentException if it is not in [0, 1) */
    static void requireLevel(double level) {
        if (!(level >= 0 && level < 1)) {
            throw new IllegalArgumentException("level must be a train error in [0, 1), got " + level);
        }
    }

    private static double threshold(Sweep sweep, double[] errors, double level) {
        for (int p = 0; p < errors.length; p++) {
            if (errors[p] <= level) {
                return p == 0 ? 0 : sweep.crossing(p - 1, errors[p - 1], errors[p], level);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** Of an even number the mean of the two in the middle; infinite if one of them is. */
    private static double median(double[] values) {
        Arrays.sort(values);
        return values[(values.length - 1) / 2] / 2 + values[values.length / 2] / 2;
    }

    /** One line for a person: {@code train error ≤ 0.01 from 58.3 (52.1 to 61.8)}. */
    @Override
    public String toString() {
        return "train error ≤ " + Waits.digits(level) + " from " + words(capacity);
    }

    /** {@code 58.3 (52.1 to 61.8)}, with words where an end lies beyond the sweep. */
    static String words(Interval interval) {
        return end(interval.centre())
                + (Double.isNaN(interval.low())
                        ? " (one seed, no interval)"
                        : " (" + end(interval.low()) + " to " + end(interval.high()) + ")");
    }

    private static String end(double value) {
        return value == 0 ? "below the sweep" : Double.isInfinite(value) ? "beyond the sweep" : Waits.digits(value);
    }
}
