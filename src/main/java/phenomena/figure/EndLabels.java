package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Writes each line's name at its right end, and moves names apart where lines end close together. */
final class EndLabels {
    private static final double LABEL_HEIGHT = 16;
    private static final double CHARACTER = 7.4;
    private static final String META = "end label";

    private record End(JsonNode line, double x, double y) {}

    private EndLabels() {}

    static void add(ObjectNode figure) {
        boolean log = Axes.isLog(figure, "yaxis");
        List<End> ends = ends(figure, log);
        double[] extent = Axes.extent(figure, "y");
        if (ends.isEmpty() || extent == null) {
            return; // nothing that has a right end: the legend stays
        }
        ObjectNode layout = figure.withObjectProperty("layout");
        double pixels = layout.path("height").asDouble(HouseStyle.HEIGHT) - HouseStyle.TOP - HouseStyle.BOTTOM;
        double span = Math.max(extent[1] - extent[0], 1e-9) * 1.1;
        double[] places = spread(ends, LABEL_HEIGHT * span / pixels, extent[1] + span / 20);
        int longest = 0;
        for (int i = 0; i < places.length; i++) {
            label(figure, ends.get(i), log ? Math.pow(10, places[i]) : places[i]);
            longest = Math.max(longest, ends.get(i).line().path("name").asText().length());
        }
        layout.put("showlegend", false);
        layout.withObjectProperty("margin").put("r", (int) (20 + CHARACTER * longest));
    }

    private static List<End> ends(ObjectNode figure, boolean log) {
        List<End> ends = new ArrayList<>();
        for (JsonNode trace : figure.path("data")) {
            JsonNode ys = trace.path("y");
            if (!trace.path("mode").asText().contains("lines")
                    || trace.has("fill")
                    || !trace.hasNonNull("name")
                    || !trace.path("showlegend").asBoolean(true)) {
                continue;
            }
            for (int i = ys.size() - 1; i >= 0; i--) {
                double y = log ? Math.log10(ys.get(i).asDouble()) : ys.get(i).asDouble();
                if (ys.get(i).isNumber()
                        && Double.isFinite(y)
                        && trace.path("x").path(i).isNumber()) {
                    ends.add(new End(trace, trace.path("x").get(i).asDouble(), y));
                    break;
                }
            }
        }
        ends.sort(Comparator.comparingDouble(End::y));
        return ends;
    }

    /** Heights at least {@code gap} apart and as near to the lines' ends as one upward and one downward pass bring them. */
    private static double[] spread(List<End> ends, double gap, double top) {
        double[] places = ends.stream().mapToDouble(End::y).toArray();
        for (int i = 1; i < places.length; i++) {
            double overlap = places[i - 1] + gap - places[i];
            if (overlap > 0) {
                places[i] += overlap;
            }
        }
        double shift = 0;
        for (int i = 0; i < places.length; i++) {
            shift += (places[i] - ends.get(i).y()) / places.length;
        }
        for (int i = 0; i < places.length; i++) {
            places[i] -= shift;
        }
        double ceiling = top;
        for (int i = places.length - 1; i >= 0; i--) {
            places[i] = Math.min(places[i], ceiling);
            ceiling = places[i] - gap;
        }
        return places;
    }

    private static String gap(JsonNode line) {
        return "\u00a0".repeat(line.path("mode").asText().contains("markers") ? 3 : 1);
    }

    static boolean isLabel(JsonNode trace) {
        return trace.path("meta").asText().equals(META);
    }

    private static void label(ObjectNode figure, End end, double y) {
        JsonNode line = end.line();
        ObjectNode label = figure.withArrayProperty("data").addObject().put("type", "scatter");
        label.put("mode", "text")
                .put("hoverinfo", "skip")
                .put("showlegend", false)
                .put("cliponaxis", false);
        label.put("legendgroup", line.path("legendgroup").asText());
        label.putArray("x").add(end.x());
        label.putArray("y").add(y);
        label.put("meta", META);
        label.putArray("text").add(gap(line) + line.path("name").asText());
        label.put("textposition", "middle right");
        label.putObject("textfont").put("color", line.path("line").path("color").asText(HouseStyle.NEUTRAL));
    }
}
