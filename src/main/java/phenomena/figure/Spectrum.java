package phenomena.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * How power is shared among the frequencies 1 … ⌊period / 2⌋ of a cyclic group, as bars, with a slider over the training
 * steps.
 *
 * <pre>{@code
 * lab.show(Spectrum.of(113).at(0, before).at(40_000, after).keys(14, 35, 41).title("Five frequencies are left"));
 * }</pre>
 *
 * <p>Heights are shares of a step's whole power, on one axis for all steps; the key frequencies have a colour and their
 * number, and their common share is said. The figure opens at its last step.
 *
 * @param period the size of the group, p
 * @param keys the key frequencies, each in [1, ⌊period / 2⌋]
 * @param frames the power at each frequency from 1, by training step
 */
public record Spectrum(int period, List<Integer> keys, SortedMap<Long, double[]> frames) implements Drawing {
    private static final int LABEL_SIZE = 12;
    private static final int LABEL_HEIGHT = 14;

    /** What is above the highest bar: room for labels and the keys' share, as a part of its height. */
    private static final double ABOVE = .32;

    /** @throws IllegalArgumentException if the period is below 3, a key outside its range, or a frame does not fit */
    public Spectrum {
        if (period < 3) {
            throw new IllegalArgumentException("period must be at least 3, got " + period);
        }
        keys = keys.stream().distinct().sorted().toList();
        for (int key : keys) {
            if (key < 1 || key > period / 2) {
                throw new IllegalArgumentException("a key frequency must be in [1, " + period / 2
                        + "], half the period " + period + ", got " + key);
            }
        }
        frames = Collections.unmodifiableSortedMap(new TreeMap<>(frames));
        for (double[] power : frames.values()) {
            if (power.length != period / 2 || !DoubleStream.of(power).allMatch(v -> v >= 0 && Double.isFinite(v))) {
                throw new IllegalArgumentException(
                        "power must be " + period / 2 + " finite values of 0 or more, one for" + " each frequency 1 … "
                                + period / 2 + ", got " + Arrays.toString(power));
            }
        }
    }

    /** Of a group of {@code period} elements, with no values yet. */
    public static Spectrum of(int period) {
        return new Spectrum(period, List.of(), Collections.emptySortedMap());
    }

    /** With these frequencies told apart from the others. */
    public Spectrum keys(int... keys) {
        return new Spectrum(period, IntStream.of(keys).boxed().toList(), frames);
    }

    /**
     * With the power at a step more.
     *
     * @param power in any unit, that of frequency k at index k − 1; ⌊period / 2⌋ values of 0 or more
     * @throws IllegalArgumentException if there are not as many, or one is negative or not finite
     */
    public Spectrum at(long step, double... power) {
        SortedMap<Long, double[]> more = new TreeMap<>(frames);
        more.put(step, power.clone());
        return new Spectrum(period, keys, more);
    }

    /** Small multiples in place of the slider: a panel a step, {@code columns} in a row. */
    public Chart panels(int columns) {
        List<Chart> panels = new ArrayList<>();
        frames.forEach((step, power) -> panels.add(picture(power, columns)
                .title("step " + Tidy.count(step) + (keys.isEmpty() ? "" : ": keys " + percent(power)))));
        return Chart.grid(columns, panels).remark(remark());
    }

    /** @throws IllegalArgumentException if there is no step */
    @Override
    public Chart chart() {
        SortedMap<Long, Chart> pictures = new TreeMap<>();
        frames.forEach((step, power) -> pictures.put(step, picture(power, 1).with(figure -> {
            if (!keys.isEmpty()) {
                share(figure, "key frequencies: " + percent(power));
            }
        })));
        return Slider.overSteps(pictures).remark(remark());
    }

    private String remark() {
        return "Heights are shares of the whole power" + (keys.isEmpty() ? "." : "; numbered: the key frequencies.");
    }

    private String percent(double[] power) {
        double[] shares = shares(power);
        double sum = keys.stream().mapToDouble(key -> shares[key - 1]).sum();
        return Math.round(100 * sum) + "%";
    }

