package phenomena.analysis;

import java.util.function.DoubleUnaryOperator;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Measured means beside a curve that was computed without them: how many standard errors lie between.
 *
 * @param table a row for each value of the axis: the axis's column, {@code mean}, {@code standard error} (deviation / √n),
 *     {@code exact}, {@code distance} ((mean − exact) / standard error) and {@code n}
 */
public record Agreement(Table table) {

    /**
     * Compares the end of every replica with the curve.
     *
     * <pre>{@code
     * Agreement.of(Finals.of(fits, "risk", "test"), "features", p -> theory.used((int) p).excess())
     * }</pre>
     *
     * @param values one row for each replica at each place: {@code value} and the axis's column
     * @param axis the column of numbers that the curve is a function of
     * @param exact the curve, finite at every place
     * @throws IllegalArgumentException if a column is missing, a place has fewer than 2 replicas or their values do not scatter, or
     *     the curve is not finite there
     */
    public static Agreement of(Table values, String axis, DoubleUnaryOperator exact) {
        Table means = Summary.of(values, "value", Spread.standardErrors(1), axis);
        int places = means.rowCount();
        DoubleColumn error = DoubleColumn.create("standard error", places);
        DoubleColumn curve = DoubleColumn.create("exact", places);
        DoubleColumn distance = DoubleColumn.create("distance", places);
        for (int i = 0; i < places; i++) {
            double at = means.numberColumn(axis).getDouble(i);
            double mean = means.doubleColumn("mean").getDouble(i);
            double deviation = means.doubleColumn("high").getDouble(i) - mean;
            double expected = exact.applyAsDouble(at);
            if (!(deviation > 0) || !Double.isFinite(expected)) {
                throw new IllegalArgumentException(
                        "each place must have at least 2 replicas that scatter and a finite curve,"
                                + " got a standard error of " + deviation + " and " + expected + " at " + axis + " "
                                + at
                                + "; leave the place out, or add seeds");
            }
            error.set(i, deviation);
            curve.set(i, expected);
            distance.set(i, (mean - expected) / deviation);
        }
        Table table =
                Table.create(axis + ": measured and exact", means.column(axis), means.column("mean"), error, curve);
        return new Agreement(table.addColumns(distance, means.column("n")));
    }

    /** The greatest distance of all places, in standard errors, at least 0. */
    public double worst() {
        return table.doubleColumn("distance").abs().max();
    }
}
