package phenomena.run;

import java.util.List;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Several runs, as one table.
 *
 * @param runs the runs, in the order asked for
 * @param dial name of the number that tells them apart; {@code ""} where only the protocols' names do
 * @param values the dial's value in each run; empty where there is no dial
 */
public record Runs(List<Run> runs, String dial, List<Double> values) {

    public Runs {
        runs = List.copyOf(runs);
        values = List.copyOf(values);
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs must be at least one, got none");
        }
        int needed = dial.isEmpty() ? 0 : runs.size();
        if (values.size() != needed) {
            throw new IllegalArgumentException("values of the dial \"" + dial + "\" must be " + needed
                    + ", one for each run and none without a dial, got " + values.size());
        }
    }

    /** Runs told apart by their protocols' names. */
    public static Runs of(List<Run> runs) {
        return new Runs(runs, "", List.of());
    }

    /** The rows of all runs, tidy: {@code run, replica, step, split, quantity, value}, and the dial's column if any. */
    public Table table() {
        Table all = withDial(0).emptyCopy();
        for (int i = 0; i < runs.size(); i++) {
            all.append(withDial(i));
        }
        all.setName(dial.isEmpty() ? "runs" : dial);
        return all;
    }

    private Table withDial(int i) {
        Table rows = runs.get(i).table().copy();
        if (!dial.isEmpty()) {
            rows.addColumns(DoubleColumn.create(dial, rows.rowCount()).fillWith(() -> values.get(i)));
        }
        return rows;
    }

    /** Whether nothing is left to train in any of them. */
    public boolean isComplete() {
        return runs.stream().allMatch(Run::isComplete);
    }

    /** One line a run. */
    @Override
    public String toString() {
        return String.join("\n", runs.stream().map(Run::toString).toList());
    }
}
