package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Writes each line's name at the right of the plot, level with the line's end, and moves names apart where lines end close
 * together. A thin leader goes from a line that ends early to its name, so that no name lies on another line.
 */
final class EndLabels {
    /** What the notes that are labels are called. */
    static final String NAME = "end label";

    private static final String ASKED = "endLabels";
    private static final double LINE = 17;

    /** The widest a name may be before it is broken, as a part of the figure. */
    private static final double WIDEST = .34;

    /** How much earlier than the last a line may end, as a part of the axis, without a leader. */
    private static final double EARLY = .02;

    private record End(JsonNode line, double x, double y, String text) {
        double height() {
            return LINE * SafeText.lines(text);
        }
    }

    private EndLabels() {}

    /** Asks for labels; they are placed when all lines are there. */
    static void ask(ObjectNode figure) {
        figure.withObjectProperty("words").put(ASKED, true);
    }

    static void settle(ObjectNode figure) {
        JsonNode layout = figure.path("layout");
        JsonNode margin = layout.path("margin");
        double height = layout.path("height").asDouble(HouseStyle.HEIGHT);
        settle(
                figure,
                height
                        - margin.path("t").asDouble(HouseStyle.TOP)
                        - margin.path("b").asDouble(HouseStyle.BOTTOM));
    }

    /**
     * Places the labels that were asked for.
     *
     * @param pixels how high the plot is
     */
    static void settle(ObjectNode figure, double pixels) {
        if (!(figure.withObjectProperty("words").remove(ASKED) instanceof JsonNode)) {
            return;
        }
        Axes.span(figure, "x");
        Axes.span(figure, "y");
        double[] across = Axes.rangeOf(figure, "x");
        double[] up = Axes.rangeOf(figure, "y");
        List<End> ends = ends(figure);
        double needed = ends.stream().mapToDouble(End::height).sum();
        if (ends.isEmpty() || across == null || up == null) {
            return; // nothing that has a right end: the legend stays
        }
        if (needed > pixels) {
            HouseStyle.legendAbove(figure.withObjectProperty("layout"), Marks.legend(figure));
            return;
        }
        double scale = pixels / (up[1] - up[0]);
        double[] wanted =
                ends.stream().mapToDouble(e -> (e.y() - up[0]) * scale).toArray();
        double[] places = apart(wanted, ends.stream().mapToDouble(End::height).toArray(), pixels);
        double last = ends.stream().mapToDouble(End::x).max().orElseThrow();
        double widest = 0;
        for (int i = 0; i < places.length; i++) {
            End end = ends.get(i);
            label(figure, end, places[i] - wanted[i]);
            if (last - end.x() > EARLY * (across[1] - across[0])) {
                leader(figure, end, across[1], up[0] + places[i] / scale);
            }
            widest = Math.max(widest, SafeText.widest(end.text()));
        }
        ObjectNode layout = figure.withObjectProperty("layout").put("showlegend", false);
        layout.withObjectProperty("margin").put("r", (int) Math.ceil(12 + HouseStyle.LABEL_SIZE * widest));
    }

    /** Where named lines and points end, from low to high, in log10 on a logarithmic axis. */
    private static List<End> ends(ObjectNode figure) {
        double room = WIDEST * figure.at("/layout/width").asDouble(HouseStyle.WIDTH) / HouseStyle.LABEL_SIZE;
        List<End> ends = new ArrayList<>();
        for (JsonNode trace : figure.path("data")) {
            boolean named = trace.hasNonNull("name") && trace.path("showlegend").asBoolean(true);
            for (int i = trace.path("y").size() - 1; i >= 0 && named && !trace.has("fill"); i--) {
                double x = Axes.place(figure, "xaxis", trace.path("x").path(i));
                double y = Axes.place(figure, "yaxis", trace.path("y").path(i));
                if (Double.isFinite(x) && Double.isFinite(y)) {
                    ends.add(new End(
                            trace, x, y, SafeText.wrap(trace.path("name").asText(), room)));
                    break;
                }
            }
        }
        ends.sort(Comparator.comparingDouble(End::y));
        return ends;
    }

    /** Places near those wanted, in their order, that leave each label its height, between 0 and {@code top}. */
    private static double[] apart(double[] wanted, double[] heights, double top) {
        double[] places = wanted.clone();
        for (int round = 0; round < 200; round++) {
            for (int i = 1; i < places.length; i++) {
                double overlap = places[i - 1] + (heights[i - 1] + heights[i]) / 2 - places[i];
                if (overlap > 0) {
                    places[i - 1] -= overlap / 2;
                    places[i] += overlap / 2;
                }
            }
        }
        double floor = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = Math.max(places[i], floor + heights[i] / 2);
            floor = places[i] + heights[i] / 2;
        }
        double ceiling = top;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], ceiling - heights[i] / 2);
            ceiling = places[i] - heights[i] / 2;
        }
        return places;
    }

    private static void label(ObjectNode figure, End end, double shift) {
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("name", NAME).put("text", end.text()).put("showarrow", false).put("align", "left");
        note.put("xref", "x domain").put("x", 1).put("xanchor", "left").put("xshift", 3);
        note.put("yref", "y").put("y", Axes.isLog(figure, "yaxis") ? Math.pow(10, end.y()) : end.y());
        note.put("yanchor", "middle").put("yshift", Math.round(shift));
        note.putObject("font").put("size", HouseStyle.LABEL_SIZE).put("color", HouseStyle.ink(color(end)));
    }

    private static String color(End end) {
        String marker = end.line().path("marker").path("color").asText(HouseStyle.NEUTRAL);
        return end.line().path("line").path("color").asText(marker);
    }

    private static void leader(ObjectNode figure, End end, double edge, double height) {
        boolean logX = Axes.isLog(figure, "xaxis");
        boolean logY = Axes.isLog(figure, "yaxis");
        ObjectNode leader = figure.withArrayProperty("data").addObject().put("type", "scatter");
        leader.put("mode", "lines").put("hoverinfo", "skip").put("showlegend", false);
        leader.putArray("x").add(logX ? Math.pow(10, end.x()) : end.x()).add(logX ? Math.pow(10, edge) : edge);
        leader.putArray("y").add(logY ? Math.pow(10, end.y()) : end.y()).add(logY ? Math.pow(10, height) : height);
        leader.put("opacity", .6)
                .putObject("line")
                .put("color", color(end))
                .put("width", 1)
                .put("dash", "dot");
    }
}
