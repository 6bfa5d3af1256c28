package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import tech.tablesaw.api.Table;

/**
 * The losses of runs at their sizes, as logarithms.
 *
 * @param sizes log sizes, shape (runs, inputs)
 * @param losses log losses, shape (runs)
 * @param groups the runs that share all sizes, each group's indices in order of first appearance
 */
record Losses(double[][] sizes, double[] losses, List<int[]> groups) {

    /**
     * @param names of the inputs
     * @param columns sizes, shape (inputs, runs)
     * @throws IllegalArgumentException if lengths differ, or a size or a loss is not positive and finite
     */
    static Losses of(List<String> names, double[][] columns, double[] values) {
        double[][] sizes = new double[values.length][names.size()];
        for (int j = 0; j < names.size(); j++) {
            if (columns[j].length != values.length) {
                throw new IllegalArgumentException("each loss must have its " + names.get(j) + ", got " + values.length
                        + " losses and " + columns[j].length + " sizes");
            }
            for (int i = 0; i < values.length; i++) {
                sizes[i][j] = Math.log(positive(names.get(j), columns[j][i], i, ""));
            }
        }
        double[] losses = IntStream.range(0, values.length)
                .mapToDouble(i ->
                        Math.log(positive("losses", values[i], i, "; leave out runs that diverged, and say how many")))
                .toArray();
        Map<List<Double>, List<Integer>> groups = new LinkedHashMap<>();
        for (int i = 0; i < losses.length; i++) {
            groups.computeIfAbsent(Arrays.stream(sizes[i]).boxed().toList(), size -> new ArrayList<>())
                    .add(i);
        }
        return new Losses(
                sizes,
                losses,
                groups.values().stream()
                        .map(rows -> rows.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    /**
     * The rows of a table with one row a run.
     *
     * @throws IllegalArgumentException if a column is missing, the rows are of several quantities or splits, or a run is there
     *     more than once, as it is where whole curves were given
     */
    static Losses of(Table table, List<String> inputs) {
        Summary.require(table, "value");
        inputs.forEach(input -> Summary.require(table, input));
        for (String one : List.of("quantity", "split")) {
            if (table.containsColumn(one) && table.column(one).countUnique() > 1) {
                throw new IllegalArgumentException("the table must hold one " + one + ", got "
                        + table.stringColumn(one).unique().asList() + "; pick one with Finals.of");
            }
        }
        List<String> keys = new ArrayList<>(table.columnNames());
        keys.removeAll(List.of("step", "value"));
        if (keys.contains("run") && keys.contains("replica")) {
            Set<List<Object>> seen = new HashSet<>();
            for (int row = 0; row < table.rowCount(); row++) {
                if (!seen.add(Trajectories.key(table, keys, row))) {
                    throw new IllegalArgumentException("the table must hold each replica of a run once, got replica "
                            + table.column("replica").get(row) + " twice; pick one value of each with Finals.of");
                }
            }
        }
        double[][] columns = inputs.stream()
                .map(input -> table.numberColumn(input).asDoubleArray())
                .toArray(double[][]::new);
        return of(inputs, columns, table.numberColumn("value").asDoubleArray());
    }

    private static double positive(String what, double value, int i, String next) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    what + " must be positive and finite, got " + value + " in row " + i + next);
        }
        return value;
    }

    int count() {
        return losses.length;
    }

    /** @throws IllegalArgumentException if an input takes too few values, or these lie too close */
    void requireSpan(List<String> names, int least, double ratio) {
        for (int j = 0; j < names.size(); j++) {
            int input = j;
            double[] values = Arrays.stream(sizes)
                    .mapToDouble(size -> size[input])
                    .distinct()
                    .toArray();
            if (values.length < least) {
                throw new IllegalArgumentException("a power law needs at least " + least + " values of " + names.get(j)
                        + ", got " + values.length + "; train more sizes");
            }
            double got = Math.exp(StatUtils.max(values) - StatUtils.min(values));
            if (got < ratio * (1 - 1e-9)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s must span a factor of at least %s from the smallest to the largest, got %s;"
                                + " train smaller or larger ones",
                        names.get(j),
                        Waits.digits(ratio),
                        Waits.digits(got)));
            }
        }
    }

    /** Whether each size was run more than once. */
    boolean isRepeated() {
        return groups.stream().allMatch(group -> group.length > 1);
    }

    /** Σ (log loss − its size's mean)². */
    double withinSizes() {
        return groups.stream()
                .mapToDouble(group -> {
                    double[] values =
                            Arrays.stream(group).mapToDouble(i -> losses[i]).toArray();
                    return StatUtils.variance(values, StatUtils.mean(values)) * (values.length - 1);
                })
                .sum();
    }
}
