package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Ranges and ticks of axes. */
final class Axes {
    /** Traces whose x and y are positions on the axes. */
    private static final Set<String> POSITIONED = Set.of("scatter", "scattergl");

    private static final int[] DIGITS = {1, 2, 3, 4, 5, 6, 7, 8, 9};

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

    /** Where a value lies on an axis: log10 of it on a logarithmic one; NaN for what is no number. */
    static double place(ObjectNode figure, String axis, JsonNode value) {
        double at = value.isNumber() ? value.asDouble() : Double.NaN;
        return isLog(figure, axis) ? Math.log10(at) : at;
    }

    /**
     * The least and greatest number that lines, points and their error bars have on the axis ({@code "x"} or {@code "y"}),
     * in log10 on a logarithmic axis.
     *
     * @return {low, high}, or null if there are none or other kinds of traces decide
     */
    static double[] extent(ObjectNode figure, String letter) {
        double[] extent = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (JsonNode trace : figure.path("data")) {
            if (!POSITIONED.contains(trace.path("type").asText("scatter"))) {
                return null;
            }
            JsonNode bars = trace.path("error_" + letter);
            for (int i = 0; i < trace.path(letter).size(); i++) {
                JsonNode value = trace.path(letter).get(i);
                if (value.isTextual()) {
                    return null; // dates and categories find their own range
                }
                include(extent, place(figure, letter + "axis", value));
                for (String side : List.of("array", "arrayminus")) {
                    double reach = bars.path(side).path(i).asDouble() * (side.equals("array") ? 1 : -1);
                    double end = value.asDouble(Double.NaN) + reach;
                    include(extent, place(figure, letter + "axis", PlotlyJson.value(value.isNumber() ? end : null)));
                }
            }
        }
        return extent[0] <= extent[1] ? extent : null;
    }

    private static void include(double[] extent, double at) {
        if (Double.isFinite(at)) {
            extent[0] = Math.min(extent[0], at);
            extent[1] = Math.max(extent[1], at);
        }
    }

    /** Fixes an axis to all its data and a little more, unless its range is set. */
    static void span(ObjectNode figure, String letter) {
        ObjectNode axis = figure.withObjectProperty("layout").withObjectProperty(letter + "axis");
        double[] extent = extent(figure, letter);
        if (extent == null || axis.has("range")) {
            return;
        }
        double part = letter.equals("y") ? .05 : hasMarkers(figure) ? .03 : 0;
        double pad = extent[1] == extent[0] ? .5 : (extent[1] - extent[0]) * part;
        axis.putArray("range").add(extent[0] - pad).add(extent[1] + pad);
    }

    /** The range that is set for an axis, {low, high} in log10 on a logarithmic axis; null if none is. */
    static double[] rangeOf(ObjectNode figure, String letter) {
        JsonNode range = figure.path("layout").path(letter + "axis").path("range");
        return range.isArray()
                ? new double[] {range.get(0).asDouble(), range.get(1).asDouble()}
                : null;
    }

    /** Gives figures one range on these axes: that on which all agree, or else one that spans the data of all. */
    static void agree(List<ObjectNode> figures, List<String> letters) {
        ObjectNode all = figures.get(0).deepCopy();
        ArrayNode data = all.putArray("data");
        figures.forEach(figure -> figure.path("data").forEach(data::add));
        for (String letter : letters) {
            String place = "/layout/" + letter + "axis/range";
            JsonNode first = figures.get(0).at(place);
            if (!figures.stream().allMatch(figure -> figure.at(place).equals(first))) {
                all.withObjectProperty("layout")
                        .withObjectProperty(letter + "axis")
                        .remove("range");
            }
            span(all, letter);
            if (all.at(place).isArray()) {
                figures.forEach(figure -> figure.withObjectProperty("layout")
                        .withObjectProperty(letter + "axis")
                        .set("range", all.at(place)));
            }
        }
    }

    /**
     * Gives logarithmic axes that say nothing of ticks powers of ten, or 1, 2 and 5 with their zeros where they span less
     * than two decades, or 1 to 9 where they span less than half of one.
     */
    static void settleTicks(ObjectNode figure) {
        for (Map.Entry<String, JsonNode> entry : figure.path("layout").properties()) {
            boolean log = entry.getKey().matches("[xy]axis\\d*")
                    && entry.getValue().path("type").asText().equals("log");
            double[] extent = log ? extent(figure, entry.getKey().substring(0, 1)) : null;
            if (extent != null
                    && !entry.getValue().has("tickmode")
                    && !entry.getValue().has("dtick")) {
                ObjectNode axis = (ObjectNode) entry.getValue();
                if (extent[1] - extent[0] >= 2) {
                    axis.put("exponentformat", "power").put("dtick", 1);
                    axis.putObject("minor")
                            .put("dtick", "D1")
                            .put("ticks", "outside")
                            .put("ticklen", 2);
                } else {
                    fewDecades(axis, extent);
                }
            }
        }
    }

    /** Ticks a decade further on both sides than the data, for a reader who zooms out. */
    static void fewDecades(ObjectNode axis, double[] extent) {
        ArrayNode values = axis.put("tickmode", "array").putArray("tickvals");
        ArrayNode labels = axis.putArray("ticktext");
        double decades = extent[1] - extent[0];
        int[] digits = decades >= 2 ? new int[] {1} : decades >= .5 ? new int[] {1, 2, 5} : DIGITS;
        for (int power = (int) Math.floor(extent[0]) - 1; power <= extent[1] + 1; power++) {
            for (int digit : digits) {
                BigDecimal value = BigDecimal.valueOf(digit).scaleByPowerOfTen(power);
                values.add(value.doubleValue());
                labels.add(value.toPlainString());
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
