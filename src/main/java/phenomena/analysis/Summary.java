package phenomena.analysis;

import java.util.Arrays;
import tech.tablesaw.api.Table;

/** Many values a group become one row a group: centre, interval and count. */
public final class Summary {

    private Summary() {}

    /**
     * Groups the rows that agree in the {@code by} columns and summarises a number in each group.
     *
     * <pre>{@code
     * Summary.of(finalErrors, "value", Spread.forSeeds(5), "split", "labelNoise")
     * }</pre>
     *
     * @param table any table
     * @param value the column of numbers; missing values and NaN are left out and not counted
     * @param spread the centre and interval
     * @param by the columns that tell groups apart; none for one group of all rows
     * @return one row a group, in order of first appearance: the {@code by} columns, then {@code median} or {@code mean},
     *     {@code low}, {@code high}, {@code n}
     * @throws IllegalArgumentException if a column is not there
     */
    public static Table of(Table table, String value, Spread spread, String... by) {
        require(table, value);
        Groups groups = Groups.of(table, by);
        Interval[] intervals = groups.rows().stream()
                .map(rows -> spread.of(Arrays.stream(rows)
                        .mapToDouble(table.numberColumn(value)::getDouble)
                        .toArray()))
                .toArray(Interval[]::new);
        return groups.keys()
                .addColumns(
                        Columns.number(spread.centre(), intervals, Interval::centre),
                        Columns.number("low", intervals, Interval::low),
                        Columns.number("high", intervals, Interval::high),
                        Columns.whole("n", intervals, Interval::count))
                .setName(table.name());
    }

    /** @throws IllegalArgumentException if there is no such column */
    static void require(Table table, String column) {
        if (!table.containsColumn(column)) {
            throw new IllegalArgumentException(
                    "the table must have a column \"" + column + "\", got " + table.columnNames());
        }
    }
}
