package phenomena.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import phenomena.run.Run;
import phenomena.run.Runs;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * How long after fitting its training examples each replica generalises: steps from a train threshold to a test threshold.
 *
 * <p>A replica is {@code grokked} if it reached both thresholds, however short the delay ({@link PhaseDiagram} tells short
 * from long); {@code censored} if it reached the one on train, and the one on test not by its last measurement, so that its
 * delay is longer than what was watched; {@code never fitted} if it did not reach the one on train, whatever its test error:
 * it has no delay.
 *
 * <pre>{@code
 * var delay = GrokkingDelay.of(runs.table(), Threshold.accuracy("train", .99), Threshold.accuracy("test", .99));
 * delay.summary(.95, "weightDecay")
 * KaplanMeier.of(delay.testSteps())
 * }</pre>
 */
public final class GrokkingDelay {

    static final String GROKKED = "grokked";
    static final String CENSORED = "censored";
    static final String NEVER_FITTED = "never fitted";

    private final Table train;
    private final Table test;
    private final Table keys;

    private GrokkingDelay(Table train, Table test) {
        this.train = train;
        this.test = test;
        keys = test.rejectColumns("low", "value", "high", "reached", "ended");
    }

    /** As {@link #of(Table, List, Threshold, Threshold)}, with what the table alone tells of how replicas ended. */
    public static GrokkingDelay of(Table table, Threshold train, Threshold test) {
        return of(table, List.of(), train, test);
    }

    /** The same of runs, whose outcomes tell what ended early. */
    public static GrokkingDelay of(Runs runs, Threshold train, Threshold test) {
        return of(runs.table(), runs.runs(), train, test);
    }

    /**
     * The delays of all replicas.
     *
     * @param table tidy rows: run, replica, step, split, quantity, value, and any further columns, such as dials'; all with
     *     the same number of steps to train
     * @param runs the runs that the table was made from, for how their replicas ended, or none; see {@link FirstPassage#of}
     * @param train what counts as fitted
     * @param test what counts as generalised
     * @throws IllegalArgumentException if a column is missing, a quantity was not measured on its split, or not of the same
     *     replicas as the other
     */
    public static GrokkingDelay of(Table table, List<Run> runs, Threshold train, Threshold test) {
        Table fitted = FirstPassage.of(table, runs, train);
        Table generalised = FirstPassage.of(table, runs, test);
        return new GrokkingDelay(alike(fitted, generalised, train), generalised);
    }

    /** The rows of one table of passages in the order of another's replicas. */
    private static Table alike(Table passages, Table order, Threshold threshold) {
        List<String> names = new ArrayList<>(passages.columnNames());
        names.removeAll(List.of("low", "value", "high", "reached", "ended"));
        List<List<Object>> keys = IntStream.range(0, passages.rowCount())
                .mapToObj(row -> Trajectories.key(passages, names, row))
                .toList();
        int[] rows = new int[order.rowCount()];
        for (int i = 0; i < rows.length; i++) {
            List<Object> key = Trajectories.key(order, names, i);
            rows[i] = keys.indexOf(key);
            if (rows[i] < 0 || keys.size() != rows.length) {
                throw new IllegalArgumentException("the replicas measured on train and test must be the same, got "
                        + keys.size() + " with " + threshold + " and " + rows.length + " with " + order.name());
            }
        }
        return passages.rows(rows).setName(passages.name());
    }

    private boolean fitted(int i) {
        return train.booleanColumn("reached").get(i);
    }

    private boolean generalised(int i) {
        return test.booleanColumn("reached").get(i);
    }

    private static double number(Table passages, String column, int i) {
        return passages.doubleColumn(column).getDouble(i);
    }

    private String outcome(int i) {
        if (!fitted(i)) {
            return NEVER_FITTED;
        }
        return generalised(i) ? GROKKED : CENSORED;
    }

    /** The steps to the train threshold, as a table of passages (see {@link FirstPassage}), all replicas. */
    public Table trainSteps() {
        return train.copy().setName(train.name());
    }

    /** The steps to the test threshold from the start of training, as a table of passages, all replicas. */
    public Table testSteps() {
        return test.copy().setName(test.name());
    }

    /**
     * The delays, test step − train step, as a table of passages without the replicas that never fitted. {@code low} and
     * {@code high} hold what the measured steps leave open at both ends; a delay is below 0 where test came first.
     */
    public Table delays() {
        int[] rows = fitted();
        double[][] times = new double[3][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double step = number(train, "value", rows[i]);
            times[0][i] = number(test, "low", rows[i]) - step;
            times[1][i] = number(test, "value", rows[i]) - step;
            times[2][i] = number(test, "high", rows[i]) - number(train, "low", rows[i]);
        }
        return passages(rows, times).setName("delay from " + train.name() + " to " + test.name());
    }

    /** As {@link #delays}, the ratios test step / train step; a step of 0 counts as 1. */
    public Table ratios() {
        int[] rows = fitted();
        double[][] times = new double[3][rows.length];
        for (int i = 0; i < rows.length; i++) {
            double step = Math.max(1, number(train, "value", rows[i]));
            times[0][i] = Math.max(1, number(test, "low", rows[i])) / step;
            times[1][i] = Math.max(1, number(test, "value", rows[i])) / step;
            times[2][i] = Math.max(1, number(test, "high", rows[i])) / Math.max(1, number(train, "low", rows[i]));
        }
        return passages(rows, times).setName("steps to " + test.name() + " over steps to " + train.name());
    }

