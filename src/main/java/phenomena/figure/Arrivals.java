package phenomena.figure;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import phenomena.analysis.FirstPassage;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/**
 * How long the replicas of each arm took to get somewhere: a row an arm, a dot a replica, an open arrow at the last step of
 * one that did not get there, a tick at the median and a bar between the quartiles.
 *
 * <pre>{@code
 * lab.show(Arrivals.of("run", "train", fit, FirstPassage.summary(fit, .95, "run"))
 *         .and("test", grok, FirstPassage.summary(grok, .95, "run"))
 *         .title("Weight decay is not needed in float64"));
 * }</pre>
 *
 * <p>Arms are told apart by the values of one column. Medians and quartiles are those of the summaries, which take a replica
 * that did not get there as one that takes longer; a tick that would stand beyond the last step is not drawn.
 *
 * @param arm the column that tells arms apart, in all tables
 * @param series what is timed, at least one, e.g. the steps to fit and those to generalise
 * @param logSteps whether the axis of steps is logarithmic
 */
public record Arrivals(String arm, List<Timed> series, boolean logSteps) implements Drawing {

    private static final double CONFIDENCE = 0.95;
    private static final int ROOM_FOR_COUNTS = 40;
    private static final int LANE = 28;
    private static final int DOT = 7;
    private static final int TICK = 11;

    /** The part of a series' lane in which its dots lie apart from one another. */
    private static final double SPREAD_OUT = .75;

    /**
     * One thing that replicas arrive at.
     *
     * @param name for the reader; {@code train} and {@code test} have the colours of the splits
     * @param passages a row a replica: the arm; {@code replica}; {@code value}, its step, or the last it was watched at;
     *     {@code reached}
     * @param summary a row an arm: the arm; {@code replicas}, {@code reached}, {@code lower quartile}, {@code median},
     *     {@code upper quartile}, infinite where too few arrived; {@code in words}
     */
    public record Timed(String name, Table passages, Table summary) {}

    /** @throws IllegalArgumentException if a table lacks a column or there is no series */
    public Arrivals {
        series = List.copyOf(series);
        if (series.isEmpty()) {
            throw new IllegalArgumentException("arrivals must have at least one series, got none");
        }
        for (Timed timed : series) {
            for (String column : List.of(arm, "replica", "value", "reached")) {
                Tidy.require(timed.passages(), column);
            }
            for (String column :
                    List.of(arm, "replicas", "reached", "lower quartile", "median", "upper quartile", "in words")) {
                Tidy.require(timed.summary(), column);
            }
        }
    }

    /**
     * The arrivals of one kind, on a logarithmic axis.
     *
     * @throws IllegalArgumentException if a table lacks a column, see {@link Timed}
     */
    public static Arrivals of(String arm, String name, Table passages, Table summary) {
        return new Arrivals(arm, List.of(new Timed(name, passages, summary)), true);
    }

    /** The same, with the summary of {@link FirstPassage} over the replicas of each arm and a 95% interval. */
    public static Arrivals of(String arm, String name, Table passages) {
        return of(arm, name, passages, FirstPassage.summary(passages, CONFIDENCE, arm));
    }

    /** With a series more in every row, summarised likewise. */
    public Arrivals and(String name, Table passages) {
        return and(name, passages, FirstPassage.summary(passages, CONFIDENCE, arm));
    }

    /** With a series more in every row. */
    public Arrivals and(String name, Table passages, Table summary) {
        List<Timed> more = new ArrayList<>(series);
        more.add(new Timed(name, passages, summary));
        return new Arrivals(arm, more, logSteps);
    }

    /** With steps on a linear axis. */
    public Arrivals linearSteps() {
        return new Arrivals(arm, series, false);
    }

