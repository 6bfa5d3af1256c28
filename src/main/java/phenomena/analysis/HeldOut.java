package phenomena.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hipparchus.stat.StatUtils;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.Table;

/**
 * Predict, do not describe: a law through some sizes, where it says that a size it was not shown will end, and where it did.
 *
 * <pre>{@code
 * var heldOut = HeldOut.largest(PowerLaw.in("trainExamples"), Finals.least(runs.table(), "loss", "test"), .9);
 * heldOut.isInside();
 * }</pre>
 *
 * @param fit the law through the sizes it was shown
 * @param kept the rows it was shown
 * @param held the rows of the size it was not
 * @param confidence of what is said of that size, in (0, 1)
 */
public record HeldOut(PowerLawFit fit, Table kept, Table held, double confidence) {

    /**
     * Holds out the largest size.
     *
     * @param law of one input or several; with several, what is held out has the largest of all, e.g. the largest model on the most
     *     data, and both may stand among the others alone
     * @param table a row for each run: its loss in {@code value}, its sizes in the columns named by the law
     * @param confidence of the prediction, in (0, 1), e.g. 0.9
     * @throws IllegalArgumentException if there is no run with the largest of every input, or as {@link PowerLaw#fit(Table)} of the rest
     */
    public static HeldOut largest(PowerLaw law, Table table, double confidence) {
        law.inputs().forEach(input -> Summary.require(table, input));
        double[] largest = law.inputs().stream()
                .mapToDouble(input -> table.numberColumn(input).max())
                .toArray();
        boolean[] out = new boolean[table.rowCount()];
        for (int row = 0; row < out.length; row++) {
            out[row] = Arrays.equals(size(law, table, row), largest);
        }
        BooleanColumn held = BooleanColumn.create("held", out);
        if (held.countTrue() == 0) {
            throw new IllegalArgumentException("some run must have the largest of each of " + law.inputs() + ", "
                    + Arrays.toString(largest) + ", got none; train it");
        }
        Table kept = table.where(held.isFalse());
        return new HeldOut(law.fit(kept), kept, table.where(held.isTrue()), confidence);
    }

    /** The law at the size held out, with the interval for the mean of as many runs as were made there. */
    public Interval predicted() {
        return fit.predict(confidence, held.rowCount(), size());
    }

    /** The mean of the runs held out, as exp of the mean log loss, and the least and the greatest of them. */
    public Interval measured() {
        double[] logs = Losses.of(held, fit.law().inputs()).losses();
        return new Interval(
                Math.exp(StatUtils.mean(logs)),
                Math.exp(StatUtils.min(logs)),
                Math.exp(StatUtils.max(logs)),
                logs.length);
    }

    private static double[] size(PowerLaw law, Table table, int row) {
        return law.inputs().stream()
                .mapToDouble(input -> table.numberColumn(input).getDouble(row))
                .toArray();
    }

    /** The size held out, a value for each input. */
    public double[] size() {
        return size(fit.law(), held, 0);
    }

    /** Whether what was measured lies in the interval stated before. */
    public boolean isInside() {
        return predicted().holds(measured().centre());
    }

    /**
     * A row for each of several families: {@code family}, the {@code sizes} the law was shown, {@code held out}, {@code predicted} with
     * {@code low} and {@code high}, {@code measured}, and whether that is {@code inside}.
     *
     * @param families by name, in the order of the rows
     */
    public static Table table(Map<String, HeldOut> families) {
        String[] names = families.keySet().toArray(String[]::new);
        HeldOut[] rows = families.values().toArray(HeldOut[]::new);
        return Table.create(
                "predicted before they were shown",
                Columns.text("family", names, name -> name),
                Columns.text("sizes", rows, HeldOut::sizes),
                Columns.text("held out", rows, row -> words(row.size())),
                Columns.number("predicted", rows, row -> row.predicted().centre()),
                Columns.number("low", rows, row -> row.predicted().low()),
                Columns.number("high", rows, row -> row.predicted().high()),
                Columns.number("measured", rows, row -> row.measured().centre()),
                Columns.text("inside", rows, row -> row.isInside() ? "yes" : "NO"));
    }

    private String sizes() {
        List<String> each = fit.law().inputs().stream()
                .map(input ->
                        input + " " + Waits.digits(kept.numberColumn(input).min()) + " to "
                                + Waits.digits(kept.numberColumn(input).max()))
                .toList();
        return String.join(", ", each);
    }

    private static String words(double[] size) {
        return String.join(", ", Arrays.stream(size).mapToObj(Waits::digits).toList());
    }
}
