package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hipparchus.stat.correlation.SpearmansCorrelation;
import phenomena.measure.TaskErrors;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Which of many tasks was learned when, and whether the frequent ones came first. */
public final class LearningOrder {

    /** What {@link FirstPassage} adds to the columns that tell replicas apart. */
    private static final List<String> OF_A_TASK = List.of("task", "low", "value", "high", "reached", "ended");

    private LearningOrder() {}

    /**
     * The step at which each task was learned: its test error at most a limit from there until the last measurement.
     *
     * <p>It must stay there because a rare task has few test examples: of ten, an untrained network gets nine right by chance
     * once in a hundred measurements.
     *
     * @param table tidy rows of {@link TaskErrors}: run, replica, step, split, quantity, value, and any further columns, such
     *     as a dial's
     * @param atMost the error that counts as learned, in [0, 0.5), e.g. 0.1
     * @return a table of passages, as {@link FirstPassage} describes it, with a column {@code task}: the rank by frequency, 1 the
     *     most frequent; tasks in ascending order
     * @throws IllegalArgumentException if a column or the errors are missing, or the limit is outside its range
     */
    public static Table passages(Table table, double atMost) {
        if (!(atMost >= 0 && atMost < 0.5)) {
            throw new IllegalArgumentException("atMost must be in [0, 0.5), below the error of chance, got " + atMost);
        }
        Map<Integer, Table> errors = errors(table);
        if (errors.isEmpty()) {
            throw Finals.notMeasured(table, TaskErrors.ERROR + "1", "test");
        }
        Table all = null;
        for (Map.Entry<Integer, Table> task : errors.entrySet()) {
            Threshold learned = Threshold.atMost(TaskErrors.ERROR + task.getKey(), "test", atMost)
                    .forGood();
            Table passages = FirstPassage.of(task.getValue(), learned);
            int[] rank = new int[passages.rowCount()];
            Arrays.fill(rank, task.getKey());
            passages.insertColumn(passages.columnIndex("low"), IntColumn.create("task", rank));
            all = all == null ? passages : all.append(passages);
        }
        return all.setName("task error ≤ " + atMost + " for good");
    }

    /** The rows of each task's error. */
    private static Map<Integer, Table> errors(Table table) {
        Summary.require(table, "quantity");
        Map<Integer, List<Integer>> rows = new TreeMap<>();
        for (int row = 0; row < table.rowCount(); row++) {
            String quantity = table.stringColumn("quantity").get(row);
            if (quantity.startsWith(TaskErrors.ERROR)) {
                int task = Integer.parseInt(quantity.substring(TaskErrors.ERROR.length()));
                rows.computeIfAbsent(task, t -> new ArrayList<>()).add(row);
            }
        }
        Map<Integer, Table> errors = new TreeMap<>();
        rows.forEach((task, of) -> errors.put(
                task, table.rows(of.stream().mapToInt(Integer::intValue).toArray())));
        return errors;
    }

    /**
     * How well the order of frequency tells the order of learning: Spearman's rank correlation of a task's rank with the step at
     * which it was learned, for each replica.
     *
     * <p>Tasks learned at one measured step share a rank. Those that were never learned are the last, and share a rank too:
     * leaving them out would count only the tasks that kept to the order. So a replica that learned none, or all at once, has no
     * order, and a correlation of NaN.
     *
     * <pre>{@code
     * Summary.of(LearningOrder.correlations(passages), "rank correlation", Spread.student(.95), "width")
     * }</pre>
     *
     * @param passages what {@link #passages} gives, of at least two tasks
     * @return a row for each replica: the columns that tell replicas apart, {@code tasks}, {@code learned}, and the {@code rank
     *     correlation}, in [−1, 1], 1 where every task was learned before all that are less frequent
     * @throws IllegalArgumentException if a column is missing or a replica has but one task
     */
    public static Table correlations(Table passages) {
        OF_A_TASK.forEach(column -> Summary.require(passages, column));
        String[] replica = passages.columnNames().stream()
                .filter(column -> !OF_A_TASK.contains(column))
                .toArray(String[]::new);
        Groups groups = Groups.of(passages, replica);
        Table[] tasks = groups.rows().stream().map(passages::rows).toArray(Table[]::new);
        return groups.keys()
                .addColumns(
                        Columns.whole("tasks", tasks, Table::rowCount),
                        Columns.whole("learned", tasks, own -> own.booleanColumn("reached")
                                .countTrue()),
                        Columns.number("rank correlation", tasks, LearningOrder::correlation))
                .setName(passages.name());
    }

    private static double correlation(Table tasks) {
        int n = tasks.rowCount();
        if (n < 2) {
            throw new IllegalArgumentException("tasks must be at least 2 for an order, got " + n);
        }
        DoubleColumn value = tasks.doubleColumn("value");
        double[] ranks = new double[n];
        double[] steps = new double[n];
        for (int i = 0; i < n; i++) {
            ranks[i] = tasks.intColumn("task").get(i);
            steps[i] = tasks.booleanColumn("reached").get(i) ? value.getDouble(i) : Double.MAX_VALUE;
        }
        return new SpearmansCorrelation().correlation(ranks, steps);
    }
}