    private static double[] shares(double[] power) {
        double total = DoubleStream.of(power).sum();
        return DoubleStream.of(power).map(v -> total > 0 ? v / total : 0).toArray();
    }

    /** Where the axis of shares ends: above the highest bar of any step. */
    private double top() {
        double highest = frames.values().stream()
                .flatMapToDouble(power -> DoubleStream.of(shares(power)))
                .max()
                .orElse(0);
        return (highest > 0 ? highest : 1) * (1 + ABOVE);
    }

    private Chart picture(double[] power, int columns) {
        double[] shares = shares(power);
        return Chart.empty()
                .with(figure -> {
                    bars(figure, shares, false, HouseStyle.FAINT);
                    bars(figure, shares, true, HouseStyle.color("key", 0));
                    labels(figure, shares, columns);
                    figure.withObjectProperty("layout")
                            .put("barmode", "overlay")
                            .put("bargap", .2);
                    figure.withObjectProperty("layout").put("showlegend", false);
                    figure.withObjectProperty("layout")
                            .withObjectProperty("yaxis")
                            .put("tickformat", ",.0%");
                })
                .xRange(.3, period / 2 + .7)
                .yRange(0, top())
                .xTitle("frequency")
                .yTitle("share of power");
    }

    private void bars(ObjectNode figure, double[] shares, boolean key, String color) {
        int[] drawn = IntStream.rangeClosed(1, shares.length)
                .filter(k -> keys.contains(k) == key)
                .toArray();
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "bar");
        trace.put("name", key ? "key frequencies" : "other frequencies");
        trace.set("x", PlotlyJson.value(drawn));
        trace.set(
                "y",
                PlotlyJson.value(
                        IntStream.of(drawn).mapToDouble(k -> shares[k - 1]).toArray()));
        trace.putObject("marker").put("color", color);
        trace.put("hovertemplate", "frequency %{x}<br>%{y:.2~%} of the power<extra></extra>");
    }

    /** Each key's number over its bar and those it is as wide as, higher where it would touch another key's. */
    private void labels(ObjectNode figure, double[] shares, int columns) {
        double pixels = (HouseStyle.WIDTH - HouseStyle.LEFT - HouseStyle.RIGHT) / (double) columns / shares.length;
        double high = columns == 1 ? HouseStyle.HEIGHT - HouseStyle.TOP - HouseStyle.BOTTOM : Panels.PANEL_HEIGHT;
        double scale = high / top();
        Map<Integer, Double> placed = new LinkedHashMap<>();
        for (int key : keys) {
            int reach = (int) Math.ceil(LABEL_SIZE / pixels);
            double up = IntStream.rangeClosed(key - reach / 2, key + reach / 2)
                    .filter(k -> k >= 1 && k <= shares.length)
                    .mapToDouble(k -> shares[k - 1] * scale)
                    .max()
                    .orElseThrow();
            for (Map.Entry<Integer, Double> other : placed.entrySet()) {
                boolean near = (key - other.getKey()) * pixels < 1.5 * LABEL_SIZE;
                up = near && Math.abs(up - other.getValue()) < LABEL_HEIGHT ? other.getValue() + LABEL_HEIGHT : up;
            }
            placed.put(key, up);
            ObjectNode note = note(figure, String.valueOf(key)).put("xref", "x").put("x", key);
            note.put("yref", "y").put("y", shares[key - 1]).put("yanchor", "bottom");
            note.put("yshift", Math.round(up - shares[key - 1] * scale));
        }
    }

    private static void share(ObjectNode figure, String text) {
        ObjectNode note = note(figure, text);
        note.put("xref", "x domain").put("x", 1).put("xanchor", "right");
        note.put("yref", "y domain").put("y", 1).put("yanchor", "top");
    }

    private static ObjectNode note(ObjectNode figure, String text) {
        ObjectNode note =
                figure.withObjectProperty("words").withArrayProperty("notes").addObject();
        note.put("text", text).put("showarrow", false);
        note.putObject("font").put("size", LABEL_SIZE).put("color", HouseStyle.ink(HouseStyle.color("key", 0)));
        return note;
    }
}
