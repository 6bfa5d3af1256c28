package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How every figure of the house looks, in one place.
 *
 * <p>Colours are those of Okabe and Ito (2008), "Color universal design", which readers with a colour vision deficiency tell
 * apart; the same colour means the same thing in every notebook. Values of a dial have an order, so they take steps of
 * viridis, from dark to light. Everything is a Plotly template: it sets what a figure leaves open and nothing else.
 */
public final class HouseStyle {
    static final int WIDTH = 700;
    static final int HEIGHT = 420;
    static final int TOP = 60;
    static final int BOTTOM = 60;
    static final int LEFT = 70;
    static final int RIGHT = 30;
    static final int TITLE_SIZE = 16;
    static final int ABOVE_TITLE = 16;
    static final int CAPTION_SIZE = 12;
    static final int LABEL_SIZE = 13;
    private static final int LEGEND_SIZE = 12;
    private static final int LEGEND_LINE = 20;

    /** Pixels of a legend's entry beside its name. */
    private static final int LEGEND_MARK = 50;

    static final String NEUTRAL = "#6b6b6b";

    /** What stands back: bars beside those that matter, cells without a value. */
    static final String FAINT = "#c4c4c4";

    private static final String INK = "#222222";
    private static final String GRID = "#e9e9e9";

    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("train", "#0072B2"),
            Map.entry("test", "#D55E00"),
            Map.entry("validation", "#56B4E9"),
            Map.entry("theory", "#000000"),
            Map.entry("clean", "#009E73"),
            Map.entry("corrupted", "#CC79A7"),
            Map.entry("chance", NEUTRAL),
            Map.entry("paper", "#E69F00"),
            Map.entry("comprehension", "#009E73"),
            Map.entry("grokking", "#F0E442"),
            Map.entry("memorisation", "#CC79A7"),
            Map.entry("confusion", NEUTRAL),
            Map.entry("unfinished", FAINT));

    /** Okabe and Ito's colours without those of train and test; the yellow, hard to see as a line on white, last. */
    private static final List<String> PALETTE =
            List.of("#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#F0E442");

    /** The part of viridis that is dark enough for a line on white. */
    private static final double VISIBLE_PART = .82;

    /** The greatest luminance of letters, in [0, 1]. */
    private static final double READABLE = .62;

    private HouseStyle() {}

    /**
     * The colour of a name.
     *
     * @param name what is drawn: {@code train test validation theory clean corrupted chance paper}, and the phases of learning
     *     {@code comprehension grokking memorisation confusion unfinished}, in any case, have colours of their own
     * @param index its place among the others drawn, from 0: gives the colour of any other name, never that of train or test
     * @return {@code #rrggbb}
     */
    public static String color(String name, int index) {
        return MEANINGS.getOrDefault(name.toLowerCase(Locale.ROOT), PALETTE.get(Math.floorMod(index, PALETTE.size())));
    }

    /** The colour of a name beside these: its own if it has one, else the first that is free, else one of them again. */
    static String color(String name, Collection<String> taken) {
        String free = PALETTE.stream()
                .filter(color -> !taken.contains(color))
                .findFirst()
                .orElse(PALETTE.get(taken.size() % PALETTE.size()));
        return MEANINGS.getOrDefault(name.toLowerCase(Locale.ROOT), free);
    }

    /** The colours of what has no meaning of its own, in the order they are given out. */
    static List<String> palette() {
        return PALETTE;
    }

    /** The colours of names drawn together, those with a meaning of their own served first. */
    static Map<String, String> colors(Collection<String> names) {
        Map<String, String> colors = new LinkedHashMap<>();
        for (String name : names) {
            String meant = MEANINGS.get(name.toLowerCase(Locale.ROOT));
            if (meant != null) {
                colors.put(name, meant);
            }
        }
        for (String name : names) {
            if (!colors.containsKey(name)) {
                colors.put(name, color(name, colors.values()));
            }
        }
        return colors;
    }

    /**
     * The colour of a dial's value.
     *
     * @param index its place in the dial's order, in [0, count)
     * @param count how many values are drawn, at least 1
     * @return {@code #rrggbb}
     */
    public static String dialColor(int index, int count) {
        return ColorScale.SEQUENTIAL.at(count == 1 ? .03 : VISIBLE_PART * index / (count - 1));
    }

    /** The colour at an opacity in [0, 1], as {@code rgba(…)}. */
    static String faint(String color, double opacity) {
        int rgb = Integer.parseInt(color.substring(1), 16);
        return String.format(Locale.ROOT, "rgba(%d,%d,%d,%.2f)", rgb >> 16, rgb >> 8 & 255, rgb & 255, opacity);
    }

    /** The colour dark enough for letters on white. */
    static String ink(String color) {
        if (!color.matches("#[0-9a-fA-F]{6}")) {
            return color;
        }
        int rgb = Integer.parseInt(color.substring(1), 16);
        double light = (.2126 * (rgb >> 16) + .7152 * (rgb >> 8 & 255) + .0722 * (rgb & 255)) / 255;
        double kept = light > READABLE ? READABLE / light : 1;
        return String.format(
                "#%02x%02x%02x",
                (int) (kept * (rgb >> 16)), (int) (kept * (rgb >> 8 & 255)), (int) (kept * (rgb & 255)));
    }

    /** A figure with no traces: the house's size, margins and template. */
    static ObjectNode blank() {
        ObjectNode figure = PlotlyJson.NODES.objectNode();
        figure.putArray("data");
        ObjectNode layout = figure.putObject("layout");
        layout.put("width", WIDTH).put("height", HEIGHT);
        layout.putObject("margin").put("l", LEFT).put("r", RIGHT).put("t", TOP).put("b", BOTTOM);
        figure.putObject("words").put("roomForTitle", TOP - 20);
        return dress(figure);
    }

    /** Another size in pixels, each at least 100. */
    static void size(ObjectNode layout, int width, int height) {
        if (width < 100 || height < 100) {
            throw new IllegalArgumentException(
                    "width and height must be at least 100 pixels, got " + width + " and " + height);
        }
        layout.put("width", width).put("height", height);
    }

    /** Puts the legend between title and plot, in as many lines as the names take, and makes room for it. */
    static void legendAbove(ObjectNode layout, List<String> names) {
        ObjectNode margin = layout.withObjectProperty("margin");
        double widest = names.stream().mapToDouble(SafeText::width).max().orElse(0) * LEGEND_SIZE + LEGEND_MARK;
        int room = layout.path("width").asInt(WIDTH)
                - margin.path("l").asInt()
                - margin.path("r").asInt();
        int columns = (int) Math.max(1, room / widest);
        int more = (names.size() + columns - 1) / columns * LEGEND_LINE + 4;
        margin.put("t", margin.path("t").asInt() + more);
        layout.put("height", layout.path("height").asInt(HEIGHT) + more).put("showlegend", true);
        layout.putObject("legend")
                .put("orientation", "h")
                .put("x", 0)
                .put("y", 1)
                .put("yanchor", "bottom");
    }

    /** Adds the template and the quiet mode bar to a figure's JSON. */
    static ObjectNode dress(ObjectNode figure) {
        figure.withObjectProperty("layout").set("template", template());
        figure.withObjectProperty("config").put("displaylogo", false).put("responsive", true);
        ArrayNode idle = figure.withObjectProperty("config").putArray("modeBarButtonsToRemove");
        List.of("select2d", "lasso2d", "zoomIn2d", "zoomOut2d", "autoScale2d").forEach(idle::add);
        return figure;
    }

    private static ObjectNode template() {
        ObjectNode template = PlotlyJson.NODES.objectNode();
        ObjectNode layout = template.putObject("layout");
        layout.putObject("font")
                .put("family", "Open Sans, Helvetica, Arial, sans-serif")
                .put("size", LABEL_SIZE)
                .put("color", INK);
        layout.put("paper_bgcolor", "#ffffff").put("plot_bgcolor", "#ffffff").put("hovermode", "closest");
        layout.putObject("title")
                .put("x", 0)
                .put("xref", "paper")
                .put("xanchor", "left")
                .put("yref", "container")
                .put("y", 1)
                .put("yanchor", "top");
        layout.withObjectProperty("title").putObject("pad").put("t", ABOVE_TITLE);
        layout.withObjectProperty("title").putObject("font").put("size", TITLE_SIZE);
        ArrayNode colors = layout.putArray("colorway");
        PALETTE.forEach(colors::add);
        layout.putObject("hoverlabel").put("align", "left").put("namelength", -1);
        layout.putObject("legend").put("tracegroupgap", 0).putObject("font").put("size", LEGEND_SIZE);
        layout.putObject("colorscale").set("sequential", ColorScale.SEQUENTIAL.json());
        axis(layout.putObject("xaxis"));
        axis(layout.putObject("yaxis"));
        for (String type : List.of("heatmap", "contour", "histogram2d")) {
            template.withObjectProperty("data")
                    .putArray(type)
                    .addObject()
                    .set("colorscale", ColorScale.SEQUENTIAL.json());
        }
        return template;
    }

    private static void axis(ObjectNode axis) {
        axis.put("automargin", true).put("showline", true).put("linecolor", "#888888");
        axis.put("ticks", "outside").put("tickcolor", "#888888").put("ticklen", 4);
        axis.put("gridcolor", GRID).put("zeroline", false);
        axis.putObject("title").put("standoff", 8);
    }
}
