package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.DoublePredicate;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** One number for each replica of a tidy table: where it ended, or when it got somewhere. */
public final class Finals {

    private Finals() {}

    /**
     * The last measured value of a quantity, a row for each replica.
     *
     * @param table tidy rows: run, replica, step, split, quantity, value, and any further columns, such as a dial's
     * @param quantity e.g. {@code "error"}
     * @param split {@code "train"}, {@code "test"} or {@code ""}
     * @return the replicas' last rows, all columns
     * @throws IllegalArgumentException if the quantity was not measured on that split
     */
    public static Table of(Table table, String quantity, String split) {
        return rows(
                table,
                pick(table, quantity, split, value -> true, (kept, next) -> step(table, next) > step(table, kept)));
    }

    /**
     * The first measured step at which a quantity is no larger than a limit, a row for each replica.
     *
     * <p>Steps are known to the spacing of the measured ones. A replica that never gets there keeps its row, with NaN for a
     * value: {@link Summary} leaves it out and counts the others; {@link FirstPassage} keeps it as one that takes longer.
     *
     * @param atMost the limit
     * @param name the quantity's name in the result, e.g. {@code "steps to fit"}
     * @return tidy rows whose value is the step, all columns
     * @throws IllegalArgumentException if the quantity was not measured on that split
     */
    public static Table stepsTo(Table table, String quantity, String split, double atMost, String name) {
        Map<List<Object>, Integer> ends =
                pick(table, quantity, split, value -> true, (kept, next) -> step(table, next) > step(table, kept));
        Map<List<Object>, Integer> first = pick(
                table,
                quantity,
                split,
                value -> value <= atMost,
                (kept, next) -> step(table, next) < step(table, kept));
        Table seeds = rows(table, ends);
        double[] steps = ends.keySet().stream()
                .mapToDouble(key -> first.containsKey(key) ? step(table, first.get(key)) : Double.NaN)
                .toArray();
        String[] names = new String[steps.length];
        Arrays.fill(names, name);
        return seeds.replaceColumn("value", DoubleColumn.create("value", steps))
                .replaceColumn("quantity", StringColumn.create("quantity", names));
    }

    /**
     * Where a quantity was least on the way, the first such step, a row for each replica.
     *
     * @return the replicas' rows at that step, all columns
     * @throws IllegalArgumentException if the quantity was not measured on that split
     */
    public static Table least(Table table, String quantity, String split) {
        return rows(
                table,
                pick(table, quantity, split, value -> true, (kept, next) -> value(table, next) < value(table, kept)));
    }

    /** As {@link #least}, where it was greatest. */
    public static Table greatest(Table table, String quantity, String split) {
        return rows(
                table,
                pick(table, quantity, split, value -> true, (kept, next) -> value(table, next) > value(table, kept)));
    }

    /** Of each replica's rows that {@code counts}, the one that no other is better than. */
    private static Map<List<Object>, Integer> pick(
            Table table, String quantity, String split, DoublePredicate counts, BiPredicate<Integer, Integer> better) {
        List<String> keys = new ArrayList<>(table.columnNames());
        keys.removeAll(List.of("step", "value"));
        Map<List<Object>, Integer> picked = new LinkedHashMap<>();
        boolean measured = false;
        for (int row = 0; row < table.rowCount(); row++) {
            if (!table.stringColumn("quantity").get(row).equals(quantity)
                    || !table.stringColumn("split").get(row).equals(split)) {
                continue;
            }
            measured = true;
            if (counts.test(value(table, row))) {
                List<Object> key = new ArrayList<>();
                for (String name : keys) {
                    key.add(table.column(name).get(row));
                }
                picked.merge(key, row, (kept, next) -> better.test(kept, next) ? next : kept);
            }
        }
        if (!measured) {
            throw notMeasured(table, quantity, split);
        }
        return picked;
    }

    static IllegalArgumentException notMeasured(Table table, String quantity, String split) {
        return new IllegalArgumentException(
                "the table must hold \"" + quantity + "\" on split \"" + split + "\", got quantities "
                        + table.stringColumn("quantity").unique().asList());
    }

    private static Table rows(Table table, Map<List<Object>, Integer> picked) {
        return table.rows(picked.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static double value(Table table, int row) {
        return table.doubleColumn("value").getDouble(row);
    }

    private static long step(Table table, int row) {
        return table.longColumn("step").getLong(row);
    }
}
