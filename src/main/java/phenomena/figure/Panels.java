package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several figures in one, side by side on linked axes. */
final class Panels {
    private static final int ROW_HEIGHT = 250;
    private static final int PIXELS_BETWEEN_ROWS = 48;
    private static final double BETWEEN_COLUMNS = .035;

    private final ObjectNode figure = HouseStyle.blank();
    private final ObjectNode layout = figure.withObjectProperty("layout");
    private final ArrayNode notes = figure.withObjectProperty("words").putArray("notes");
    private final Set<String> named = new HashSet<>();
    private final int columns;
    private final int rows;
    private final int count;

    private Panels(int columns, int count) {
        this.columns = Math.min(columns, count);
        this.count = count;
        rows = (count + columns - 1) / columns;
        int plotted = rows == 1 ? ROW_HEIGHT + 20 : rows * ROW_HEIGHT;
        layout.put("height", plotted + HouseStyle.TOP + HouseStyle.BOTTOM + 20);
        layout.withObjectProperty("margin").put("t", HouseStyle.TOP + 20);
    }

    static ObjectNode of(int columns, List<ObjectNode> pictures) {
        if (columns < 1 || pictures.isEmpty()) {
            throw new IllegalArgumentException("small multiples must have columns ≥ 1 and at least one picture, got "
                    + columns + " columns and " + pictures.size() + " pictures");
        }
        Panels panels = new Panels(columns, pictures.size());
        for (int i = 0; i < pictures.size(); i++) {
            panels.add(i, pictures.get(i));
        }
        panels.unite(pictures);
        panels.words(pictures);
        return panels.figure;
    }

    private void add(int panel, ObjectNode picture) {
        String suffix = panel == 0 ? "" : String.valueOf(panel + 1);
        for (JsonNode trace : picture.path("data")) {
            if (EndLabels.isLabel(trace) && !isLastInRow(panel)) {
                continue; // it would lie on the next panel
            }
            ObjectNode placed = ((ObjectNode) trace).put("xaxis", "x" + suffix).put("yaxis", "y" + suffix);
            if (placed.hasNonNull("name") && !placed.path("showlegend").isBoolean()) {
                String name = placed.path("name").asText();
                placed.put("legendgroup", name).put("showlegend", named.add(name));
            }
            figure.withArrayProperty("data").add(placed);
        }
        axis(panel, "x", suffix, picture);
        axis(panel, "y", suffix, picture);
        for (JsonNode shape : picture.at("/layout/shapes")) {
            layout.withArrayProperty("shapes").add(moved((ObjectNode) shape, suffix));
        }
        for (JsonNode note : picture.at("/words/notes")) {
            notes.add(moved((ObjectNode) note, suffix));
        }
        String title = picture.at("/layout/title/text").asText();
        if (!title.isEmpty()) {
            ObjectNode note = notes.addObject().put("text", SafeText.of(title)).put("showarrow", false);
            note.put("xref", "paper").put("x", domain(panel, "x")[0]).put("xanchor", "left");
            note.put("yref", "paper")
                    .put("y", domain(panel, "y")[1])
                    .put("yanchor", "bottom")
                    .put("yshift", 3);
            note.putObject("font").put("size", 13);
        }
    }

    private void axis(int panel, String letter, String suffix, ObjectNode picture) {
        ObjectNode axis = layout.putObject(letter + "axis" + suffix);
        if (picture.at("/layout/" + letter + "axis") instanceof ObjectNode own) {
            axis.setAll(own);
        }
        double[] domain = domain(panel, letter);
        axis.putArray("domain").add(domain[0]).add(domain[1]);
        axis.put("anchor", (letter.equals("x") ? "y" : "x") + suffix);
        if (panel > 0) {
            axis.put("matches", letter);
        }
        boolean outer = letter.equals("x") ? panel + columns >= count : panel % columns == 0;
        if (!outer) {
            axis.remove("title");
            axis.put("showticklabels", false);
        }
    }

    /** Where a panel lies, in fractions of the plotting area; row 0 is on top. */
    private double[] domain(int panel, String letter) {
        boolean x = letter.equals("x");
        int cells = x ? columns : rows;
        int cell = x ? panel % columns : rows - 1 - panel / columns;
        double between = x ? BETWEEN_COLUMNS : (double) PIXELS_BETWEEN_ROWS / (rows * ROW_HEIGHT);
        double size = (1 - between * (cells - 1)) / cells;
        return new double[] {cell * (size + between), Math.min(1, cell * (size + between) + size)};
    }

    private static ObjectNode moved(ObjectNode thing, String suffix) {
        for (String letter : List.of("x", "y")) {
            String reference = thing.path(letter + "ref").asText();
            thing.put(letter + "ref", reference.replaceFirst("^" + letter + "\\b", letter + suffix));
        }
        return thing;
    }

    private boolean isLastInRow(int panel) {
        return panel % columns == columns - 1 || panel == count - 1;
    }

    private void unite(List<ObjectNode> pictures) {
        for (String letter : List.of("x", "y")) {
            Axes.unite(figure, pictures, letter);
            JsonNode range = layout.path(letter + "axis").path("range");
            for (int panel = 1; panel < count && range.isArray(); panel++) {
                layout.withObjectProperty(letter + "axis" + (panel + 1)).set("range", range);
            }
        }
        JsonNode right = pictures.get(0).at("/layout/margin/r");
        if (!pictures.get(0).at("/layout/showlegend").asBoolean(true)) {
            layout.put("showlegend", false).withObjectProperty("margin").set("r", right);
        }
    }

    /** What the panels say of themselves, said once. */
    private void words(List<ObjectNode> pictures) {
        String remark = pictures.get(0).at("/words/remark").asText();
        boolean same =
                pictures.stream().allMatch(p -> p.at("/words/remark").asText().equals(remark));
        if (same && !remark.isEmpty()) {
            figure.withObjectProperty("words").put("remark", remark);
        }
    }
}
