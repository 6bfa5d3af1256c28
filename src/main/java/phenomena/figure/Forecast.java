package phenomena.figure;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import phenomena.analysis.HeldOut;
import phenomena.analysis.Interval;
import tech.tablesaw.api.Table;

/**
 * A law through the sizes it was shown, its interval carried on to the size it was not, and what was measured there, both axes
 * logarithmic.
 *
 * <pre>{@code
 * new Forecast(HeldOut.largest(PowerLaw.in("trainExamples"), ends, .9)).title("Loss on images, predicted")
 * }</pre>
 *
 * @param heldOut of a law of one input
 */
public record Forecast(HeldOut heldOut) implements Drawing {

    /** The law's band is worked out at as many sizes. */
    private static final int PLACES = 25;

    private static final double MARGIN = 1.1; // beyond the largest and the smallest size

    /** @throws IllegalArgumentException if the law has several inputs */
    public Forecast {
        int inputs = heldOut.fit().law().inputs().size();
        if (inputs != 1) {
            throw new IllegalArgumentException("a forecast draws a law of one input, got " + inputs);
        }
    }

    @Override
    public Chart chart() {
        String input = heldOut.fit().law().inputs().get(0);
        int runs = heldOut.held().rowCount();
        double[] places = places(heldOut.kept().numberColumn(input).min() / MARGIN, heldOut.size()[0] * MARGIN);
        Interval[] band = Arrays.stream(places)
                .mapToObj(size -> heldOut.fit().predict(heldOut.confidence(), runs, size))
                .toArray(Interval[]::new);
        return Chart.empty()
                .line("law", places, column(band, Interval::centre))
                .band("law", places, column(band, Interval::low), column(band, Interval::high))
                .points("shown to the law", of(heldOut.kept(), input), of(heldOut.kept(), "value"))
                .points("held out", of(heldOut.held(), input), of(heldOut.held(), "value"))
                .logX()
                .logY()
                .xTitle(Curves.words(input))
                .yTitle(Curves.words(heldOut.held().stringColumn("quantity").get(0)))
                .remark(String.format(
                        "Points: single seeds. Band: %.0f%% interval for the mean of %d runs, from the sizes shown alone.",
                        100 * heldOut.confidence(), runs));
    }

    private static double[] places(double low, double high) {
        double[] places = new double[PLACES];
        Arrays.setAll(places, i -> low * Math.pow(high / low, i / (PLACES - 1.)));
        return places;
    }

    private static double[] column(Interval[] band, ToDoubleFunction<Interval> end) {
        return Arrays.stream(band).mapToDouble(end).toArray();
    }

    private static double[] of(Table table, String column) {
        return table.numberColumn(column).asDoubleArray();
    }
}
