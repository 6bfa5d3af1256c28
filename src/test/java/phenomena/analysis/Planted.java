package phenomena.analysis;

import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** Sweeps whose truth is known: one row for each seed at each width. */
final class Planted {

    private Planted() {}

    static Table empty() {
        return Table.create(
                "planted", LongColumn.create("replica"), DoubleColumn.create("width"), DoubleColumn.create("value"));
    }

    static void add(Table table, long replica, double width, double value) {
        table.longColumn("replica").append(replica);
        table.doubleColumn("width").append(width);
        table.doubleColumn("value").append(value);
    }

    /** One seed's values. */
    static Table curve(long replica, double[] widths, double... values) {
        Table table = empty();
        for (int i = 0; i < widths.length; i++) {
            add(table, replica, widths[i], values[i]);
        }
        return table;
    }

    /** The curve under noise: of deviation {@code common} between seeds, the same at all widths, and {@code own} at each. */
    static Table noisy(
            UniformRandomProvider random,
            int seeds,
            double[] widths,
            DoubleUnaryOperator curve,
            double common,
            double own) {
        var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        Table table = empty();
        for (int seed = 0; seed < seeds; seed++) {
            double shift = common * gaussian.sample();
            for (double width : widths) {
                add(table, seed, width, curve.applyAsDouble(width) + shift + own * gaussian.sample());
            }
        }
        return table;
    }
}
