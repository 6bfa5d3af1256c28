package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Draws where one head looks.
 *
 * @param places what stands at each position
 * @param columns panels in a row
 * @param squares pairs {query, key} to mark, or none
 */
record HeadPanel(List<String> places, int columns, Set<List<Integer>> squares) {

    private static final ColorScale SHARES = new ColorScale(List.of("#ffffff", "#222222"));

    /** The colour of what a query cannot see. */
    static final String UNSEEN = "#e6eef7";

    private static final int PERCENT = 100;
    private static final int TICK = 54; // pixels that a label takes
    private static final int LINE = 24;

    /** @param shares a query, its keys from 0 on */
    Chart of(String name, double[][] shares) {
        return Chart.empty()
                .with(figure -> {
                    cells(figure, name, shares);
                    if (!squares.isEmpty()) {
                        marks(figure);
                        note(figure, shares);
                    }
                    layout(figure.withObjectProperty("layout"));
                })
                .title(name);
    }

    /** Whole percent in rows that end with the query: half of the square, and no cells for what comes later. */
    private void cells(ObjectNode figure, String name, double[][] shares) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "heatmap");
        ArrayNode lines = trace.putArray("z");
        for (double[] query : shares) {
            ArrayNode line = lines.addArray();
            for (double share : query) {
                line.add(Math.round(PERCENT * share));
            }
        }
        trace.put("zmin", 0).put("zmax", PERCENT).put("showscale", false).put("hoverongaps", false);
        trace.set("colorscale", SHARES.json());
        trace.put("hovertemplate", name + "<br>position %{y} looks at %{x}: %{z}%<extra></extra>");
    }

    /** The outlines of cells, as one path. */
    private void marks(ObjectNode figure) {
        StringBuilder path = new StringBuilder();
        for (List<Integer> square : squares) {
            int y = square.get(0);
            int x = square.get(1);
            path.append("M%d.5,%d.5H%d.5V%d.5H%d.5Z".formatted(x - 1, y - 1, x, y, x - 1));
        }
        ObjectNode shape =
                figure.withObjectProperty("layout").withArrayProperty("shapes").addObject();
        shape.put("type", "path").put("path", path.toString()).put("xref", "x").put("yref", "y");
        shape.putObject("line")
                .put("color", HouseStyle.color("prefix matching", 0))
                .put("width", Math.min(1.5, pixels() / 4. / places.size()));
    }

    /** How much of the attention is in squares, where there are no cells. */
    private void note(ObjectNode figure, double[][] shares) {
        double sum = 0;
        for (List<Integer> square : squares) {
            sum += shares[square.get(0)][square.get(1)];
        }
        long queries = squares.stream().map(square -> square.get(0)).distinct().count();
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("text", Math.round(PERCENT * sum / queries) + "%").put("showarrow", false);
        note.put("xref", "x domain").put("x", 1).put("xanchor", "right");
        note.put("yref", "y domain").put("y", 1).put("yanchor", "top");
        note.putObject("font").put("size", 11).put("color", HouseStyle.ink(HouseStyle.color("prefix matching", 0)));
    }

    private int pixels() {
        return (HouseStyle.WIDTH - HouseStyle.LEFT - HouseStyle.RIGHT) / columns;
    }

    private void layout(ObjectNode layout) {
        axis(layout.putObject("xaxis"), "key", TICK);
        axis(layout.putObject("yaxis"), "query", LINE).put("scaleanchor", "x");
        layout.withObjectProperty("xaxis").putArray("range").add(-.5).add(places.size() - .5);
        layout.withObjectProperty("yaxis")
                .putArray("range")
                .add(places.size() - .5)
                .add(-.5);
        int wide = HouseStyle.WIDTH - HouseStyle.LEFT - HouseStyle.RIGHT;
        HouseStyle.size(layout, HouseStyle.WIDTH, wide + HouseStyle.TOP + HouseStyle.BOTTOM);
    }

    private ObjectNode axis(ObjectNode axis, String title, int label) {
        axis.putObject("title").put("text", title);
        axis.put("type", "category").set("categoryarray", PlotlyJson.value(places.toArray()));
        axis.put("nticks", Math.max(2, pixels() / label));
        return axis.put("constrain", "domain").put("showgrid", false);
    }
}
