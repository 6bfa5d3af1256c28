package phenomena.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import phenomena.model.Head;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Quantities that a table has of each head, such as {@code "prefix matching layer 1 head 0"}, with the heads in columns. */
public final class PerHead {

    private static final String HEAD = " layer (\\d+) head (\\d+)";

    private PerHead() {}

    /**
     * One quantity of all heads.
     *
     * @param table tidy rows: run, replica, step, split, quantity, value, and any further columns
     * @param quantity the name before {@code layer i head j}, e.g. {@code "prefix matching"}
     * @return its rows, under that name, and columns {@code layer} and {@code head}
     * @throws IllegalArgumentException if the table has no such quantity of heads
     */
    public static Table of(Table table, String quantity) {
        return rows(table, quantity, HEAD, "layer", "head");
    }

    /**
     * In each layer the head that has most of a quantity, for each replica and step by itself: heads of different seeds have nothing in
     * common but their numbers, so that what seeds share is how far the best of each has come.
     *
     * <pre>{@code
     * lab.show(Curves.of(PerHead.best(run.table(), "prefix matching"), "prefix matching").by("layer"));
     * }</pre>
     *
     * @return its rows, one a layer, with columns {@code layer} and {@code head}; the first of equals
     * @throws IllegalArgumentException if the table has no such quantity of heads
     */
    public static Table best(Table table, String quantity) {
        Table own = of(table, quantity);
        List<String> alike = new ArrayList<>(own.columnNames());
        alike.removeAll(List.of("value", "head"));
        Map<List<Object>, Integer> best = new LinkedHashMap<>();
        for (int row = 0; row < own.rowCount(); row++) {
            List<Object> place = new ArrayList<>();
            for (String column : alike) {
                place.add(own.column(column).get(row));
            }
            best.merge(place, row, (old, other) -> {
                boolean better = value(own, other) > value(own, old) || Double.isNaN(value(own, old));
                return better ? other : old;
            });
        }
        return own.rows(best.values().stream().mapToInt(Integer::intValue).toArray());
    }

    /**
     * One quantity of pairs of heads.
     *
     * @param quantity the name before {@code layer i head j into layer k head l}, e.g. {@code "K composition"}
     * @return its rows, under that name, and columns {@code layer}, {@code head}, {@code into layer} and {@code into head}
     * @throws IllegalArgumentException if the table has no such quantity of pairs
     */
    public static Table pairs(Table table, String quantity) {
        return rows(table, quantity, HEAD + " into" + HEAD, "layer", "head", "into layer", "into head");
    }

    /**
     * A replica's heads in the order of a quantity at its last step, the largest first; equals in the order of layers.
     *
     * @throws IllegalArgumentException if the table has no such quantity of heads for the replica
     */
    public static List<Head> ranked(Table table, String quantity, long replica) {
        Table own = of(table, quantity);
        own = own.where(own.longColumn("replica").isEqualTo(replica));
        if (own.isEmpty()) {
            throw new IllegalArgumentException("replica must be one of "
                    + of(table, quantity).longColumn("replica").unique().asList() + ", got " + replica);
        }
        Table last = own.where(
                own.longColumn("step").isEqualTo(own.longColumn("step").max()));
        return IntStream.range(0, last.rowCount())
                .boxed()
                .sorted((i, j) -> Double.compare(value(last, j), value(last, i)))
                .map(row -> new Head(
                        last.intColumn("layer").get(row), last.intColumn("head").get(row)))
                .toList();
    }

    private static double value(Table table, int row) {
        return table.doubleColumn("value").getDouble(row);
    }

    private static Table rows(Table table, String quantity, String units, String... columns) {
        Summary.require(table, "quantity");
        Pattern pattern = Pattern.compile(Pattern.quote(quantity) + units);
        List<Integer> rows = new ArrayList<>();
        IntColumn[] numbers = new IntColumn[columns.length];
        for (int column = 0; column < columns.length; column++) {
            numbers[column] = IntColumn.create(columns[column]);
        }
        for (int row = 0; row < table.rowCount(); row++) {
            Matcher matcher = pattern.matcher(table.stringColumn("quantity").get(row));
            if (matcher.matches()) {
                rows.add(row);
                for (int column = 0; column < columns.length; column++) {
                    numbers[column].append(Integer.parseInt(matcher.group(column + 1)));
                }
            }
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the table must hold \"" + quantity + "\" of heads, got quantities "
                    + table.stringColumn("quantity").unique().asList());
        }
        Table own = table.rows(rows.stream().mapToInt(Integer::intValue).toArray());
        StringColumn name = own.stringColumn("quantity").map(full -> quantity).setName("quantity");
        own.replaceColumn("quantity", name);
        return own.addColumns(numbers);
    }
}
