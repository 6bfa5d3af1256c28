package phenomena.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import tech.tablesaw.plotly.components.Config;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.AbstractTrace;
import tech.tablesaw.plotly.traces.Trace;

/**
 * Any {@code tech.tablesaw.plotly} figure as Plotly JSON.
 *
 * <p>The values come from the traces and the layout themselves, not from the JavaScript they print, so the JSON has what
 * that script gets wrong: numbers are numbers, NaN and infinities are null, dates and categories are strings, text is what
 * the reader typed, titles are {@code title: {text}}, and background colours, the fourth y axis, legend groups, ids and
 * hidden traces are there. A reader's own {@link Trace} class, of which nothing is known, has its JavaScript read leniently.
 *
 * <p>Text is plain data: a {@code </script>}, quote, backslash or line break in a title or name stays inside its JSON
 * string. Plotly turns only a small pseudo-HTML into elements, and of that a link is kept only where it leads to an
 * {@code http:}, {@code https:} or {@code mailto:} address; the address of any other ({@code javascript:} among them) is
 * removed.
 */
public final class PlotlyJson {
    static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final JsonMapper LENIENT = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_TRAILING_COMMA,
                    JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS,
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER,
                    JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private PlotlyJson() {}

    /**
     * The figure as {@code {data, layout, config}}; {@code layout} is empty and {@code config} absent where it has none.
     *
     * @throws IllegalArgumentException if the figure has no traces, or a reader's own trace class prints what cannot be
     *     read
     */
    public static ObjectNode of(Figure figure) {
        Trace[] traces = figure.getTraces();
        if (traces == null || traces.length == 0) {
            throw new IllegalArgumentException(
                    "a figure must have at least one trace, got none: add one to the Figure");
        }
        ObjectNode json = NODES.objectNode();
        ArrayNode data = json.putArray("data");
        for (int i = 0; i < traces.length; i++) {
            data.add(trace(traces[i], i));
        }
        Layout layout = figure.getLayout();
        json.set("layout", layout == null ? NODES.objectNode() : PlotlyAttributes.layout(layout));
        Config config = figure.getConfig();
        if (config != null) {
            json.set("config", PlotlyAttributes.component(config));
        }
        return json;
    }

    private static ObjectNode trace(Trace trace, int index) {
        if (trace instanceof AbstractTrace known) {
            return PlotlyAttributes.trace(known);
        }
        String script = trace.asJavascript(index).strip();
        return lenient(
                script.replaceFirst("^(?:var|let|const)\\s+\\w+\\s*=\\s*", "").replaceFirst(";\\s*$", ""));
    }

    /** Reads a JavaScript object literal as JSON. */
    static ObjectNode lenient(String script) {
        try {
            JsonNode read = LENIENT.readTree(script);
            if (read instanceof ObjectNode object) {
                return (ObjectNode) clean(object);
            }
            throw new IllegalArgumentException(
                    "a trace's JavaScript must be one object literal, got: " + start(script));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "a trace's JavaScript must be an object literal of plain values, got: " + start(script), e);
        }
    }

    private static String start(String script) {
        return script.length() <= 80 ? script : script.substring(0, 80) + "…";
    }

    /** A copy with NaN and infinities null and links safe: what came from elsewhere, made fit for a front end. */
    static JsonNode clean(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = NODES.objectNode();
            object.properties().forEach(entry -> copy.set(entry.getKey(), clean(entry.getValue())));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = NODES.arrayNode(array.size());
            array.forEach(element -> copy.add(clean(element)));
            return copy;
        }
        if (node.isTextual()) {
            return NODES.textNode(SafeText.of(node.textValue()));
        }
        return node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue()) ? NODES.nullNode() : node;
    }

    /** A plain Java value as JSON: numbers, text, dates and arrays of them; NaN, infinities and missing values are null. */
    static JsonNode value(Object value) {
        if (value == null) {
            return NODES.nullNode();
        }
        if (value instanceof Float number) {
            return value(Double.valueOf(number.toString())); // 0.1f is 0.1, not 0.10000000149
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? NODES.numberNode(number.doubleValue()) : NODES.nullNode();
        }
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return NODES.numberNode(((Number) value).longValue());
        }
        if (value instanceof Number number) {
            return NODES.numberNode(new BigDecimal(number.toString()));
        }
        if (value instanceof Boolean truth) {
            return NODES.booleanNode(truth);
        }
        if (value.getClass().isArray()) {
            ArrayNode array = NODES.arrayNode(Array.getLength(value));
            for (int i = 0; i < Array.getLength(value); i++) {
                array.add(value(Array.get(value, i)));
            }
            return array;
        }
        return NODES.textNode(SafeText.of(value.toString()));
    }
}
