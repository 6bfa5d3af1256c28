package phenomena.notebook;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import phenomena.figure.Chart;
import phenomena.figure.Drawing;
import phenomena.figure.HtmlTable;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * A type that a notebook displays as more than its text.
 *
 * @param type the type, with what extends it
 * @param mimeTypes the MIME types it is displayed as, beside plain text
 * @param bundle its content under those types and {@code text/plain}: text, or maps and lists without NaN, which a
 *     kernel writes as JSON
 */
record Displayed<T>(Class<T> type, Set<String> mimeTypes, Function<T, Map<String, Object>> bundle) {
    static final String PLAIN = "text/plain";
    static final String HTML = "text/html";
    static final String PLOTLY = "application/vnd.plotly.v1+json";

    /** All of them; every kernel registers this list. */
    static final List<Displayed<?>> ALL = List.of(
            new Displayed<>(Drawing.class, Set.of(PLOTLY), Drawing::mimeBundle),
            new Displayed<>(
                    Figure.class, Set.of(PLOTLY), figure -> Chart.of(figure).mimeBundle()),
            new Displayed<>(HtmlTable.class, Set.of(HTML), HtmlTable::mimeBundle),
            new Displayed<>(
                    Table.class, Set.of(HTML), table -> HtmlTable.of(table).mimeBundle()));

    /** What a value is displayed as; never without plain text. */
    static Map<String, Object> bundle(Object value) {
        return ALL.stream()
                .filter(displayed -> displayed.type.isInstance(value))
                .findFirst()
                .map(displayed -> displayed.of(value))
                .orElseGet(() -> Map.of(PLAIN, String.valueOf(value)));
    }

    private Map<String, Object> of(Object value) {
        return bundle.apply(type.cast(value));
    }
}
