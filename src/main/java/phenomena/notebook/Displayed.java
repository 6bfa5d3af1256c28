package phenomena.notebook;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/**
 * A type that a notebook displays as more than its text.
 *
 * @param type the type, with its subclasses
 * @param mimeTypes the MIME types it is displayed as, the richest first
 * @param bundle its content under those MIME types
 */
record Displayed<T>(Class<T> type, Set<String> mimeTypes, Function<T, Map<String, Object>> bundle) {
    static final String PLAIN = "text/plain";
    static final String HTML = "text/html";
    static final String PLOTLY = "application/vnd.plotly.v1+json";

    /** All of them; every kernel registers this list. */
    static final List<Displayed<?>> ALL = List.of(
            new Displayed<>(Figure.class, Set.of(PLOTLY), Displayed::figure),
            new Displayed<>(Table.class, Set.of(HTML), Displayed::table));

    /** What the value is displayed as: safe for a kernel's JSON, and never without plain text. */
    static Map<String, Object> bundle(Object value) {
        for (Displayed<?> displayed : ALL) {
            if (displayed.type.isInstance(value)) {
                return displayed.of(value);
            }
        }
        return Map.of(PLAIN, String.valueOf(value));
    }

    /** The bundle of one value of this type, as {@link #bundle(Object)} makes it. */
    Map<String, Object> of(Object value) {
        var made = new LinkedHashMap<>(JsonSafe.object(bundle.apply(type.cast(value))));
        made.putIfAbsent(PLAIN, String.valueOf(value));
        return made;
    }

    private static Map<String, Object> figure(Figure figure) {
        throw new UnsupportedOperationException("figure"); // HOOK: phenomena.figure
    }

    private static Map<String, Object> table(Table table) {
        return Map.of(HTML, "<pre>" + table.rowCount() + "</pre>"); // HOOK: phenomena.figure
    }
}
