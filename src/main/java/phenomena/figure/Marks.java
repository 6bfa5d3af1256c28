package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds lines, points, bands, bars and notes to a figure's JSON. */
final class Marks {
    private static final double BAND_OPACITY = .18;

    private static final String NOTHING = "nothing to show";

    private Marks() {}

    static ObjectNode line(ObjectNode figure, String name, double[] x, double[] y, String color) {
        ObjectNode trace = trace(figure, name, x, y);
        trace.put("mode", "lines").putObject("line").put("color", color).put("width", 2.2);
        return trace;
    }

    static ObjectNode points(ObjectNode figure, String name, double[] x, double[] y, String color) {
        ObjectNode trace = trace(figure, name, x, y);
        trace.put("mode", "markers").putObject("marker").put("color", color).put("size", 8);
        return trace;
    }

    private static ObjectNode trace(ObjectNode figure, String name, double[] x, double[] y) {
        equallyLong(name, x, y);
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("name", SafeText.of(name)).put("legendgroup", name);
        trace.set("x", PlotlyJson.value(x));
        trace.set("y", PlotlyJson.value(y));
        return trace;
    }

    /** One closed polygon for every stretch without a gap. */
    static ObjectNode band(ObjectNode figure, String name, double[] x, double[] low, double[] high, String color) {
        equallyLong(name, x, low, high);
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("name", SafeText.of(name)).put("legendgroup", name).put("showlegend", false);
        trace.put("mode", "lines").put("fill", "toself").put("hoverinfo", "skip");
        trace.put("fillcolor", HouseStyle.faint(color, BAND_OPACITY));
        trace.putObject("line").put("width", 0);
        ArrayNode outlineX = trace.putArray("x");
        ArrayNode outlineY = trace.putArray("y");
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i == x.length || !Double.isFinite(low[i]) || !Double.isFinite(high[i]) || !Double.isFinite(x[i])) {
                outline(outlineX, outlineY, x, low, high, start, i);
                start = i + 1;
            }
        }
        return trace;
    }

    private static void outline(
            ArrayNode outlineX, ArrayNode outlineY, double[] x, double[] low, double[] high, int start, int end) {
        if (end <= start) {
            return;
        }
        if (outlineX.size() > 0) {
            outlineX.addNull();
            outlineY.addNull();
        }
        for (int i = start; i < end; i++) {
            outlineX.add(x[i]);
            outlineY.add(high[i]);
        }
        for (int i = end - 1; i >= start; i--) {
            outlineX.add(x[i]);
            outlineY.add(low[i]);
        }
        outlineX.add(x[start]);
        outlineY.add(high[start]);
    }

    static void errorBars(ObjectNode figure, String name, double[] below, double[] above) {
        for (JsonNode trace : figure.path("data")) {
            if (trace.path("name").asText().equals(name)
                    && !trace.path("fill").asText().equals("toself")) {
                int points = trace.path("y").size();
                if (points != below.length || points != above.length) {
                    throw new IllegalArgumentException("error bars of \"" + name + "\" must be " + points
                            + ", one a point, got " + below.length + " below and " + above.length + " above");
                }
                ObjectNode bars = ((ObjectNode) trace).putObject("error_y");
                bars.put("type", "data")
                        .put("symmetric", false)
                        .put("thickness", 1.5)
                        .put("width", 4);
                bars.set("array", PlotlyJson.value(above));
                bars.set("arrayminus", PlotlyJson.value(below));
                return;
            }
        }
        throw new IllegalArgumentException("error bars need a trace named \"" + name + "\", got " + allNames(figure));
    }

    /** A note, in the data's unit until the words are settled. */
    static ObjectNode note(ObjectNode figure, double x, double y, String text) {
        if (!Double.isFinite(x) || !Double.isFinite(y)) {
            throw new IllegalArgumentException("a note must stand at a finite place, got " + x + " and " + y);
        }
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("x", x).put("y", y).put("xref", "x").put("yref", "y").put("text", SafeText.wrap(text, 22));
        note.put("showarrow", true).put("arrowhead", 2).put("arrowwidth", 1).put("arrowcolor", HouseStyle.NEUTRAL);
        note.put("ax", 30).put("ay", -35).put("align", "left").put("bgcolor", "rgba(255,255,255,0.85)");
        note.putObject("font").put("size", 12);
        return note;
    }

    /** A colour for a line or points to be added. */
    static String freeColor(ObjectNode figure, String name) {
        Set<String> taken = new HashSet<>();
        figure.path("data").forEach(trace -> taken.add(color(trace)));
        taken.retainAll(HouseStyle.palette());
        return HouseStyle.color(name, taken);
    }

    private static String color(JsonNode trace) {
        return trace.path("line")
                .path("color")
                .asText(trace.path("marker").path("color").asText());
    }

    /** What stands in a plot that has nothing to show. */
    static void nothing(ObjectNode figure, String why) {
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("name", NOTHING).put("text", SafeText.wrap(why, 30)).put("showarrow", false);
        note.put("xref", "x domain").put("x", .5).put("yref", "y domain").put("y", .5);
        note.putObject("font").put("size", HouseStyle.LABEL_SIZE).put("color", HouseStyle.NEUTRAL);
    }

    /** Takes the ticks from the axes of a figure that says it has nothing to show; another picture of a slider may have. */
    static void hideEmptyAxes(ObjectNode figure) {
        for (JsonNode note : figure.at("/words/notes")) {
            if (note.path("name").asText().equals(NOTHING) && Axes.extent(figure, "y") == null) {
                for (String axis : List.of("xaxis", "yaxis")) {
                    ObjectNode bare = figure.withObjectProperty("layout").withObjectProperty(axis);
                    bare.put("showgrid", false).put("showticklabels", false).put("ticks", "");
                }
            }
        }
    }

    /** The names that a legend has. */
    static List<String> legend(ObjectNode figure) {
        List<String> names = new ArrayList<>();
        for (JsonNode trace : figure.path("data")) {
            if (trace.hasNonNull("name") && trace.path("showlegend").asBoolean(true)) {
                names.add(trace.path("name").asText());
            }
        }
        return names;
    }

    private static Set<String> allNames(ObjectNode figure) {
        Set<String> names = new HashSet<>();
        figure.path("data").forEach(trace -> names.add(trace.path("name").asText()));
        return names;
    }

    /** The colour of the line or points of this name, or that of a new name. */
    static String colorOf(ObjectNode figure, String name) {
        for (JsonNode trace : figure.path("data")) {
            String color = color(trace);
            if (trace.path("name").asText().equals(name) && color.matches("#[0-9a-fA-F]{6}")) {
                return color;
            }
        }
        return freeColor(figure, name);
    }

    private static void equallyLong(String name, double[]... columns) {
        for (double[] column : columns) {
            if (column.length != columns[0].length) {
                throw new IllegalArgumentException("\"" + name + "\" must have as many values as x, "
                        + columns[0].length + ", got " + column.length);
            }
        }
    }
}
