package phenomena.notebook;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.unbescape.html.HtmlEscape;
import phenomena.figure.HouseStyle;

/** The small drawing of {@link LiveCurves} that is redrawn while a training runs: medians, with the replicas' range. */
final class LiveChart {
    private static final int WIDTH = 480;
    private static final int HEIGHT = 190;
    private static final int LEFT = 48;
    private static final int RIGHT = WIDTH - 96;
    private static final int UPPER = 26;
    private static final int LOWER = HEIGHT - 36;
    private static final int LABEL_GAP = 13;
    /** The place in the house palette of a curve that is neither train nor test. */
    private static final int OTHER_COLOUR = 2;

    private final StringBuilder svg = new StringBuilder();
    private final double lastStep;
    private final double bottom;
    private final double top;

    private LiveChart(Map<String, List<LiveCurves.Spread>> curves) {
        lastStep = Math.max(1, greatest(curves, LiveCurves.Spread::step));
        bottom = Math.min(0, -greatest(curves, spread -> -spread.least()));
        double highest = greatest(curves, LiveCurves.Spread::greatest);
        top = highest > bottom ? highest : bottom + 1;
    }

    private static double greatest(
            Map<String, List<LiveCurves.Spread>> curves, ToDoubleFunction<LiveCurves.Spread> value) {
        return curves.values().stream()
                .flatMap(List::stream)
                .mapToDouble(value)
                .max()
                .orElse(0);
    }

    /**
     * Draws the curves against step + 1 on a logarithmic axis, so that step 0 has a place.
     *
     * @return an {@code <svg>} element; empty text where nothing was measured yet
     */
    static String svg(LiveCurves measured) {
        var curves = measured.curves();
        return curves.isEmpty() ? "" : new LiveChart(curves).draw(measured, curves);
    }

    private String draw(LiveCurves measured, Map<String, List<LiveCurves.Spread>> curves) {
        String quantity = HtmlEscape.escapeHtml4Xml(measured.quantity());
        add("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d' font-family='sans-serif'", WIDTH, HEIGHT);
        add(" font-size='11' fill='#555'><title>%s against step</title>", quantity);
        String range = measured.replicas() == 1 ? "" : " (median and range of " + measured.replicas() + " replicas)";
        add("<text x='2' y='12'>%s%s</text>", quantity, range);
        axes();
        var fromTheTop = new ArrayList<>(curves.entrySet());
        fromTheTop.sort(
                Comparator.comparingDouble(curve -> -last(curve.getValue()).median()));
        double labelled = Double.NEGATIVE_INFINITY;
        for (var curve : fromTheTop) {
            labelled = Math.max(y(last(curve.getValue()).median()), labelled + LABEL_GAP);
            curve(curve.getKey(), curve.getValue(), labelled);
        }
        return svg.append("</svg>").toString();
    }

    private void axes() {
        for (double value : new double[] {bottom, (bottom + top) / 2, top}) {
            add("<path d='M%d %.1fH%d' stroke='#ddd'/>", LEFT, y(value), RIGHT);
            add("<text x='%d' y='%.1f' text-anchor='end'>%.2g</text>", LEFT - 5, y(value) + 4, value);
        }
        for (long step = 1; step <= lastStep; step *= 10) {
            String power = step < 1_000 ? "" + step : step < 1_000_000 ? step / 1_000 + "k" : step / 1_000_000 + "M";
            add("<text x='%.1f' y='%d' text-anchor='middle'>%s</text>", x(step), LOWER + 14, power);
        }
        add("<text x='%d' y='%d' text-anchor='middle'>step</text>", (LEFT + RIGHT) / 2, LOWER + 29);
    }

    private void curve(String split, List<LiveCurves.Spread> spreads, double labelled) {
        String colour = HouseStyle.color(split, OTHER_COLOUR);
        String least = points(spreads, LiveCurves.Spread::least);
        var backwards = new ArrayList<>(spreads);
        backwards.sort(Comparator.comparingLong(LiveCurves.Spread::step).reversed());
        String greatest = points(backwards, LiveCurves.Spread::greatest);
        add("<polygon points='%s %s' fill='%s' fill-opacity='0.18'/>", least, greatest, colour);
        String median = points(spreads, LiveCurves.Spread::median);
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='1.8'/>", median, colour);
        add(
                "<text x='%d' y='%.1f' fill='%s'>%s %.3g</text>",
                RIGHT + 8,
                labelled + 4,
                colour,
                HtmlEscape.escapeHtml4Xml(split),
                last(spreads).median());
    }

    private String points(List<LiveCurves.Spread> spreads, ToDoubleFunction<LiveCurves.Spread> value) {
        return spreads.stream()
                .map(spread -> format("%.1f,%.1f", x(spread.step()), y(value.applyAsDouble(spread))))
                .collect(Collectors.joining(" "));
    }

    private static LiveCurves.Spread last(List<LiveCurves.Spread> spreads) {
        return spreads.get(spreads.size() - 1);
    }

    private double x(double step) {
        return LEFT + (RIGHT - LEFT) * Math.log1p(step) / Math.log1p(lastStep);
    }

    private double y(double value) {
        return LOWER - (LOWER - UPPER) * (value - bottom) / (top - bottom);
    }

    private void add(String element, Object... values) {
        svg.append(format(element, values));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
