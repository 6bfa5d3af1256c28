package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Ranges and ticks of axes. */
final class Axes {
    /** Traces whose x and y are positions on the axes. */
    private static final Set<String> POSITIONED = Set.of("scatter", "scattergl");

    private Axes() {}

    /** Sets an axis's range, given in the data's unit. */
    static void range(ObjectNode figure, String axis, double low, double high) {
        boolean log = isLog(figure, axis);
        if (!(low < high) || log && low <= 0) {
            throw new IllegalArgumentException(
                    "a range must be low < high" + (log ? ", both positive" : "") + ", got " + low + " and " + high);
        }
        ArrayNode range =
                figure.withObjectProperty("layout").withObjectProperty(axis).putArray("range");
        range.add(log ? Math.log10(low) : low).add(log ? Math.log10(high) : high);
    }

    static boolean isLog(ObjectNode figure, String axis) {
        return figure.path("layout").path(axis).path("type").asText().equals("log");
    }

    /**
     * The least and greatest number that lines and points have on the axis ({@code "x"} or {@code "y"}), in log10 on a
     * logarithmic axis.
     *
     * @return {low, high}, or null if there are none or other kinds of traces decide
     */
    static double[] extent(ObjectNode figure, String letter) {
        boolean log = isLog(figure, letter + "axis");
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (JsonNode trace : figure.path("data")) {
            if (!POSITIONED.contains(trace.path("type").asText("scatter"))) {
                return null;
            }
            for (JsonNode value : trace.path(letter)) {
                if (value.isTextual()) {
                    return null; // dates and categories find their own range
                }
                double at = log ? Math.log10(value.asDouble(Double.NaN)) : value.asDouble(Double.NaN);
                if (value.isNumber() && Double.isFinite(at)) {
                    low = Math.min(low, at);
                    high = Math.max(high, at);
                }
            }
        }
        return low <= high ? new double[] {low, high} : null;
    }

    /** Fixes an axis to all its data and a little more, unless its range is set. */
    static void span(ObjectNode figure, String letter) {
        ObjectNode axis = figure.withObjectProperty("layout").withObjectProperty(letter + "axis");
        double[] extent = extent(figure, letter);
        if (extent == null || axis.has("range")) {
            return;
        }
        boolean marked = letter.equals("y") || hasMarkers(figure);
        double pad = marked ? Math.max((extent[1] - extent[0]) * .05, 1e-9) : 0;
        axis.putArray("range").add(extent[0] - pad).add(extent[1] + pad);
    }

    /** Gives the figure the range on which all its parts agree, or else one that spans all of them. */
    static void unite(ObjectNode figure, List<ObjectNode> parts, String letter) {
        String range = "/layout/" + letter + "axis/range";
        JsonNode first = parts.get(0).at(range);
        if (!parts.stream().allMatch(part -> part.at(range).equals(first))) {
            figure.withObjectProperty("layout")
                    .withObjectProperty(letter + "axis")
                    .remove("range");
        }
        span(figure, letter);
    }

    /** Gives logarithmic axes that say nothing of ticks powers of ten, or 1, 2, 5 where they span less than two decades. */
    static void settleTicks(ObjectNode figure) {
        for (String letter : List.of("x", "y")) {
            JsonNode axis = figure.path("layout").path(letter + "axis");
            double[] extent = isLog(figure, letter + "axis") ? extent(figure, letter) : null;
            if (extent != null && !axis.has("tickmode") && !axis.has("dtick")) {
                boolean powers = extent[1] - extent[0] >= 2;
                ((ObjectNode) axis).put("exponentformat", powers ? "power" : "none");
                ((ObjectNode) axis).set("dtick", PlotlyJson.value(powers ? 1 : "D2"));
            }
        }
    }

    private static boolean hasMarkers(ObjectNode figure) {
        for (JsonNode trace : figure.path("data")) {
            if (trace.path("mode").asText().contains("markers")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Ticks for a logarithmic axis of counts: 1, 10, 100, 1k; with 2 and 5 between where the span is short. Zero, which a log
     * axis has no place for, is drawn at {@code zeroAt} and said to be 0.
     *
     * @param zeroAt where 0 is drawn, or NaN if there is none
     */
    static void countTicks(ObjectNode axis, double zeroAt, double low, double high) {
        axis.put("type", "log").put("tickmode", "array");
        ArrayNode values = axis.putArray("tickvals");
        ArrayNode labels = axis.putArray("ticktext");
        if (zeroAt > 0) {
            values.add(zeroAt);
            labels.add("0");
        }
        boolean sparse = Math.log10(high / low) >= 2;
        for (double decade = 1; decade <= high; decade *= 10) {
            for (int digit : sparse ? new int[] {1} : new int[] {1, 2, 5}) {
                if (digit * decade >= low * .999 && digit * decade <= high * 1.001) {
                    values.add(digit * decade);
                    labels.add(count(digit * decade));
                }
            }
        }
    }

    private static String count(double value) {
        if (value >= 1e6) {
            return (long) (value / 1e6) + "M";
        }
        return value >= 1e3 ? (long) (value / 1e3) + "k" : String.valueOf((long) value);
    }
}
