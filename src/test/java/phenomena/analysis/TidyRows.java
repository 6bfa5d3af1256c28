package phenomena.analysis;

import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables written by hand. */
final class TidyRows {

    private TidyRows() {}

    /** No rows yet: run, replica, step, split, quantity, value. */
    static Table empty() {
        return Table.create(
                StringColumn.create("run"),
                LongColumn.create("replica"),
                LongColumn.create("step"),
                StringColumn.create("split"),
                StringColumn.create("quantity"),
                DoubleColumn.create("value"));
    }

    /** Adds an error curve. */
    static void add(Table table, String run, long replica, String split, long[] steps, double... errors) {
        for (int i = 0; i < steps.length; i++) {
            add(table, run, replica, steps[i], split, "error", errors[i]);
        }
    }

    /** Adds one row. */
    static void add(Table table, String run, long replica, long step, String split, String quantity, double value) {
        table.stringColumn("run").append(run);
        table.longColumn("replica").append(replica);
        table.longColumn("step").append(step);
        table.stringColumn("split").append(split);
        table.stringColumn("quantity").append(quantity);
        table.doubleColumn("value").append(value);
    }

    /** Passages at times known exactly, of replicas 0, 1, …; below 0: censored at that time. */
    static Table passages(double... times) {
        Table table = Table.create(
                LongColumn.create("replica"),
                DoubleColumn.create("low"),
                DoubleColumn.create("value"),
                DoubleColumn.create("high"),
                BooleanColumn.create("reached"));
        for (int i = 0; i < times.length; i++) {
            double time = Math.abs(times[i]);
            table.longColumn("replica").append(i);
            table.doubleColumn("low").append(time);
            table.doubleColumn("value").append(time);
            table.doubleColumn("high").append(times[i] < 0 ? Double.POSITIVE_INFINITY : time);
            table.booleanColumn("reached").append(times[i] >= 0);
        }
        return table;
    }

    /**
     * Weeks of remission of children with acute leukaemia under 6-MP (Freireich et al. 1963, Blood 21, 699–716; as printed
     * in Cox and Oakes 1984, "Analysis of survival data", p. 7).
     */
    static Table treated() {
        return passages(6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35);
    }

    /** The same trial's children who got a placebo. */
    static Table placebo() {
        return passages(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23);
    }
}