    private int[] fitted() {
        return IntStream.range(0, keys.rowCount()).filter(this::fitted).toArray();
    }

    private Table passages(int[] rows, double[][] times) {
        boolean[] reached = new boolean[rows.length];
        String[] ended = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            reached[i] = generalised(rows[i]);
            ended[i] = ended().get(rows[i]);
        }
        Table replicas = rows.length == 0 ? keys.emptyCopy() : keys.rows(rows); // Tablesaw refuses to pick none
        return FirstPassage.table(replicas, times, reached, ended);
    }

    private StringColumn ended() {
        return test.stringColumn("ended");
    }

    /**
     * One row a replica: what tells it apart; {@code train after}, {@code train}, {@code test after}, {@code test}: the
     * threshold was reached after the one step, by the other; {@code delay} and {@code ratio}; {@code watched}: the step
     * to which it was followed; {@code outcome}; {@code ended}. What was not reached is NaN, never a last step in its place.
     */
    public Table table() {
        int n = keys.rowCount();
        double[][] numbers = new double[7][n];
        String[] outcomes = new String[n];
        for (int i = 0; i < n; i++) {
            outcomes[i] = outcome(i);
            String[] of = {"low", "value"};
            for (int end = 0; end < 2; end++) {
                numbers[end][i] = fitted(i) ? number(train, of[end], i) : Double.NaN;
                numbers[2 + end][i] = generalised(i) ? number(test, of[end], i) : Double.NaN;
            }
            numbers[4][i] = numbers[3][i] - numbers[1][i];
            numbers[5][i] = Math.max(1, numbers[3][i]) / Math.max(1, numbers[1][i]);
            numbers[6][i] = Math.max(number(train, "value", i), number(test, "value", i));
        }
        Table table = keys.copy();
        String[] names = {"train after", "train", "test after", "test", "delay", "ratio", "watched"};
        for (int c = 0; c < names.length; c++) {
            table.addColumns(DoubleColumn.create(names[c], numbers[c]));
        }
        return table.addColumns(StringColumn.create("outcome", outcomes), ended().copy())
                .setName("from " + train.name() + " to " + test.name());
    }

    /**
     * Groups of replicas for a person: how many there are, {@code grokked}, {@code censored}, {@code never fitted}, and of all
     * of these how many did not complete ({@code cut short}); then in words the {@code steps to fit}, the {@code steps to
     * generalise} of all replicas, and the {@code delay} and the {@code ratio} of those that fitted. As numbers the four are
     * in {@link FirstPassage#summary} of {@link #trainSteps}, {@link #testSteps}, {@link #delays} and {@link #ratios}.
     *
     * @param confidence of the intervals for medians, in (0, 1)
     * @param by the columns that tell groups apart; none for one group
     * @throws IllegalArgumentException if a column is missing or the confidence is outside (0, 1)
     */
    public Table summary(double confidence, String... by) {
        Groups groups = Groups.of(test, by);
        GrokkingDelay[] parts = groups.rows().stream().map(this::rows).toArray(GrokkingDelay[]::new);
        return groups.keys()
                .addColumns(
                        Columns.whole("replicas", parts, GrokkingDelay::size),
                        Columns.whole(GROKKED, parts, part -> part.count(GROKKED)),
                        Columns.whole(CENSORED, parts, part -> part.count(CENSORED)),
                        Columns.whole(NEVER_FITTED, parts, part -> part.count(NEVER_FITTED)),
                        Columns.whole("cut short", parts, GrokkingDelay::cutShort),
                        Columns.text("steps to fit", parts, part -> words(part.train, confidence)),
                        Columns.text("steps to generalise", parts, part -> words(part.test, confidence)),
                        Columns.text("delay", parts, part -> words(part.delays(), confidence)),
                        Columns.text("ratio", parts, part -> words(part.ratios(), confidence)))
                .setName("from " + train.name() + " to " + test.name());
    }

    /** These replicas alone. */
    GrokkingDelay rows(int[] rows) {
        return new GrokkingDelay(train.rows(rows), test.rows(rows));
    }

    int size() {
        return keys.rowCount();
    }

    double fraction(String outcome) {
        return (double) count(outcome) / size();
    }

    private int count(String outcome) {
        return (int) IntStream.range(0, keys.rowCount())
                .filter(i -> outcome(i).equals(outcome))
                .count();
    }

    int cutShort() {
        return ended().size() - ended().countOccurrences(Trajectories.COMPLETED);
    }

    private static String words(Table passages, double confidence) {
        return passages.isEmpty() ? "none fitted" : Waits.of(passages).words(confidence);
    }

    /** One line for a person: the counts, and the delay. */
    @Override
    public String toString() {
        return "%d replicas, %d grokked, %d censored, %d never fitted, %d cut short; delay: %s"
                .formatted(
                        size(), count(GROKKED), count(CENSORED), count(NEVER_FITTED), cutShort(), words(delays(), .95));
    }
}
