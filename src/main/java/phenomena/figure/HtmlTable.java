package phenomena.figure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * A Tablesaw table as HTML and as text, cut after so many rows.
 *
 * @param table the table
 * @param rows how many rows to show, at least 1
 */
public record HtmlTable(Table table, int rows) {
    private static final int USUAL_ROWS = 20;
    private static final String CELL = "padding:2px 10px;border:0;";

    /** @throws IllegalArgumentException if rows is below 1 */
    public HtmlTable {
        if (rows < 1) {
            throw new IllegalArgumentException("rows must be at least 1, got " + rows);
        }
    }

    /** The first 20 rows. */
    public static HtmlTable of(Table table) {
        return new HtmlTable(table, USUAL_ROWS);
    }

    /** The same table cut after another number of rows, at least 1. */
    public HtmlTable rows(int rows) {
        return new HtmlTable(table, rows);
    }

    /** What a notebook kernel displays: {@code text/html} and {@code text/plain}. */
    public Map<String, Object> mimeBundle() {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("text/html", html());
        bundle.put("text/plain", toString());
        return bundle;
    }

    /** The table as HTML: all text escaped, numbers to the right with four digits. */
    public String html() {
        StringBuilder html =
                new StringBuilder("<div style=\"overflow-x:auto\"><table style=\"border-collapse:collapse\">");
        if (!table.name().isEmpty()) {
            html.append("<caption style=\"text-align:left;caption-side:top\">")
                    .append(escape(table.name()))
                    .append("</caption>");
        }
        html.append("<thead><tr style=\"border-bottom:1px solid #888\">");
        for (Column<?> column : table.columns()) {
            html.append("<th scope=\"col\" style=\"")
                    .append(CELL)
                    .append(align(column))
                    .append("\">")
                    .append(escape(column.name()))
                    .append("</th>");
        }
        html.append("</tr></thead><tbody>");
        for (int row = 0; row < shown(); row++) {
            html.append("<tr>");
            for (Column<?> column : table.columns()) {
                html.append("<td style=\"")
                        .append(CELL)
                        .append(align(column))
                        .append("\">")
                        .append(escape(cell(column, row)))
                        .append("</td>");
            }
            html.append("</tr>");
        }
        html.append("</tbody></table>");
        if (!rest().isEmpty()) {
            html.append("<div style=\"color:#666\">").append(rest()).append("</div>");
        }
        return html.append("</div>").toString();
    }

    /** The table as text in columns. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(table.name().isEmpty() ? "" : table.name() + "\n");
        int[] widths = new int[table.columnCount()];
        for (int c = 0; c < widths.length; c++) {
            widths[c] = table.column(c).name().length();
            for (int row = 0; row < shown(); row++) {
                widths[c] = Math.max(widths[c], cell(table.column(c), row).length());
            }
        }
        for (int row = -1; row < shown(); row++) {
            StringBuilder line = new StringBuilder();
            for (int c = 0; c < widths.length; c++) {
                Column<?> column = table.column(c);
                String cell = row < 0 ? column.name() : cell(column, row);
                String pad = " ".repeat(widths[c] - cell.length());
                line.append(column instanceof NumericColumn ? pad + cell : cell + pad)
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.append(rest()).toString().stripTrailing();
    }

    private int shown() {
        return Math.min(rows, table.rowCount());
    }

    private String rest() {
        int rest = table.rowCount() - shown();
        return rest == 0 ? "" : String.format(Locale.ROOT, "… %,d more row%s", rest, rest == 1 ? "" : "s");
    }

    private static String align(Column<?> column) {
        return column instanceof NumericColumn
                ? "text-align:right;font-variant-numeric:tabular-nums"
                : "text-align:left";
    }

    private static String cell(Column<?> column, int row) {
        if (column.isMissing(row)) {
            return "";
        }
        Object value = column.get(row); // its class tells: column types are two objects where a column was loaded first
        return value instanceof Double || value instanceof Float
                ? digits(((Number) value).doubleValue())
                : String.valueOf(value).replaceAll("\\R", " ");
    }

    /** Four significant digits: 0.1234, 12.5, 1234, 1.2e-5. */
    static String digits(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e9) {
            return String.valueOf((long) value);
        }
        if (!Double.isFinite(value) || size >= 1e6 || size < 1e-3) {
            return Double.isFinite(value)
                    ? String.format(Locale.ROOT, "%.3e", value).replaceFirst("\\.?0*e", "e")
                    : "" + value;
        }
        int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
