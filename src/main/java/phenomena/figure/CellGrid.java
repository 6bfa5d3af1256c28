package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * The rows of a table laid out over two dials, a row a cell.
 *
 * @param table the rows
 * @param value the column that is drawn
 * @param across the values of the dial along x
 * @param up the values of the dial along y
 * @param rows the row of each pair {across, up}; no entry where there is none
 */
record CellGrid(Table table, String value, List<Object> across, List<Object> up, Map<List<Object>, Integer> rows) {

    /** @throws IllegalArgumentException if a column is missing, or two rows are of one cell */
    static CellGrid of(Table table, String value, String x, String y) {
        Tidy.require(table, value);
        Tidy.require(table, x);
        Tidy.require(table, y);
        Map<List<Object>, Integer> rows = new HashMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            List<Object> key = Tidy.key(table, List.of(x, y), row);
            if (rows.put(key, row) != null) {
                throw new IllegalArgumentException(
                        "a heat map must have one row a cell, got two with " + x + ", " + y + " = " + key
                                + ": summarise the replicas of a cell first, and keep one value of any other dial");
            }
        }
        return new CellGrid(table, value, Tidy.distinct(table, x), Tidy.distinct(table, y), rows);
    }

    int count() {
        return across.size() * up.size();
    }

    boolean any(IntPredicate which) {
        return IntStream.range(0, table.rowCount()).anyMatch(which);
    }

    /** What a function gives for each cell's row, a line for each value up; null where there is no row. */
    ArrayNode each(IntFunction<JsonNode> function) {
        ArrayNode lines = PlotlyJson.NODES.arrayNode();
        for (Object high : up) {
            ArrayNode line = lines.addArray();
            for (Object along : across) {
                Integer row = rows.get(List.of(along, high));
                line.add(row == null ? PlotlyJson.NODES.nullNode() : function.apply(row));
            }
        }
        return lines;
    }

    /**
     * Adds coloured cells where {@code which} is true of the row; every column of the row is in the hover.
     *
     * @param said what the hover says of the column {@code value}
     */
    ObjectNode draw(ObjectNode figure, IntPredicate which, IntToDoubleFunction number, IntFunction<String> said) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "heatmap");
        trace.set("z", each(row -> PlotlyJson.value(which.test(row) ? number.applyAsDouble(row) : null)));
        trace.set("hovertext", each(row -> PlotlyJson.value(which.test(row) ? hover(row, said.apply(row)) : "")));
        return trace.put("hoverinfo", "text")
                .put("hoverongaps", false)
                .put("xgap", 1)
                .put("ygap", 1);
    }

    private String hover(int row, String said) {
        List<String> lines = new ArrayList<>();
        for (Column<?> column : table.columns()) {
            boolean infinite = column.get(row) instanceof Double number && number.isInfinite();
            String other = column.isMissing(row) ? "–" : infinite ? "∞" : Tidy.label(column.get(row));
            lines.add(Curves.words(column.name()) + ": " + (column.name().equals(value) ? said : other));
        }
        return String.join("<br>", lines);
    }

    /** Lays one of the axes: the dial's values at even distances. */
    static void axis(ObjectNode axis, String dial, List<Object> values) {
        axis.putObject("title").put("text", SafeText.of(Curves.words(dial)));
        axis.putArray("range").add(-.5).add(values.size() - .5);
        axis.put("showgrid", false).put("ticks", "").put("tickmode", "array");
        ArrayNode places = axis.putArray("tickvals");
        ArrayNode names = axis.putArray("ticktext");
        for (int i = 0; i < values.size(); i++) {
            places.add(i);
            names.add(SafeText.of(Tidy.label(values.get(i))));
        }
    }
}
