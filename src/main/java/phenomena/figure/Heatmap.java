package phenomena.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/**
 * A value over two dials, a cell for each pair: a phase diagram. Numbers take colours from dark to light and stand in their
 * cells where these are few; words, such as the phase of each cell, take a colour each.
 *
 * <pre>{@code
 * lab.show(Heatmap.of(cells, "test step", "weightDecay", "trainFraction").logColors().title("Where it groks, and when"));
 * lab.show(Heatmap.of(cells, "phase", "weightDecay", "trainFraction"));
 * }</pre>
 *
 * <p>An infinite number is a threshold that was not reached: its cell is grey and says so. One that is not a number, or an
 * empty word, is a light cell without a value; a pair of which there is no row stays white. All other columns of the row are
 * in the hover. Dials are drawn at even distances, with their values as labels.
 *
 * @param table a row a cell: both dials' columns, the value's, and any to be told in the hover
 * @param value the column to draw, of numbers or of words
 * @param x the dial's column along the x axis
 * @param y the dial's column along the y axis
 * @param look how to draw
 */
public record Heatmap(Table table, String value, String x, String y, Look look) implements Drawing {
    private static final String NO_VALUE = "no value";
    private static final String NO_VALUE_COLOR = "#ececec";
    private static final int NUMBERS_FIT = 100;
    private static final int TEXT_SIZE = 12;
    private static final int ROOM_FOR_COLORS = 90;

    /**
     * How to draw.
     *
     * @param log whether colours are of the value's logarithm
     * @param name what the value is called, beside the colours
     * @param beyond what a cell of an infinite number is called
     */
    public record Look(boolean log, String name, String beyond) {}

    /** @throws IllegalArgumentException if a column is missing, or two rows are of one cell */
    public Heatmap {
        CellGrid.of(table, value, x, y);
    }

    /**
     * A column over two dials.
     *
     * @throws IllegalArgumentException if a column is missing, or two rows are of one cell
     */
    public static Heatmap of(Table table, String value, String x, String y) {
        return new Heatmap(table, value, x, y, new Look(false, Curves.words(value), "not reached"));
    }

    /** With colours of the logarithm; what is not positive has no value then. */
    public Heatmap logColors() {
        return new Heatmap(table, value, x, y, new Look(true, look.name(), look.beyond()));
    }

    /** With another name for the value, with its unit. */
    public Heatmap called(String name) {
        return new Heatmap(table, value, x, y, new Look(look.log(), name, look.beyond()));
    }

    /** With another name for cells of an infinite number, e.g. {@code "not by step 10,000"}. */
    public Heatmap beyond(String name) {
        return new Heatmap(table, value, x, y, new Look(look.log(), look.name(), name));
    }

    @Override
    public Chart chart() {
        CellGrid grid = CellGrid.of(table, value, x, y);
        return Chart.empty().with(figure -> {
            ObjectNode layout = figure.withObjectProperty("layout");
            CellGrid.axis(layout.putObject("xaxis"), x, grid.across());
            CellGrid.axis(layout.putObject("yaxis"), y, grid.up());
            if (isNumeric()) {
                layout.withObjectProperty("margin").put("r", ROOM_FOR_COLORS);
                numbers(figure, grid);
                one(figure, grid, look.beyond(), HouseStyle.FAINT, this::isBeyond);
                one(figure, grid, NO_VALUE, NO_VALUE_COLOR, row -> !isDrawn(row) && !isBeyond(row));
            } else {
                HouseStyle.colors(words())
                        .forEach((word, color) ->
                                one(figure, grid, word, color, row -> word(row).equals(word)));
                one(figure, grid, NO_VALUE, NO_VALUE_COLOR, row -> word(row).isEmpty());
            }
            List<String> legend = Marks.legend(figure);
            if (!legend.isEmpty()) {
                HouseStyle.legendAbove(layout, legend);
            }
        });
    }

    private boolean isNumeric() {
        return table.column(value) instanceof NumericColumn<?>;
    }

    private List<String> words() {
        return table.stringColumn(value).asList().stream()
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private String word(int row) {
        return table.stringColumn(value).get(row);
    }

    private double number(int row) {
        return table.numberColumn(value).getDouble(row);
    }

    private boolean isBeyond(int row) {
        return number(row) == Double.POSITIVE_INFINITY;
    }

    /** Whether a number has a colour of the scale. */
    private boolean isDrawn(int row) {
        return Double.isFinite(number(row)) && (!look.log() || number(row) > 0);
    }

    private void numbers(ObjectNode figure, CellGrid grid) {
        ObjectNode trace = grid.draw(
                figure,
                this::isDrawn,
                row -> look.log() ? Math.log10(number(row)) : number(row),
                row -> Tidy.label(number(row)));
        ColorBars.lay(trace, look.name(), look.log());
        int wide = (HouseStyle.WIDTH - HouseStyle.LEFT - ROOM_FOR_COLORS)
                / grid.across().size();
        double widest = IntStream.range(0, table.rowCount())
                .filter(this::isDrawn)
                .mapToDouble(row -> SafeText.width(digits(number(row))) * TEXT_SIZE)
                .max()
                .orElse(0);
        if (grid.count() <= NUMBERS_FIT && widest < wide - 4) {
            trace.set("text", grid.each(row -> PlotlyJson.value(isDrawn(row) ? digits(number(row)) : "")));
            trace.put("texttemplate", "%{text}").putObject("textfont").put("size", TEXT_SIZE);
        }
    }

    /** Three digits are what fits a cell, and what a median of few seeds is worth. */
    private static String digits(double number) {
        double rounded = new BigDecimal(number).round(new MathContext(3)).doubleValue();
        boolean thousands = Math.abs(rounded) >= 1e4 && Math.abs(rounded) < 1e6;
        return thousands ? Tidy.label(rounded / 1e3) + "k" : Tidy.label(rounded);
    }

    /** Cells of one colour, which the legend names; none if no row is such. */
    private static void one(ObjectNode figure, CellGrid grid, String name, String color, IntPredicate which) {
        if (!grid.any(which)) {
            return;
        }
        ObjectNode trace = grid.draw(figure, which, row -> 0, row -> name).put("showscale", false);
        trace.set("colorscale", new ColorScale(List.of(color, color)).json());
        ObjectNode entry = figure.withArrayProperty("data").addObject().put("type", "scatter");
        entry.put("name", SafeText.of(name)).put("mode", "markers").put("hoverinfo", "skip");
        entry.putArray("x").addNull();
        entry.putArray("y").addNull();
        entry.putObject("marker").put("symbol", "square").put("size", 12).put("color", color);
    }
}
