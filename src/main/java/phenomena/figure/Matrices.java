package phenomena.figure;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import phenomena.figure.Images.Size;

/**
 * Matrices of signed numbers side by side as colours around 0, with a slider over the training steps: a neuron over all
 * pairs (a, b), logits over (a + b, c).
 *
 * <pre>{@code
 * var waves = Matrices.of(113, 113, "neuron 12", "neuron 40");
 * for (long step : steps) {
 *     waves = waves.at(step, neuron12(step), neuron40(step));
 * }
 * lab.show(waves.axes("b", "a").title("Neurons become waves over the group"));
 * }</pre>
 *
 * <p>Blue is negative, white 0 and red positive; a panel's colours end at the greatest size of its values over all steps,
 * which stands in its title. The figure opens at its last step. Values are kept as whole percent of that size, about 1.4
 * bytes each: four panels of 113 × 113 at eight steps take 580 kB.
 *
 * @param size rows and columns of every matrix
 * @param names what the panels are called
 * @param axes what columns and rows are
 * @param frames the matrices by training step: one a panel, row after row
 * @param columns panels in a row
 */
public record Matrices(Size size, List<String> names, Axis axes, SortedMap<Long, List<double[]>> frames, int columns)
        implements Drawing {
    private static final int PERCENT = 100;

    /** What the columns (the x axis) and the rows (the y axis, upwards) of the matrices are. */
    public record Axis(String x, String y) {}

    /** @throws IllegalArgumentException if there are no names, a frame does not fit, or columns is below 1 */
    public Matrices {
        names = List.copyOf(names);
        frames = Collections.unmodifiableSortedMap(new TreeMap<>(frames));
        if (names.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(
                    "matrices must have at least one name and columns ≥ 1, got " + names + " and " + columns);
        }
        for (Map.Entry<Long, List<double[]>> frame : frames.entrySet()) {
            check(frame.getKey(), frame.getValue(), names.size(), size);
        }
    }

    private static void check(long step, List<double[]> panels, int count, Size size) {
        int values = size.height() * size.width();
        boolean fits = panels.stream().allMatch(panel -> panel.length == values);
        if (panels.size() != count || !fits) {
            throw new IllegalArgumentException("matrices at step " + step + " must be " + count
                    + ", one a name, of " + size.height() + " × " + size.width() + " = " + values + " values, got "
                    + panels.stream().map(panel -> panel.length).toList());
        }
        for (double[] panel : panels) {
            if (!DoubleStream.of(panel).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("matrices must hold finite values, got NaN or infinity at step "
                        + step + ": draw the steps before the run diverged");
            }
        }
    }

    /**
     * Panels of these names, with no values yet.
     *
     * @param rows of every matrix, at least 1
     * @param columns of every matrix, at least 1
     * @throws IllegalArgumentException if a size is below 1 or there are no names
     */
    public static Matrices of(int rows, int columns, String... names) {
        int across = names.length == 4 ? 2 : Math.min(3, Math.max(1, names.length));
        return new Matrices(
                new Size(rows, columns),
                List.of(names),
                new Axis("column", "row"),
                Collections.emptySortedMap(),
                across);
    }

    /**
     * With the matrices at a step more.
     *
     * @param panels one a name, {@code rows × columns} finite values, row after row
     * @throws IllegalArgumentException if they are not one a name, of another size, or not finite
     */
    public Matrices at(long step, double[]... panels) {
        SortedMap<Long, List<double[]>> more = new TreeMap<>(frames);
        more.put(step, Stream.of(panels).map(double[]::clone).toList());
        return new Matrices(size, names, axes, more, columns);
    }

    /** With names for the columns (x) and the rows (y). */
    public Matrices axes(String x, String y) {
        return new Matrices(size, names, new Axis(x, y), frames, columns);
    }

    /** With another number of panels in a row. */
    public Matrices columns(int columns) {
        return new Matrices(size, names, axes, frames, columns);
    }

    /** @throws IllegalArgumentException if there is no step */
    @Override
    public Chart chart() {
        double[] limits = new double[names.size()];
        for (int i = 0; i < limits.length; i++) {
            limits[i] = limit(i);
        }
        SortedMap<Long, Chart> pictures = new TreeMap<>();
        frames.forEach((step, panels) -> pictures.put(step, picture(panels, limits)));
        return Slider.overSteps(pictures)
                .remark("Blue is negative, white 0, red positive; colours end at the ± above a panel.");
    }

    private Chart picture(List<double[]> matrices, double[] limits) {
        List<Chart> panels = new ArrayList<>();
        for (int i = 0; i < limits.length; i++) {
            double limit = limits[i];
            double[] values = matrices.get(i);
            panels.add(Chart.empty()
                    .with(figure -> panel(figure, values, limit))
                    .title(names.get(i) + ", ±" + Tidy.label(limit)));
        }
        return Chart.grid(columns, panels);
    }

    /** The greatest size of a panel's values at any step, rounded up to three digits; 1 where all are 0. */
    private double limit(int panel) {
        double limit = 0;
        for (List<double[]> panels : frames.values()) {
            for (double value : panels.get(panel)) {
                limit = Math.max(limit, Math.abs(value));
            }
        }
        return limit > 0
                ? new BigDecimal(limit)
                        .round(new MathContext(3, RoundingMode.UP))
                        .doubleValue()
                : 1;
    }

    private void panel(ObjectNode figure, double[] values, double limit) {
        byte[] percents = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            percents[i] = (byte) Math.round(PERCENT * values[i] / limit);
        }
        ObjectNode trace = figure.withArrayProperty("data").addObject().put("type", "heatmap");
        trace.putObject("z") // eight-bit numbers in base64 are a third of the same numbers in JSON
                .put("dtype", "i1")
                .put("bdata", Base64.getEncoder().encodeToString(percents))
                .put("shape", size.height() + ", " + size.width());
        trace.put("zmin", -PERCENT).put("zmax", PERCENT).put("showscale", false);
        trace.set("colorscale", ColorScale.SIGNED.json());
        trace.put(
                "hovertemplate",
                SafeText.inTemplate(axes.x()) + " %{x}<br>" + SafeText.inTemplate(axes.y()) + " %{y}<br>%{z}% of "
                        + Tidy.label(limit) + "<extra></extra>");
        ObjectNode layout = figure.withObjectProperty("layout");
        axis(layout.putObject("xaxis"), axes.x(), size.width());
        axis(layout.putObject("yaxis"), axes.y(), size.height()).put("scaleanchor", "x");
        int wide = HouseStyle.WIDTH - HouseStyle.LEFT - HouseStyle.RIGHT;
        int margins = HouseStyle.TOP + HouseStyle.BOTTOM;
        HouseStyle.size(layout, HouseStyle.WIDTH, wide * size.height() / size.width() + margins);
    }

    private static ObjectNode axis(ObjectNode axis, String title, int length) {
        axis.putObject("title").put("text", SafeText.of(title));
        axis.putArray("range").add(-.5).add(length - .5);
        return axis.put("constrain", "domain").put("showgrid", false);
    }
}
