package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import phenomena.analysis.Spread;
import phenomena.figure.Seeded.Series;
import tech.tablesaw.api.Table;

/**
 * A quantity against the training step: the median over seeds as a line, their spread as a band.
 *
 * <pre>{@code
 * Curves.of(table, "error").by("labelNoise").title("Training error reaches zero at every noise")
 * }</pre>
 *
 * <p>The band runs from the 10% to the 90% quantile of five seeds or more, and from the least to the greatest of fewer; the
 * caption says which. Steps are on a logarithmic axis, where step 0 (before training), if measured, stands at its left end
 * with the tick 0. Splits have the colours of train and test; where {@code by} gives colours to other things, the test split
 * is solid and the train split dashed.
 *
 * @param table tidy rows: run, replica, step, split, quantity, value, and any column named in {@code by}
 * @param quantity what to draw, e.g. {@code "error"}
 * @param by the columns whose values have colours; empty for the split
 * @param scales which axes are logarithmic
 * @param spread how seeds are summarised; null for the rule above
 */
public record Curves(Table table, String quantity, List<String> by, Scales scales, Spread spread) implements Drawing {

    /**
     * Which axes are logarithmic.
     *
     * @param logX the step's axis
     * @param logY the value's axis
     */
    public record Scales(boolean logX, boolean logY) {}

    /** @throws IllegalArgumentException if the quantity was not measured, or a column is missing */
    public Curves {
        table = Tidy.quantity(table, quantity);
        by = by.stream().filter(column -> !column.equals("split")).toList();
        for (String column : by) {
            Tidy.require(table, column);
        }
    }

    /**
     * The curves of one quantity.
     *
     * @throws IllegalArgumentException if the table is not tidy, or has no such quantity
     */
    public static Curves of(Table table, String quantity) {
        Table rows = Tidy.quantity(table, quantity);
        List<String> by = Tidy.distinct(rows, "run").size() > 1 ? List.of("run") : List.of();
        return new Curves(table, quantity, by, new Scales(true, false), null);
    }

    /**
     * Several quantities of one scale on one axis, a colour each.
     *
     * @param axis what they are in common, e.g. {@code "fraction of examples"}
     * @param quantities at least one
     * @throws IllegalArgumentException if the table is not tidy, or lacks one of them
     */
    public static Curves compare(Table table, String axis, String... quantities) {
        Table all = null;
        for (String quantity : quantities) {
            Table rows = Tidy.quantity(table, quantity).copy();
            rows.addColumns(rows.stringColumn("quantity").copy().setName("measure"));
            rows.replaceColumn(
                    "quantity", rows.stringColumn("quantity").map(name -> axis).setName("quantity"));
            all = all == null ? rows : all.append(rows);
        }
        return of(all, axis).by("measure");
    }

    /**
     * The fraction of examples classified rightly, 1 − error.
     *
     * @throws IllegalArgumentException if the table is not tidy, or has no quantity {@code "error"}
     */
    public static Curves accuracy(Table table) {
        Table rows = Tidy.quantity(table, "error").copy();
        rows.replaceColumn(
                "value", rows.numberColumn("value").multiply(-1).add(1).setName("value"));
        rows.replaceColumn(
                "quantity",
                rows.stringColumn("quantity").map(name -> "accuracy").setName("quantity"));
        return of(rows, "accuracy");
    }

    /** With a colour for each value of these columns (a dial, the run); {@code by("split")} colours train and test. */
    public Curves by(String... columns) {
        return new Curves(table, quantity, Arrays.asList(columns), scales, spread);
    }

    /** Only one split, e.g. {@code "test"}. */
    public Curves split(String split) {
        return new Curves(Tidy.split(table, split), quantity, by, scales, spread);
    }

    /** With steps on a linear axis. */
    public Curves linearSteps() {
        return new Curves(table, quantity, by, new Scales(false, scales.logY()), spread);
    }

    /** With values on a logarithmic axis. */
    public Curves logValues() {
        return new Curves(table, quantity, by, new Scales(scales.logX(), true), spread);
    }

    /** With another centre and interval. */
    public Curves spread(Spread spread) {
        return new Curves(table, quantity, by, scales, spread);
    }

    /** A slider over the values of a dial: one picture for each, all in the figure. */
    public Chart slider(String dial) {
        List<Object> values = values(dial);
        return Chart.slider(words(dial), values.stream().map(Tidy::label).toList(), each(dial, values, v -> ""));
    }

