package phenomena.analysis;

import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The peak between two descents of a test error or loss along an axis: where it stands, and how far it rises above the best on
 * either side.
 *
 * <p>The peak is the place whose smaller rise is the greatest, a rise being the value there less the least value on one side: the
 * highest point that has something better both before and after it. Higher values at an end, of a network too small to learn or not
 * yet trained, are none. Places are chosen on the mean over seeds.
 *
 * <p>A maximum chosen and read on the same numbers is too high, and noise alone would always rise. So height and rises are
 * cross-fitted: each seed is read at the places (of the peak and of the best on both sides) that the mean of the <em>other</em>
 * seeds has, which leaves no such bias; where there is no peak one of the expected rises is at most 0. Intervals are the
 * bootstrap's over seeds, of the mean of these readings; a difference within a seed is free of what all its networks share, its
 * data above all.
 *
 * @param axis what the curve runs along
 * @param position of the peak on the axis, one of its measured values
 * @param height the value there
 * @param rises above the best before it and above the best after it
 */
public record DescentPeak(String axis, Interval position, Interval height, Rises rises) {

    /**
     * How far the peak stands above the best on either side, in the value's unit.
     *
     * @param before above the least value at smaller places
     * @param after above the least value at larger ones
     */
    public record Rises(Interval before, Interval after) {}

    /**
     * Searches a sweep.
     *
     * <pre>{@code
     * DescentPeak.of(Finals.of(runs.table(), "error", "test"), "width", Bootstrap.HOUSE)
     * }</pre>
     *
     * @param values one row for each seed at each place: {@code replica}, {@code value} and the axis's column; the last values for
     *     the usual picture, {@link Finals#least} for the best on the way (early stopping)
     * @param axis the column of a dial, e.g. {@code "width"}
     * @throws IllegalArgumentException if a column is missing, there are fewer than 3 places or 2 seeds, places do not have the
     *     same seeds, or a value is not finite
     */
    public static DescentPeak of(Table values, String axis, Bootstrap bootstrap) {
        Sweep sweep = Sweep.of(values, axis);
        int seeds = sweep.seeds().length;
        if (seeds < 2) {
            throw new IllegalArgumentException("a peak must be measured on at least 2 seeds, got " + seeds
                    + "; give the protocol more by withSeeds");
        }
        double[][] readings = new double[seeds][];
        for (int s = 0; s < seeds; s++) {
            int left = s;
            Places places = Places.of(sweep.mean(
                    IntStream.range(0, seeds).filter(other -> other != left).toArray()));
            double[] own = sweep.values()[s];
            double height = own[places.peak()];
            readings[s] = new double[] {height, height - own[places.before()], height - own[places.after()]};
        }
        Interval position = bootstrap.of(
                seeds, rows -> sweep.places()[Places.of(sweep.mean(rows)).peak()]);
        return new DescentPeak(
                axis,
                position,
                mean(readings, 0, bootstrap),
                new Rises(mean(readings, 1, bootstrap), mean(readings, 2, bootstrap)));
    }

    /**
     * Searches the training of one run: epoch-wise double descent.
     *
     * @param table a run's tidy rows
     * @param quantity e.g. {@code "error"}
     * @throws IllegalArgumentException as {@link #of} says, or if the quantity was not measured on that split
     */
    public static DescentPeak alongSteps(Table table, String quantity, String split, Bootstrap bootstrap) {
        Table curves = table.where(table.stringColumn("quantity")
                .isEqualTo(quantity)
                .and(table.stringColumn("split").isEqualTo(split)));
        if (curves.isEmpty()) {
            throw Finals.notMeasured(table, quantity, split);
        }
        return of(curves, "step", bootstrap);
    }

    private static Interval mean(double[][] readings, int which, Bootstrap bootstrap) {
        return bootstrap.of(readings.length, rows -> IntStream.of(rows)
                .mapToDouble(row -> readings[row][which])
                .average()
                .getAsDouble());
    }

    /** Where a curve peaks, and where it is best before and after. */
    private record Places(int peak, int before, int after) {

        static Places of(double[] curve) {
            Places best = null;
            double most = Double.NEGATIVE_INFINITY;
            for (int peak = 1; peak < curve.length - 1; peak++) {
                Places places = new Places(peak, least(curve, 0, peak), least(curve, peak + 1, curve.length));
                double rise = curve[peak] - Math.max(curve[places.before], curve[places.after]);
                if (rise > most) {
                    most = rise;
                    best = places;
                }
            }
            return best;
        }

        private static int least(double[] curve, int from, int to) {
            int least = from;
            for (int place = from; place < to; place++) {
                least = curve[place] < curve[least] ? place : least;
            }
            return least;
        }
    }

    /** Whether both rises' intervals lie above 0: the curve descends, rises and descends again, and not by chance. */
    public boolean descendsTwice() {
        return rises.before().low() > 0 && rises.after().low() > 0;
    }

    /** A row each for {@code position}, {@code height}, {@code rise before}, {@code rise after}: mean, {@code low}, {@code high}. */
    public Table table() {
        Interval[] rows = {position, height, rises.before(), rises.after()};
        return Table.create(
                "peak along " + axis,
                StringColumn.create("quantity", "position", "height", "rise before", "rise after"),
                Columns.number("value", rows, Interval::centre),
                Columns.number("low", rows, Interval::low),
                Columns.number("high", rows, Interval::high));
    }

    /** One line for a person: {@code peak at width 44 (38 to 52): 0.541, 0.0612 (0.05 to 0.07) above the best before …}. */
    @Override
    public String toString() {
        return "peak at %s %s: %s, %s above the best before and %s above the best after"
                .formatted(axis, words(position), words(height), words(rises.before()), words(rises.after()));
    }

    private static String words(Interval interval) {
        return Waits.digits(interval.centre()) + " (" + Waits.range(interval.low(), interval.high()) + ")";
    }
}
