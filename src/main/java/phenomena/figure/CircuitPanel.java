package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import phenomena.figure.HeadGraph.Edge;
import phenomena.measure.CompositionScores;
import phenomena.measure.HeadScores;
import phenomena.model.Head;

/**
 * Draws a network's heads and what they read of each other in one way.
 *
 * @param graph the heads
 * @param step of training
 * @param widest the score of the widest line, or 0
 */
record CircuitPanel(HeadGraph graph, long step, double widest) {

    private static final Map<String, String> TITLES = Map.of(
            CompositionScores.Q_COMPOSITION, "read into queries (Q)",
            CompositionScores.K_COMPOSITION, "read into keys (K)",
            CompositionScores.V_COMPOSITION, "read into values (V)");
    private static final String INK = "#222222";
    private static final int WIDTH = 7;
    private static final int POINTS = 8;

    /** How far lines bend that pass a layer, so that they do not lie on its heads. */
    private static final double BEND = .55;

    /** The part of a layer's height that a line keeps from the middle of a head, whose hover it would take. */
    private static final double UNDER = .09;

    private static final int LAYER = 110;
    private static final int NODE = 30;

    /** Pixels of a panel that its heads may take side by side. */
    private static final int ABREAST = 150;

    private static final double FAINTEST = .12;

    Chart of(String kind) {
        return Chart.empty()
                .with(figure -> {
                    for (Edge edge : graph.edges(step)) {
                        if (edge.kind().equals(kind)) {
                            line(figure, edge);
                        }
                    }
                    nodes(figure);
                    layout(figure.withObjectProperty("layout"));
                })
                .title(TITLES.get(kind));
    }

    private void line(ObjectNode figure, Edge edge) {
        double share = edge.score() / widest;
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("mode", "lines").put("showlegend", false);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        Head from = edge.from();
        Head into = edge.into();
        double hidden = UNDER / (into.layer() - from.layer());
        double bend = (into.layer() - from.layer() - 1) * BEND;
        for (int i = 0; i <= POINTS; i++) {
            double t = hidden + (1 - 2 * hidden) * i / POINTS;
            double across = from.head() + t * (into.head() - from.head()) + 2 * bend * t * (1 - t);
            x.add(Math.rint(1000 * across) / 1000);
            y.add(Math.rint(1000 * (from.layer() + t * (into.layer() - from.layer()))) / 1000);
        }
        trace.putObject("line")
                .put("width", Math.rint(100 * WIDTH * share) / 100)
                .put("color", HouseStyle.faint(INK, FAINTEST + (.8 - FAINTEST) * share));
        trace.put(
                "hovertemplate",
                into.name() + " reads " + from.name() + "<br>"
                        + String.format(Locale.ROOT, "%s %.3f", edge.kind(), edge.score()) + "<extra></extra>");
    }

    private void nodes(ObjectNode figure) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("mode", "markers+text").put("showlegend", false).put("cliponaxis", false);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        ArrayNode text = trace.putArray("text");
        ArrayNode hover = trace.putArray("hovertext");
        int size = Math.min(NODE, ABREAST / graph.perLayer());
        ObjectNode marker = trace.putObject("marker").put("size", size);
        marker.put("opacity", 1).putObject("line").put("color", INK).put("width", 1);
        ArrayNode colors = marker.putArray("color");
        ArrayNode symbols = marker.putArray("symbol");
        for (Head head : graph.heads()) {
            String role = graph.role(step, head);
            x.add(head.head());
            y.add(head.layer());
            colors.add(color(role, role == null ? 0 : graph.strength(step, head, role)));
            symbols.add(HeadScores.PREVIOUS_TOKEN.equals(role) ? "square" : "circle");
            text.add(role == null ? "" : String.valueOf(Math.round(100 * graph.score(step, head, role))));
            hover.add("<b>" + head.name() + "</b><br>" + String.join("<br>", graph.told(step, head)));
        }
        trace.put("hovertemplate", "%{hovertext}<extra></extra>");
        trace.putObject("hoverlabel").put("bgcolor", INK);
        trace.putObject("textfont").put("size", Math.min(11, size / 2)).put("color", INK);
    }

    private static String color(String role, double strength) {
        String full = role == null
                ? HouseStyle.FAINT
                : HouseStyle.colors(HeadGraph.ROLES).get(role);
        return new ColorScale(List.of("#ffffff", full))
                .at(Math.min(1, Math.max(0, Double.isNaN(strength) ? 0 : strength)));
    }

    private void layout(ObjectNode layout) {
        axis(layout.putObject("xaxis"), "", graph.perLayer()).putObject("title").put("text", "head");
        axis(layout.putObject("yaxis"), "layer ", graph.layers());
        HouseStyle.size(layout, HouseStyle.WIDTH, graph.layers() * LAYER + HouseStyle.TOP + HouseStyle.BOTTOM);
    }

    private static ObjectNode axis(ObjectNode axis, String name, int count) {
        axis.putArray("range").add(-.5).add(count - .5);
        ArrayNode places = axis.put("tickmode", "array").putArray("tickvals");
        ArrayNode names = axis.putArray("ticktext");
        for (int i = 0; i < count; i++) {
            places.add(i);
            names.add(name + i);
        }
        return axis.put("showgrid", false).put("ticks", "");
    }
}
