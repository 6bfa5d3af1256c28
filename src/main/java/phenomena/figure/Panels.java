package phenomena.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Several figures in one: side by side on linked axes, or under one another over one x axis. */
final class Panels {
    private static final String STACKED = "linesOverStack";
    static final int PANEL_HEIGHT = 226;
    private static final int LONE_ROW = 270;
    private static final int NO_AXIS = 8;
    private static final double TITLE = 20;
    private static final int BETWEEN_ROWS = 48;
    private static final int STACK_HEIGHT = 180;
    private static final int BETWEEN_UNTITLED = 22;
    private static final double BETWEEN_COLUMNS = .035;

    /** Pixels of the figure's width that are surely plotted on, for titles of panels. */
    private static final int ROOM = HouseStyle.WIDTH - 150;

    private final ObjectNode figure = HouseStyle.blank();
    private final ObjectNode layout = figure.withObjectProperty("layout");
    private final ArrayNode notes = figure.withObjectProperty("words").putArray("notes");
    private final Set<String> named = new HashSet<>();
    private final List<String> linked;
    private final int columns;
    private final int rows;
    private final int count;
    private final double panelHeight;
    private final int betweenRows;

    private Panels(List<String> linked, int columns, List<ObjectNode> pictures) {
        this.linked = linked;
        this.columns = Math.min(columns, pictures.size());
        count = pictures.size();
        rows = (count + columns - 1) / columns;
        for (String side : List.of("l", "r")) {
            layout.withObjectProperty("margin").set(side, pictures.get(0).at("/layout/margin/" + side));
        }
        panelHeight = panelHeight(pictures.get(0));
        boolean untitled = pictures.stream().allMatch(p -> title(p).isEmpty());
        betweenRows = isStack() && untitled ? BETWEEN_UNTITLED : BETWEEN_ROWS;
        boolean axes = pictures.get(0).at("/layout/xaxis/visible").asBoolean(true);
        int top = HouseStyle.TOP + 20;
        int bottom = axes ? HouseStyle.BOTTOM : NO_AXIS;
        layout.put("height", (int) Math.round(plotted()) + top + bottom);
        layout.withObjectProperty("margin").put("t", top).put("b", bottom);
    }

    private double plotted() {
        return rows * panelHeight + (rows - 1) * betweenRows;
    }

    /** Panels on linked axes. */
    static ObjectNode grid(int columns, List<ObjectNode> pictures) {
        return of(List.of("x", "y"), columns, pictures);
    }

    /** Panels in one column that have only x in common. */
    static ObjectNode stack(List<ObjectNode> pictures) {
        ObjectNode figure = of(List.of("x"), 1, pictures);
        figure.withObjectProperty("words").put(STACKED, title(pictures.get(0)).isEmpty() ? 0 : 1);
        return figure;
    }

    /** Whether a figure's panels stand over one x axis. */
    static boolean isStack(ObjectNode figure) {
        return figure.path("words").has(STACKED);
    }

    /** The lines of text that stand over the first panel of a stack: its title, if it has one. */
    static int linesOverStack(ObjectNode figure) {
        return figure.path("words").path(STACKED).asInt();
    }

    private static ObjectNode of(List<String> linked, int columns, List<ObjectNode> pictures) {
        if (columns < 1 || pictures.isEmpty()) {
            throw new IllegalArgumentException("small multiples must have columns ≥ 1 and at least one picture, got "
                    + columns + " columns and " + pictures.size() + " pictures");
        }
        Axes.agree(pictures, linked);
        ColorBars.agree(pictures, true);
        Panels panels = new Panels(linked, columns, pictures);
        for (int i = 0; i < pictures.size(); i++) {
            panels.add(i, pictures.get(i));
        }
        panels.legend(pictures);
        panels.words(pictures);
        return panels.figure;
    }

    /** Pixels of a panel: the house's, or what keeps a picture in its own height or proportions. */
    private double panelHeight(ObjectNode picture) {
        JsonNode own = picture.path("layout");
        double high = own.path("height").asDouble(HouseStyle.HEIGHT)
                - own.at("/margin/t").asDouble()
                - own.at("/margin/b").asDouble();
        if (own.at("/yaxis/scaleanchor").isTextual()) {
            return high * panelWidth(picture) / width(picture);
        }
        boolean usual = own.path("height").asInt(HouseStyle.HEIGHT) == HouseStyle.HEIGHT;
        return !usual ? high : rows == 1 ? LONE_ROW : isStack() ? STACK_HEIGHT : PANEL_HEIGHT;
    }

