package phenomena.analysis;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/**
 * One number for each seed at each place of an axis.
 *
 * @param axis the axis's name
 * @param places its values, ascending, at least 3
 * @param seeds the replicas, ascending
 * @param values a row for each seed, in its order, with a value for each place
 */
record Sweep(String axis, double[] places, long[] seeds, double[][] values) {

    /**
     * @param table one row a seed and place: {@code replica}, {@code value} and the axis's column
     * @throws IllegalArgumentException if a column is missing, there are fewer than 3 places, or seeds are not the same at each
     */
    static Sweep of(Table table, String axis) {
        for (String column : new String[] {"replica", "value", axis}) {
            Summary.require(table, column);
        }
        TreeMap<Double, Map<Long, Double>> byPlace = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            double place = table.numberColumn(axis).getDouble(row);
            long seed = table.longColumn("replica").getLong(row);
            double value = table.doubleColumn("value").getDouble(row);
            if (!Double.isFinite(place) || !Double.isFinite(value)) {
                throw new IllegalArgumentException("values must be finite, got " + value + " at " + axis + " "
                        + Waits.digits(place) + ", replica " + seed + "; leave that replica out at every " + axis);
            }
            if (byPlace.computeIfAbsent(place, p -> new HashMap<>()).put(seed, value) != null) {
                throw new IllegalArgumentException("each replica must stand once at each " + axis + ", got replica "
                        + seed + " twice at " + Waits.digits(place)
                        + "; keep one row each, as Finals does, and the rows of one sweep");
            }
        }
        if (byPlace.size() < 3) {
            throw new IllegalArgumentException(
                    "a sweep must have at least 3 values of " + axis + ", got " + byPlace.size() + "; run it at more");
        }
        return of(axis, byPlace);
    }

    private static Sweep of(String axis, TreeMap<Double, Map<Long, Double>> byPlace) {
        long[] seeds = byPlace.firstEntry().getValue().keySet().stream()
                .mapToLong(Long::longValue)
                .sorted()
                .toArray();
        double[] places =
                byPlace.keySet().stream().mapToDouble(Double::doubleValue).toArray();
        double[][] values = new double[seeds.length][places.length];
        for (int p = 0; p < places.length; p++) {
            Map<Long, Double> at = byPlace.get(places[p]);
            long[] here =
                    at.keySet().stream().mapToLong(Long::longValue).sorted().toArray();
            if (!Arrays.equals(here, seeds)) {
                throw new IllegalArgumentException("each " + axis + " must have the same replicas, got "
                        + Arrays.toString(seeds) + " at " + Waits.digits(places[0]) + " and " + Arrays.toString(here)
                        + " at " + Waits.digits(places[p]) + "; train the missing ones, or leave them out everywhere");
            }
            for (int s = 0; s < seeds.length; s++) {
                values[s][p] = at.get(seeds[s]);
            }
        }
        return new Sweep(axis, places, seeds, values);
    }

    /** All seeds' places in {@link #values}. */
    int[] all() {
        return IntStream.range(0, seeds.length).toArray();
    }

    /** The mean over some seeds, any of them more than once, at each place. */
    double[] mean(int[] rows) {
        double[] mean = new double[places.length];
        for (int row : rows) {
            for (int p = 0; p < mean.length; p++) {
                mean[p] += values[row][p] / rows.length;
            }
        }
        return mean;
    }

    /**
     * Where a straight line in the place's logarithm, from {@code (places[p], from)} to {@code (places[p + 1], to)}, is at a
     * level between the two.
     */
    double crossing(int p, double from, double to, double level) {
        double share = from == to ? 1 : (from - level) / (from - to);
        return Math.exp(Math.log(places[p]) + share * (Math.log(places[p + 1]) - Math.log(places[p])));
    }

    /** @throws IllegalArgumentException if a place is not above 0 */
    void requireLogarithms() {
        if (!(places[0] > 0)) {
            throw new IllegalArgumentException(
                    axis + " must be above 0, as it is interpolated in its logarithm, got " + places[0]);
        }
    }
}
