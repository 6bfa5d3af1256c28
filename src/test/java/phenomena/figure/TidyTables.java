package phenomena.figure;

import java.util.List;
import java.util.Random;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Tables of the shape that a run leaves, of made-up numbers. */
final class TidyTables {

    private TidyTables() {}

    /** Error falling with the steps, for each label noise and seed, with train and test. */
    static Table sweep(int seeds, boolean stepZero, double... noises) {
        StringColumn run = StringColumn.create("run");
        LongColumn replica = LongColumn.create("replica");
        LongColumn step = LongColumn.create("step");
        StringColumn split = StringColumn.create("split");
        StringColumn quantity = StringColumn.create("quantity");
        DoubleColumn value = DoubleColumn.create("value");
        DoubleColumn labelNoise = DoubleColumn.create("labelNoise");
        Random random = new Random(7);
        for (double noise : noises) {
            for (long seed = 0; seed < seeds; seed++) {
                double luck = 1 + .15 * random.nextGaussian();
                for (long s = stepZero ? 0 : 1; s <= 10_000; s = Math.max(s + 1, (long) (s * 1.5))) {
                    double fitted = 1 / (1 + s * luck / (40 + 600 * noise));
                    for (String which : List.of("train", "test")) {
                        run.append("sweep");
                        replica.append(seed);
                        step.append(s);
                        split.append(which);
                        quantity.append("error");
                        labelNoise.append(noise);
                        double floor = which.equals("train") ? 0 : (.1 + .5 * noise) * luck;
                        value.append(.9 * fitted + floor * (1 - fitted));
                    }
                }
            }
        }
        return Table.create("rows", run, replica, step, split, quantity, value, labelNoise);
    }

    /** Two replicas whose loss is not a number. */
    static Table undefined() {
        return rows(new Object[] {0, 1, "test", Double.NaN}, new Object[] {1, 1, "test", Double.NaN});
    }

    /** Rows given one by one: {@code replica, step, split, value}. */
    static Table rows(Object[]... rows) {
        Table table = Table.create(
                "rows",
                StringColumn.create("run"),
                LongColumn.create("replica"),
                LongColumn.create("step"),
                StringColumn.create("split"),
                StringColumn.create("quantity"),
                DoubleColumn.create("value"));
        for (Object[] row : rows) {
            table.stringColumn("run").append("one");
            table.longColumn("replica").append(((Number) row[0]).longValue());
            table.longColumn("step").append(((Number) row[1]).longValue());
            table.stringColumn("split").append((String) row[2]);
            table.stringColumn("quantity").append("loss");
            table.doubleColumn("value").append(((Number) row[3]).doubleValue());
        }
        return table;
    }
}