    /** Small multiples over the values of a dial, {@code columns} in a row. */
    public Chart panels(String dial, int columns) {
        List<Object> values = values(dial);
        List<Chart> panels = each(dial, values, v -> (dial.equals("run") ? "" : words(dial) + " ") + Tidy.label(v));
        List<String> groups = new ArrayList<>(by);
        groups.remove(dial);
        groups.add(dial);
        return Chart.grid(columns, panels)
                .remark(Seeded.of(table, "step", groups, spread).remark(quantity, "band"));
    }

    private List<Object> values(String dial) {
        Tidy.require(table, dial);
        return Tidy.distinct(table, dial);
    }

    private List<Chart> each(String dial, List<Object> values, Function<Object, String> title) {
        List<String> rest = by.stream()
                .filter(column -> !column.equals(dial) && !column.equals("run"))
                .toList();
        return values.stream()
                .map(v -> new Curves(Tidy.having(table, dial, v), quantity, rest, scales, spread)
                        .chart()
                        .title(title.apply(v)))
                .toList();
    }

    /** A column's name as words: {@code labelNoise} is "label noise". */
    static String words(String column) {
        return column.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    @Override
    public Chart chart() {
        Seeded seeded = Seeded.of(table, "step", by, spread);
        boolean dashed = !by.isEmpty() && seeded.splits().size() > 1;
        double zeroAt = firstStep() / 2;
        String style = dashed ? " Solid: test, dashed: train." : "";
        String colors =
                by.isEmpty() || by.equals(List.of("run")) ? "" : " Colour: " + words(String.join(", ", by)) + ".";
        Chart chart = Chart.empty().with(figure -> {
            axes(figure.withObjectProperty("layout"), zeroAt);
            for (Series series : seeded.series()) {
                draw(figure, series, zeroAt, dashed);
            }
            Axes.span(figure, "x");
            if (seeded.isEmpty()) {
                Marks.nothing(figure, "No seed got there: no finite value of " + words(quantity));
            }
        });
        return chart.labelLines().remark(seeded.remark(quantity, "band") + colors + style);
    }

    private void axes(ObjectNode layout, double zeroAt) {
        ObjectNode x = layout.putObject("xaxis");
        x.putObject("title").put("text", "step");
        double last = table.numberColumn("step").max();
        if (scales.logX() && last > 0) {
            boolean zero = table.numberColumn("step").min() == 0;
            Axes.countTicks(x, zero ? zeroAt : Double.NaN, 2 * zeroAt, last);
        }
        ObjectNode y = layout.putObject("yaxis");
        y.putObject("title").put("text", SafeText.of(words(quantity)));
        if (scales.logY()) {
            y.put("type", "log");
        }
    }

    /** The least positive step, or 1. */
    private double firstStep() {
        return table.numberColumn("step").asList().stream()
                .mapToDouble(Number::doubleValue)
                .filter(step -> step > 0)
                .min()
                .orElse(1);
    }

    private void draw(ObjectNode figure, Series series, double zeroAt, boolean dashed) {
        double[] steps = series.points().numbers();
        double[] x = steps.clone();
        for (int i = 0; i < x.length && scales.logX(); i++) {
            x[i] = x[i] == 0 ? zeroAt : x[i];
        }
        double[] low = series.points().column(1);
        for (int i = 0; i < low.length && scales.logY(); i++) {
            low[i] = low[i] > 0 ? low[i] : series.points().column(0)[i]; // no place below zero on a log axis
        }
        String name = series.name().isEmpty() ? words(quantity) : series.name();
        if (Arrays.stream(series.points().column(3)).anyMatch(n -> n > 1)) {
            Marks.band(figure, name, x, low, series.points().column(2), series.color());
        }
        ObjectNode line = Marks.line(figure, name, x, series.points().column(0), series.color());
        boolean second = dashed && series.split().equals("train");
        if (second) {
            line.withObjectProperty("line").put("dash", "dash");
            line.put("showlegend", false);
        }
        hover(line, series, steps, name + (dashed ? ", " + series.split() : ""));
    }

    private void hover(ObjectNode line, Series series, double[] steps, String name) {
        ArrayNode rows = line.putArray("customdata");
        for (int i = 0; i < steps.length; i++) {
            double[] s = series.points().summaries().get(i);
            rows.add(PlotlyJson.value(new double[] {s[1], s[2], s[3], steps[i]}));
        }
        line.put(
                "hovertemplate",
                "<b>" + SafeText.inTemplate(name) + "</b><br>step %{customdata[3]:,d}<br>"
                        + SafeText.inTemplate(words(quantity))
                        + " %{y:.4~g} (%{customdata[0]:.4~g} to %{customdata[1]:.4~g}; seeds: %{customdata[2]})<extra></extra>");
    }
}
