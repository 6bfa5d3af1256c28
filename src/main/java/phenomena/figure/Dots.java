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
 * the least to the greatest of fewer; the caption says which. A dial of numbers is the x axis. A dial of words (runs,
 * architectures) stands down the left side, and values go to the right: between words there is nothing that a line could mean.
 *
 * @param table tidy rows: run, replica, step, split, quantity, value, the dial's column and any named in {@code by}
 * @param quantity what to draw, e.g. {@code "error"}
 * @param dial the column to draw against, of numbers or of words
 * @param by the columns whose values have colours; empty for the split
 * @param look the scales and the spread
 */
public record Dots(Table table, String quantity, String dial, List<String> by, Look look) implements Drawing {
    private static final int PIXELS_A_SERIES = 13;

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

    /** With the dial on a logarithmic axis; what is not positive is not drawn. Words are drawn as before. */
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
        List<Object> dials = Tidy.distinct(table, dial);
        DialAxis axis =
                new DialAxis(dials, !Tidy.isNumeric(dials), seeded.series().size(), PIXELS_A_SERIES);
        boolean open = !by.isEmpty() && seeded.splits().size() > 1;
        Chart chart = Chart.empty().with(figure -> {
            axis.lay(figure, dial, Curves.words(quantity), look);
            for (int i = 0; i < axis.series(); i++) {
                seeds(figure, last, seeded.series().get(i), axis, i);
            }
            for (int i = 0; i < axis.series(); i++) {
                Series series = seeded.series().get(i);
                draw(figure, series, open && series.split().equals("train"), axis, i);
            }
            if (axis.words()) {
                HouseStyle.legendAbove(figure.withObjectProperty("layout"), Marks.legend(figure));
            }
            if (seeded.isEmpty()) {
                Marks.nothing(figure, "No seed got there: no finite value of " + Curves.words(quantity));
            }
        });
        String faint = seeded.isEmpty() || mostSeeds(seeded) <= 1 ? "" : " Faint dots: single seeds.";
        String how = seeded.remark(Curves.words(quantity) + " at the last step", "bar")
                + faint
                + (open ? " Filled: test, open: train." : "");
        return (axis.words() ? chart : chart.labelLines()).remark(how);
    }

    private static double mostSeeds(Seeded seeded) {
        return seeded.series().stream()
                .flatMapToDouble(s -> Arrays.stream(s.points().column(3)))
                .max()
                .orElse(0);
    }

    private void draw(ObjectNode figure, Series series, boolean open, DialAxis axis, int index) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        trace.put("name", SafeText.of(name(series)))
                .put("legendgroup", name(series))
                .put("mode", axis.words() ? "markers" : "lines+markers");
        List<Object> places = series.points().x();
        trace.set(
                axis.dialLetter(),
                PlotlyJson.value(
                        places.stream().map(v -> axis.at(v, index, look.logX())).toArray()));
        trace.set(axis.valueLetter(), PlotlyJson.value(series.points().column(0)));
        if (!axis.words()) {
            trace.putObject("line").put("color", series.color()).put("width", 1.2);
        }
        trace.putObject("marker")
                .put("color", series.color())
                .put("size", 9)
                .put("symbol", open ? "circle-open" : "circle");
        if (open) {
            trace.put("showlegend", false);
        }
        bars(trace.putObject("error_" + axis.valueLetter()), series);
        hover(trace, series, axis.valueLetter());
    }

    private void hover(ObjectNode trace, Series series, String letter) {
        List<Object> places = series.points().x();
        ArrayNode rows = trace.putArray("customdata");
        for (int i = 0; i < places.size(); i++) {
            double[] s = series.points().summaries().get(i);
            rows.add(PlotlyJson.value(new Object[] {s[1], s[2], s[3], Tidy.label(places.get(i))}));
        }
        String who = name(series) + (by.isEmpty() ? "" : ", " + series.split());
        trace.put(
                "hovertemplate",
                "<b>" + SafeText.inTemplate(who) + "</b><br>"
                        + SafeText.inTemplate(Curves.words(dial)) + " %{customdata[3]}<br>"
                        + SafeText.inTemplate(Curves.words(quantity)) + " %{" + letter
                        + ":.4~g} (%{customdata[0]:.4~g} to %{customdata[1]:.4~g}; seeds: %{customdata[2]})<extra></extra>");
    }

    private static void bars(ObjectNode bars, Series series) {
        double[] centre = series.points().column(0);
        double[] below = series.points().column(1);
        double[] above = series.points().column(2);
        for (int i = 0; i < centre.length; i++) {
            below[i] = centre[i] - below[i];
            above[i] -= centre[i];
        }
        bars.put("type", "data").put("symmetric", false);
        bars.put("thickness", 1.6).put("width", 4).put("color", series.color());
        bars.set("array", PlotlyJson.value(above));
        bars.set("arrayminus", PlotlyJson.value(below));
    }

    private void seeds(ObjectNode figure, Table last, Series series, DialAxis axis, int index) {
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
        ArrayNode places = trace.putArray(axis.dialLetter());
        ArrayNode values = trace.putArray(axis.valueLetter());
        for (int row = 0; row < last.rowCount(); row++) {
            List<Object> group = Tidy.key(last, by, row);
            String name = String.join(", ", group.stream().map(Tidy::label).toList());
            if (last.stringColumn("split").get(row).equals(series.split())
                    && (by.isEmpty() || name.equals(series.name()))) {
                places.add(PlotlyJson.value(axis.at(last.column(dial).get(row), index, look.logX())));
                values.add(PlotlyJson.value(last.numberColumn("value").getDouble(row)));
            }
        }
    }

    private String name(Series series) {
        return series.name().isEmpty() ? Curves.words(quantity) : series.name();
    }
}
