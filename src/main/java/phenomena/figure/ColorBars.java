package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The bar beside a heat map that says which colour is which number, its ends and its ticks. */
final class ColorBars {
    private static final Set<String> FIELDS = Set.of("heatmap", "contour", "histogram2d");

    /** What the trace's {@code meta} says where its numbers are logarithms. */
    private static final String LOG = "log10";

    private ColorBars() {}

    /** Gives a heat map, of which no other trace decides, colours from its least to its greatest number. */
    static void lay(ObjectNode trace, String name, boolean log) {
        trace.set("colorscale", ColorScale.SEQUENTIAL.json());
        ObjectNode bar = trace.putObject("colorbar").put("thickness", 14).put("outlinewidth", 0);
        bar.putObject("title").put("text", SafeText.wrap(name, 12)).put("side", "right");
        if (log) {
            trace.put("meta", LOG);
        }
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (JsonNode line : trace.path("z")) {
            for (JsonNode number : line) {
                low = number.isNumber() ? Math.min(low, number.asDouble()) : low;
                high = number.isNumber() ? Math.max(high, number.asDouble()) : high;
            }
        }
        if (low <= high) {
            ends(trace, low, high);
        } else {
            trace.put("showscale", false);
        }
    }

    private static boolean isLog(JsonNode trace) {
        return trace.path("meta").asText().equals(LOG);
    }

    private static void ends(ObjectNode trace, double low, double high) {
        trace.put("zmin", low).put("zmax", high).put("zauto", false);
        if (isLog(trace)) {
            ObjectNode bar = trace.withObjectProperty("colorbar");
            Axes.fewDecades(bar, new double[] {low, high});
            ArrayNode places = PlotlyJson.NODES.arrayNode();
            bar.path("tickvals").forEach(value -> places.add(Math.log10(value.asDouble())));
            bar.set("tickvals", places);
        }
    }

    /** Gives heat maps of one quantity the ends of all; the first bar is for all where they are seen at once. */
    static void agree(List<ObjectNode> figures, boolean atOnce) {
        Map<JsonNode, List<ObjectNode>> quantities = new LinkedHashMap<>();
        for (ObjectNode figure : figures) {
            for (JsonNode trace : figure.path("data")) {
                if (trace.at("/colorbar/title/text").isTextual() && trace.has("zmin")) {
                    quantities
                            .computeIfAbsent(trace.at("/colorbar/title/text"), name -> new ArrayList<>())
                            .add((ObjectNode) trace);
                }
            }
        }
        for (List<ObjectNode> traces : quantities.values()) {
            double low = ends(traces, "zmin").min().orElseThrow();
            double high = ends(traces, "zmax").max().orElseThrow();
            traces.forEach(trace -> ends(trace, low, high));
            traces.subList(1, traces.size()).forEach(trace -> trace.put("showscale", !atOnce));
        }
    }

    /** Whether a bar is to be seen. */
    static boolean any(ObjectNode figure) {
        for (JsonNode trace : figure.path("data")) {
            if (trace.has("colorbar") && trace.path("showscale").asBoolean(true)) {
                return true;
            }
        }
        return false;
    }

    private static DoubleStream ends(List<ObjectNode> traces, String end) {
        return traces.stream().mapToDouble(trace -> trace.path(end).asDouble());
    }

    /** Sets the ends, given in the data's unit, of every trace that has a colour scale of its own numbers. */
    static void limits(ObjectNode figure, double low, double high) {
        if (!(low < high)) {
            throw new IllegalArgumentException("colour limits must be low < high, got " + low + " and " + high);
        }
        boolean limited = false;
        for (JsonNode node : figure.path("data")) {
            ObjectNode trace = (ObjectNode) node;
            if (FIELDS.contains(trace.path("type").asText())
                    && trace.path("showscale").asBoolean(true)) {
                boolean log = isLog(trace);
                if (log && low <= 0) {
                    throw new IllegalArgumentException(
                            "limits of logarithmic colours must be positive, got " + low + " and " + high);
                }
                ends(trace, log ? Math.log10(low) : low, log ? Math.log10(high) : high);
                limited = true;
            } else if (trace.path("marker").path("color").isArray()) {
                trace.withObjectProperty("marker")
                        .put("cmin", low)
                        .put("cmax", high)
                        .put("cauto", false);
                limited = true;
            }
        }
        if (!limited) {
            throw new IllegalArgumentException(
                    "colour limits need a heat map, contours, or markers coloured by numbers,"
                            + " got a picture that has none");
        }
    }
}
