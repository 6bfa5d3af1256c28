package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import phenomena.analysis.Spread;
import phenomena.figure.Seeded.Series;
import tech.tablesaw.api.Table;

/**
 * A quantity at the end of training against a dial: a dot for the median over seeds, a bar for their spread, and every seed
 * as a faint dot.
 *
 * <pre>{@code
 * Dots.of(table, "error", "labelNoise").title("Test error grows with the noise that was memorised")
 * }</pre>
 *
 * <p>The end is each replica's own last step. The bar runs from the 10% to the 90% quantile of five seeds or more, and from
 * the least to the greatest of fewer; the caption says which.
 *
 * @param table tidy rows: run, replica, step, split, quantity, value, the dial's column and any named in {@code by}
 * @param quantity what to draw, e.g. {@code "error"}
 * @param dial the column on the x axis, of numbers or of categories
 * @param by the columns whose values have colours; empty for the split
 * @param look the scales and the spread
 */
public record Dots(Table table, String quantity, String dial, List<String> by, Look look) implements Drawing {

    /**
     * How to draw.
     *
     * @param logX whether the dial's axis is logarithmic
     * @param logY whether the value's axis is logarithmic
     * @param spread how seeds are summarised; null for the house's rule
     */
    public record Look(boolean logX, boolean logY, Spread spread) {}

    /** @throws IllegalArgumentException if the quantity was not measured, or a column is missing */
    public Dots {
        table = Tidy.quantity(table, quantity);
        by = by.stream().filter(column -> !column.equals("split")).toList();
        Tidy.require(table, dial);
        for (String column : by) {
            Tidy.require(table, column);
        }
    }

    /**
     * The end of training against a dial.
     *
     * @throws IllegalArgumentException if the table is not tidy, or has no such quantity or dial
     */
    public static Dots of(Table table, String quantity, String dial) {
        return new Dots(table, quantity, dial, List.of(), new Look(false, false, null));
    }

    /** With a colour for each value of these columns; without them train and test have colours. */
    public Dots by(String... columns) {
        return new Dots(table, quantity, dial, Arrays.asList(columns), look);
    }

    /** Only one split, e.g. {@code "test"}. */
    public Dots split(String split) {
        return new Dots(Tidy.split(table, split), quantity, dial, by, look);
    }

    /** With the dial on a logarithmic axis. */
    public Dots logDial() {
        return new Dots(table, quantity, dial, by, new Look(true, look.logY(), look.spread()));
    }

    /** With values on a logarithmic axis. */
    public Dots logValues() {
        return new Dots(table, quantity, dial, by, new Look(look.logX(), true, look.spread()));
    }

    /** With another centre and interval. */
    public Dots spread(Spread spread) {
        return new Dots(table, quantity, dial, by, new Look(look.logX(), look.logY(), spread));
    }

    @Override
    public Chart chart() {
        List<String> keys = new ArrayList<>(by);
        keys.add(dial);
        Table last = Tidy.last(table, keys);
        Seeded seeded = Seeded.of(last, dial, by, look.spread());
        boolean open = !by.isEmpty() && seeded.splits().size() > 1;
        Chart chart = Chart.empty().with(figure -> {
            axes(figure.withObjectProperty("layout"));
            for (Series series : seeded.series()) {
                seeds(figure, last, series);
            }
            for (Series series : seeded.series()) {
                draw(figure, series, open && series.split().equals("train"));
            }
        });
        String how = seeded.remark(Curves.words(quantity) + " at the last step", "bar") + " Faint dots: single seeds."
                + (open ? " Filled: test, open: train." : "");
        return (Tidy.isNumeric(Tidy.distinct(table, dial)) ? chart.labelLines() : chart).remark(how);
    }

    private void axes(ObjectNode layout) {
        ObjectNode x = layout.putObject("xaxis");
        x.putObject("title").put("text", SafeText.of(Curves.words(dial)));
        ObjectNode y = layout.putObject("yaxis");
        y.putObject("title").put("text", SafeText.of(Curves.words(quantity)));
        if (look.logX()) {
            x.put("type", "log");
        }
        if (look.logY()) {
            y.put("type", "log");
        }
    }

    private void draw(ObjectNode figure, Series series, boolean open) {
        double[] centre = series.points().column(0);
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("name", SafeText.of(name(series)))
                .put("legendgroup", name(series))
                .put("mode", "lines+markers");
        trace.set("x", PlotlyJson.value(series.points().x().toArray()));
        trace.set("y", PlotlyJson.value(centre));
        trace.putObject("line").put("color", series.color()).put("width", 1.2);
        trace.putObject("marker")
                .put("color", series.color())
                .put("size", 9)
                .put("symbol", open ? "circle-open" : "circle");
        bars(trace, series);
        ArrayNode rows = trace.putArray("customdata");
        series.points().summaries().forEach(s -> rows.add(PlotlyJson.value(new double[] {s[1], s[2], s[3]})));
        trace.put(
                "hovertemplate",
                "<b>" + SafeText.inTemplate(name(series)) + "</b><br>"
                        + SafeText.inTemplate(Curves.words(dial)) + " %{x}<br>"
                        + SafeText.inTemplate(Curves.words(quantity))
                        + " %{y:.4~g} (%{customdata[0]:.4~g} to %{customdata[1]:.4~g}; seeds: %{customdata[2]})<extra></extra>");
    }

    private static void bars(ObjectNode trace, Series series) {
        double[] centre = series.points().column(0);
        double[] below = series.points().column(1);
        double[] above = series.points().column(2);
        for (int i = 0; i < centre.length; i++) {
            below[i] = centre[i] - below[i];
            above[i] -= centre[i];
        }
        ObjectNode bars = trace.putObject("error_y").put("type", "data").put("symmetric", false);
        bars.put("thickness", 1.6).put("width", 4).put("color", series.color());
        bars.set("array", PlotlyJson.value(above));
        bars.set("arrayminus", PlotlyJson.value(below));
    }

    private void seeds(ObjectNode figure, Table last, Series series) {
        if (Arrays.stream(series.points().column(3)).allMatch(n -> n <= 1)) {
            return;
        }
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("name", SafeText.of(name(series)))
                .put("legendgroup", name(series))
                .put("showlegend", false);
        trace.put("mode", "markers").put("hoverinfo", "skip");
        trace.putObject("marker")
                .put("color", HouseStyle.faint(series.color(), .3))
                .put("size", 5);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        for (int row = 0; row < last.rowCount(); row++) {
            List<Object> group = Tidy.key(last, by, row);
            String name = String.join(", ", group.stream().map(Tidy::label).toList());
            if (last.stringColumn("split").get(row).equals(series.split())
                    && (by.isEmpty() || name.equals(series.name()))) {
                x.add(PlotlyJson.value(last.column(dial).get(row)));
                y.add(PlotlyJson.value(last.numberColumn("value").getDouble(row)));
            }
        }
    }

    private String name(Series series) {
        return series.name().isEmpty() ? Curves.words(quantity) : series.name();
    }
}