    private double panelWidth(ObjectNode picture) {
        return (HouseStyle.WIDTH - sides(picture)) * (1 - BETWEEN_COLUMNS * (columns - 1)) / columns;
    }

    private static double width(ObjectNode picture) {
        return picture.at("/layout/width").asDouble(HouseStyle.WIDTH) - sides(picture);
    }

    private static double sides(ObjectNode picture) {
        return picture.at("/layout/margin/l").asDouble()
                + picture.at("/layout/margin/r").asDouble();
    }

    private void add(int panel, ObjectNode picture) {
        String suffix = panel == 0 ? "" : String.valueOf(panel + 1);
        if (isLastInRow(panel)) { // elsewhere labels would lie on the next panel
            EndLabels.settle(picture, panelHeight);
        }
        for (JsonNode trace : picture.path("data")) {
            if (trace.at("/textfont/size").isNumber()
                    && picture.at("/layout/yaxis/scaleanchor").isTextual()) {
                double size = trace.at("/textfont/size").asDouble() * panelWidth(picture) / width(picture);
                ((ObjectNode) trace).withObjectProperty("textfont").put("size", Math.max(1, size));
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
        title(panel, title(picture));
    }

    private boolean isStack() {
        return !linked.contains("y");
    }

    private static String title(ObjectNode picture) {
        return picture.at("/layout/title/text").asText();
    }

    private void title(int panel, String title) {
        if (title.isEmpty()) {
            return;
        }
        double[] across = domain(panel, "x");
        double room = (across[1] - across[0]) * ROOM / HouseStyle.LABEL_SIZE;
        ObjectNode note = notes.addObject().put("text", SafeText.wrap(title, room));
        note.put("showarrow", false).put("align", "left");
        note.put("xref", "paper").put("x", across[0]).put("xanchor", "left");
        note.put("yref", "paper").put("y", domain(panel, "y")[1]);
        note.put("yanchor", "bottom").put("yshift", 3);
        note.putObject("font").put("size", HouseStyle.LABEL_SIZE);
    }

    private void axis(int panel, String letter, String suffix, ObjectNode picture) {
        ObjectNode axis = layout.putObject(letter + "axis" + suffix);
        if (picture.at("/layout/" + letter + "axis") instanceof ObjectNode own) {
            axis.setAll(own);
        }
        double[] domain = domain(panel, letter);
        axis.putArray("domain").add(domain[0]).add(domain[1]);
        axis.put("anchor", (letter.equals("x") ? "y" : "x") + suffix);
        if (panel > 0 && linked.contains(letter)) {
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
        double between = x ? BETWEEN_COLUMNS : betweenRows / plotted();
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

    /** A legend over the panels where colour bars stand at the right; no legend, and room there, where lines have labels. */
    private void legend(List<ObjectNode> pictures) {
        if (ColorBars.any(figure) && !Marks.legend(figure).isEmpty()) {
            HouseStyle.legendAbove(layout, Marks.legend(figure));
            layout.withObjectProperty("legend").put("y", 1 + TITLE / plotted());
        }
        labels(pictures);
    }

    /** No legend, and room at the right, where the last panels of the rows have labels. */
    private void labels(List<ObjectNode> pictures) {
        int widest = 0;
        for (JsonNode picture : pictures) {
            if (!picture.at("/layout/showlegend").asBoolean(true)) {
                layout.put("showlegend", false);
                widest = Math.max(widest, picture.at("/layout/margin/r").asInt());
            }
        }
        if (widest > 0) {
            layout.withObjectProperty("margin").put("r", widest);
        }
    }

    /** What the panels say of themselves, said once; of panels on linked axes only what all say. */
    private void words(List<ObjectNode> pictures) {
        List<String> remarks = pictures.stream()
                .map(p -> p.at("/words/remark").asText())
                .distinct()
                .toList();
        if (remarks.size() == 1 || isStack()) {
            figure.withObjectProperty("words")
                    .put("remark", String.join(" ", remarks).strip());
        }
    }
}
