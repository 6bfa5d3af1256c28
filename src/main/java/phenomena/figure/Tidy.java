package phenomena.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tech.tablesaw.api.Table;

/** Reads the tidy tables of measured rows: run, replica, step, split, quantity, value, and perhaps a dial. */
final class Tidy {
    private static final List<String> COLUMNS = List.of("run", "replica", "step", "split", "quantity", "value");

    private Tidy() {}

    /**
     * The rows of one quantity.
     *
     * @throws IllegalArgumentException if a column is missing, or nothing of that name was measured
     */
    static Table quantity(Table table, String quantity) {
        for (String column : COLUMNS) {
            require(table, column);
        }
        Table rows = table.where(table.stringColumn("quantity").isEqualTo(quantity));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("quantity must be one that was measured, "
                    + new LinkedHashSet<>(table.stringColumn("quantity").asList()) + ", got \"" + quantity + "\"");
        }
        return rows;
    }

    /** @throws IllegalArgumentException if there is no such column */
    static void require(Table table, String column) {
        if (!table.containsColumn(column)) {
            throw new IllegalArgumentException(
                    "the table must have a column \"" + column + "\", got " + table.columnNames());
        }
    }

    /** The rows of one split; an empty split means all. */
    static Table split(Table table, String split) {
        if (split.isEmpty()) {
            return table;
        }
        Table rows = table.where(table.stringColumn("split").isEqualTo(split));
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "split must be one that was measured, " + distinct(table, "split") + ", got \"" + split + "\"");
        }
        return rows;
    }

    /** The different values of a column: numbers ascending, others in order of appearance. */
    static List<Object> distinct(Table table, String column) {
        Set<Object> values = new LinkedHashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            values.add(table.column(column).get(row));
        }
        List<Object> ordered = new ArrayList<>(values);
        if (isNumeric(ordered)) {
            ordered.sort(Comparator.comparingDouble(v -> ((Number) v).doubleValue()));
        }
        return ordered;
    }

    static boolean isNumeric(List<Object> values) {
        return values.stream().allMatch(v -> v instanceof Number);
    }

    /** The rows that have a value in a column. */
    static Table having(Table table, String column, Object value) {
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            if (value.equals(table.column(column).get(row))) {
                rows.add(row);
            }
        }
        return table.rows(rows.stream().mapToInt(Integer::intValue).toArray());
    }

    /** Each replica's last row: of all rows that agree in {@code by}, run, replica and split the one of the greatest step. */
    static Table last(Table table, List<String> by) {
        Map<List<Object>, Integer> last = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            List<Object> key = key(table, by, row);
            for (String column : List.of("run", "replica", "split")) {
                key.add(table.column(column).get(row));
            }
            last.merge(key, row, (a, b) -> step(table, b) >= step(table, a) ? b : a);
        }
        return table.rows(
                last.values().stream().mapToInt(Integer::intValue).sorted().toArray());
    }

    private static double step(Table table, int row) {
        return table.numberColumn("step").getDouble(row);
    }

    /**
     * @throws IllegalArgumentException if rows that would be summarised together hold a replica twice, as when the runs of a
     *     sweep are pooled
     */
    static void checkReplicas(Table table, List<String> by) {
        Set<List<Object>> seen = new HashSet<>();
        for (int row = 0; row < table.rowCount(); row++) {
            List<Object> key = key(table, by, row);
            key.add(table.column("replica").get(row));
            if (!seen.add(key)) {
                throw new IllegalArgumentException("each replica must be measured once in a group, got replica "
                        + table.column("replica").get(row) + " twice in " + by + " = " + key.subList(0, by.size())
                        + ": name the column that tells them apart in by(…), one of " + table.columnNames());
            }
        }
    }

    static List<Object> key(Table table, List<String> columns, int row) {
        List<Object> key = new ArrayList<>();
        for (String column : columns) {
            key.add(table.column(column).get(row));
        }
        return key;
    }

    /** A count as a person writes it: 10,000. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A value as a person writes it: 0.2, 1000, relu. */
    static String label(Object value) {
        return value instanceof Number number ? HtmlTable.digits(number.doubleValue()) : String.valueOf(value);
    }
}
