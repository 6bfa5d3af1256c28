package phenomena.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tech.tablesaw.api.Table;

/**
 * The rows of a table that agree in some columns.
 *
 * @param keys a row for each group, in order of first appearance: those columns
 * @param rows each group's rows
 */
record Groups(Table keys, List<int[]> rows) {

    /** @throws IllegalArgumentException if a column is not there */
    static Groups of(Table table, String... by) {
        List<String> columns = List.of(by);
        columns.forEach(column -> Summary.require(table, column));
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            groups.computeIfAbsent(Trajectories.key(table, columns, row), key -> new ArrayList<>())
                    .add(row);
        }
        List<int[]> rows = groups.values().stream()
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toList();
        int[] first = rows.stream().mapToInt(group -> group[0]).toArray();
        Table keys = by.length == 0 ? Table.create() : table.selectColumns(by).rows(first);
        return new Groups(keys, rows);
    }
}