    @Override
    public Chart chart() {
        DialAxis axis = new DialAxis(Tidy.distinct(series.get(0).passages(), arm), true, series.size(), LANE);
        List<String> names = series.stream().map(Timed::name).toList();
        Chart chart = Chart.empty().with(figure -> {
            axis.lay(figure, arm, "step", new Dots.Look(false, logSteps, null));
            figure.withObjectProperty("layout")
                    .withObjectProperty("margin")
                    .put("r", HouseStyle.RIGHT + ROOM_FOR_COUNTS);
            for (int i = 0; i < names.size(); i++) {
                Timed timed = series.get(i);
                String color = HouseStyle.colors(names).get(timed.name());
                replicas(figure, timed, axis, i, color);
                medians(figure, timed, axis, i, color);
            }
            Axes.span(figure, "x");
            double[] range = Axes.rangeOf(figure, "x");
            if (logSteps && range[1] - range[0] >= 1) {
                ObjectNode steps = figure.withObjectProperty("layout").withObjectProperty("xaxis");
                Axes.countTicks(steps, Double.NaN, Math.pow(10, range[0]), Math.pow(10, range[1]));
            }
            if (names.size() > 1) {
                HouseStyle.legendAbove(figure.withObjectProperty("layout"), names);
            } else {
                figure.withObjectProperty("layout").put("showlegend", false);
            }
        });
        return chart.remark(
                "A dot: a replica; an open arrow: one that was not there by its last step. Tick and bar: median and"
                        + " quartiles, with those counted as longer. At the right: how many got there.");
    }

    private void replicas(ObjectNode figure, Timed timed, DialAxis axis, int index, String color) {
        ObjectNode trace = trace(figure, timed.name(), "markers").put("showlegend", false);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        ArrayNode symbols =
                trace.putObject("marker").put("size", DOT).put("opacity", .6).putArray("symbol");
        trace.withObjectProperty("marker").put("color", color);
        ArrayNode texts = trace.putArray("text");
        double lane = SPREAD_OUT * axis.lane();
        for (Row row : timed.passages()) {
            boolean reached = row.getBoolean("reached");
            String step = Tidy.count((long) row.getNumber("value"));
            long place = Math.floorMod(row.getRowNumber() * 3L, 7L) - 3; // neighbours in the table lie apart
            x.add(PlotlyJson.value(row.getNumber("value")));
            y.add((double) axis.at(row.getObject(arm), index, false) + lane * place / 6);
            symbols.add(reached ? "circle" : "triangle-right-open");
            texts.add(
                    SafeText.of("seed " + row.getObject("replica") + (reached ? ": step " : ": not by step ") + step));
        }
        trace.put("hovertemplate", "<b>" + SafeText.inTemplate(timed.name()) + "</b><br>%{text}<extra></extra>");
    }

    private void medians(ObjectNode figure, Timed timed, DialAxis axis, int index, String color) {
        ObjectNode trace = trace(figure, timed.name(), "markers");
        trace.putObject("marker").put("symbol", "line-ns").put("size", TICK);
        trace.withObjectProperty("marker").putObject("line").put("color", color).put("width", 3);
        trace.withObjectProperty("marker").put("color", color);
        ArrayNode x = trace.putArray("x");
        ArrayNode y = trace.putArray("y");
        ArrayNode texts = trace.putArray("text");
        ObjectNode bars = trace.putObject("error_x").put("type", "data").put("symmetric", false);
        bars.put("thickness", 2).put("width", 0).put("color", color);
        for (Row row : timed.summary()) {
            double median = row.getDouble("median");
            double last = last(timed, row.getObject(arm));
            Object place = axis.at(row.getObject(arm), index, false);
            x.add(PlotlyJson.value(median));
            y.add((double) place);
            texts.add(SafeText.of(Tidy.label(row.getObject(arm)) + ": " + row.getString("in words")));
            bars.withArrayProperty("array")
                    .add(PlotlyJson.value(Math.min(row.getDouble("upper quartile"), last) - median));
            bars.withArrayProperty("arrayminus").add(PlotlyJson.value(median - row.getDouble("lower quartile")));
            count(
                    figure,
                    (double) place,
                    (int) row.getNumber("reached") + " of " + (int) row.getNumber("replicas"),
                    color);
        }
        trace.put("hovertemplate", "<b>" + SafeText.inTemplate(timed.name()) + "</b><br>%{text}<extra></extra>");
    }

    /** The last step at which a replica of an arm arrived or was watched. */
    private double last(Timed timed, Object value) {
        return Tidy.having(timed.passages(), arm, value).numberColumn("value").max();
    }

    private static ObjectNode trace(ObjectNode figure, String name, String mode) {
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "scatter");
        return trace.put("name", SafeText.of(name)).put("legendgroup", name).put("mode", mode);
    }

    private static void count(ObjectNode figure, double place, String text, String color) {
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("text", text).put("showarrow", false);
        note.put("xref", "x domain").put("x", 1).put("xanchor", "left").put("xshift", 6);
        note.put("yref", "y").put("y", place);
        note.putObject("font").put("size", 12).put("color", HouseStyle.ink(color));
    }
}
