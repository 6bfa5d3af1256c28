package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return pick(table, quantity, split, Double.POSITIVE_INFINITY, true);
    }

    /**
     * The first measured step at which a quantity is no larger than a limit, a row for each replica that gets there.
     *
     * <p>Steps are known to the spacing of the measured ones. Replicas that never get there have no row: compare the row
     * count with the number of replicas before averaging.
     *
     * @param atMost the limit
     * @param name the quantity's name in the result, e.g. {@code "steps to fit"}
     * @return tidy rows whose value is the step, all columns
     * @throws IllegalArgumentException if the quantity was not measured on that split
     */
    public static Table stepsTo(Table table, String quantity, String split, double atMost, String name) {
        Table first = pick(table, quantity, split, atMost, false);
        first.replaceColumn("value", first.longColumn("step").asDoubleColumn().setName("value"));
        String[] names = new String[first.rowCount()];
        Arrays.fill(names, name);
        return first.replaceColumn("quantity", StringColumn.create("quantity", names));
    }

    private static Table pick(Table table, String quantity, String split, double atMost, boolean last) {
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
            int current = row;
            if (last || table.doubleColumn("value").getDouble(row) <= atMost) {
                List<Object> key = new ArrayList<>();
                keys.forEach(name -> key.add(table.column(name).get(current)));
                picked.merge(key, row, (a, b) -> earlier(table, a, b) == last ? b : a);
            }
        }
        if (!measured) {
            throw new IllegalArgumentException(
                    "the table must hold \"" + quantity + "\" on split \"" + split + "\", got quantities "
                            + table.stringColumn("quantity").unique().asList());
        }
        return table.rows(picked.values().stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean earlier(Table table, int a, int b) {
        return table.longColumn("step").getLong(a) < table.longColumn("step").getLong(b);
    }
}
