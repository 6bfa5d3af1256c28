package phenomena.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
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
        for (String column : by) {
            require(table, column);
        }
        require(table, value);
        Map<List<Object>, List<Double>> groups = new LinkedHashMap<>();
        List<Integer> firstRows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            List<Object> key = new ArrayList<>();
            for (String column : by) {
                key.add(table.column(column).get(row));
            }
            List<Double> values = groups.get(key);
            if (values == null) {
                values = new ArrayList<>();
                groups.put(key, values);
                firstRows.add(row);
            }
            values.add(table.numberColumn(value).getDouble(row));
        }
        return summarise(table, spread, by, firstRows, groups);
    }

    private static Table summarise(
            Table table, Spread spread, String[] by, List<Integer> firstRows, Map<List<Object>, List<Double>> groups) {
        DoubleColumn centre = DoubleColumn.create(spread.centre());
        DoubleColumn low = DoubleColumn.create("low");
        DoubleColumn high = DoubleColumn.create("high");
        IntColumn count = IntColumn.create("n");
        for (List<Double> values : groups.values()) {
            Interval interval =
                    spread.of(values.stream().mapToDouble(Double::doubleValue).toArray());
            centre.append(interval.centre());
            low.append(interval.low());
            high.append(interval.high());
            count.append(interval.count());
        }
        int[] rows = firstRows.stream().mapToInt(Integer::intValue).toArray();
        Table keys = by.length == 0 ? Table.create() : table.selectColumns(by).rows(rows);
        return keys.addColumns(centre, low, high, count).setName(table.name());
    }

    private static void require(Table table, String column) {
        if (!table.containsColumn(column)) {
            throw new IllegalArgumentException(
                    "the table must have a column \"" + column + "\", got " + table.columnNames());
        }
    }
}
