package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Labelled lines across the plot: along themselves, or over a stack of panels in as many lines as keeps them apart. */
final class StraightLine {
    private static final String OVER_A_STACK = "line label";
    private static final int SIZE = 12;
    private static final int LINE = 15;

    private StraightLine() {}

    /** A line at a value of the axis {@code letter}. */
    static void draw(ObjectNode figure, String letter, double at, String label) {
        if (!Double.isFinite(at)) {
            throw new IllegalArgumentException("a line's " + letter + " must be finite, got " + at);
        }
        boolean vertical = letter.equals("x");
        boolean through = vertical && Panels.isStack(figure);
        ObjectNode line =
                figure.withObjectProperty("layout").withArrayProperty("shapes").addObject();
        line.put("type", "line").put("layer", "below");
        line.put("xref", vertical ? "x" : "x domain");
        line.put("yref", !vertical ? "y" : through ? "paper" : "y domain");
        line.put("x0", vertical ? at : 0).put("x1", vertical ? at : 1);
        line.put("y0", vertical ? 0 : at).put("y1", vertical ? 1 : at);
        line.putObject("line")
                .put("color", HouseStyle.NEUTRAL)
                .put("width", 1.5)
                .put("dash", "dot");
        if (through) {
            over(figure, at, SafeText.of(label));
        } else {
            along(line, vertical, SafeText.of(label));
        }
    }

    private static void along(ObjectNode line, boolean vertical, String label) {
        ObjectNode text = line.putObject("label").put("text", label);
        text.put("textposition", vertical ? "end" : "start")
                .put("xanchor", vertical ? "right" : "left")
                .put("textangle", "auto")
                .put("padding", 3);
        text.putObject("font").put("size", SIZE).put("color", HouseStyle.NEUTRAL);
    }

    private static void over(ObjectNode figure, double at, String label) {
        ArrayNode notes = figure.withObjectProperty("words").withArrayProperty("notes");
        int level = Panels.linesOverStack(figure);
        for (JsonNode other : notes) {
            boolean touches = other.path("name").asText().equals(OVER_A_STACK)
                    && other.path("yshift").asInt() == shift(level)
                    && Math.abs(pixel(figure, at)
                                    - pixel(figure, other.path("x").asDouble()))
                            < SIZE
                                            * (SafeText.width(label)
                                                    + SafeText.width(
                                                            other.path("text").asText()))
                                            / 2
                                    + 8;
            level += touches ? 1 : 0;
        }
        ObjectNode note = notes.addObject().put("name", OVER_A_STACK).put("text", label);
        note.put("showarrow", false).put("xref", "x").put("x", at);
        note.put("yref", "paper").put("y", 1).put("yanchor", "bottom").put("yshift", shift(level));
        note.putObject("font").put("size", SIZE).put("color", HouseStyle.NEUTRAL);
    }

    private static int shift(int level) {
        return level * LINE;
    }

    private static double pixel(ObjectNode figure, double x) {
        JsonNode layout = figure.path("layout");
        double[] range = Axes.rangeOf(figure, "x");
        double place = Axes.isLog(figure, "xaxis") ? Math.log10(x) : x;
        double plot = layout.path("width").asDouble(HouseStyle.WIDTH)
                - layout.at("/margin/l").asDouble()
                - layout.at("/margin/r").asDouble();
        return range == null ? 0 : (place - range[0]) / (range[1] - range[0]) * plot;
    }
}
