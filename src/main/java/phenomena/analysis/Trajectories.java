package phenomena.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import phenomena.run.Outcome;
import phenomena.run.Run;
import tech.tablesaw.api.Table;

/**
 * The measured values of one quantity on one split: a curve for each replica, values by step.
 *
 * @param replicas a row for each curve: the columns that tell replicas apart (run, replica and any dials)
 * @param curves in the same order
 */
record Trajectories(Table replicas, List<TreeMap<Long, Double>> curves) {

    static final String COMPLETED = "completed";
    static final String DIVERGED = "diverged";
    static final String EARLY = "early";

    /** @throws IllegalArgumentException if a column or the quantity is missing, or a replica is measured twice at a step */
    static Trajectories of(Table table, String quantity, String split) {
        List<String> tidy = List.of("run", "replica", "step", "split", "quantity", "value");
        tidy.forEach(column -> Summary.require(table, column));
        List<String> keys = new ArrayList<>(table.columnNames());
        keys.removeAll(List.of("step", "split", "quantity", "value"));
        Map<List<Object>, TreeMap<Long, Double>> curves = new LinkedHashMap<>();
        List<Integer> firstRows = new ArrayList<>();
        for (int row = 0; row < table.rowCount(); row++) {
            if (!table.stringColumn("quantity").get(row).equals(quantity)
                    || !table.stringColumn("split").get(row).equals(split)) {
                continue;
            }
            List<Object> key = key(table, keys, row);
            if (!curves.containsKey(key)) {
                firstRows.add(row);
            }
            long step = table.longColumn("step").getLong(row);
            double value = table.doubleColumn("value").getDouble(row);
            if (curves.computeIfAbsent(key, k -> new TreeMap<>()).put(step, value) != null) {
                throw new IllegalArgumentException("each replica must be measured once at a step, got " + quantity
                        + " of " + keys + " = " + key + " twice at step " + step);
            }
        }
        if (curves.isEmpty()) {
            throw Finals.notMeasured(table, quantity, split);
        }
        int[] rows = firstRows.stream().mapToInt(Integer::intValue).toArray();
        Table replicas = table.selectColumns(keys.toArray(new String[0])).rows(rows);
        return new Trajectories(replicas, List.copyOf(curves.values()));
    }

    /** The greatest step at which any replica was measured. */
    long lastStep() {
        return curves.stream().mapToLong(TreeMap::lastKey).max().getAsLong();
    }

    /** What tells a replica apart. */
    List<Object> key(int i) {
        return key(replicas, replicas.columnNames(), i);
    }

    /**
     * How a replica ended: as its run says, or else as the table shows.
     *
     * @param runs where outcomes are known from, or empty
     */
    String ended(int i, List<Run> runs) {
        for (Run run : runs) {
            Outcome outcome = run.outcomes().get(replicas.longColumn("replica").getLong(i));
            if (run.protocol().name().equals(replicas.stringColumn("run").get(i)) && outcome != null) {
                return outcome.getClass().getSimpleName().toLowerCase(Locale.ROOT);
            }
        }
        Map.Entry<Long, Double> last = curves.get(i).lastEntry();
        if (!Double.isFinite(last.getValue())) {
            return DIVERGED;
        }
        return last.getKey() < lastStep() ? EARLY : COMPLETED;
    }

    static List<Object> key(Table table, List<String> columns, int row) {
        List<Object> key = new ArrayList<>();
        for (String column : columns) {
            key.add(table.column(column).get(row));
        }
        return key;
    }
}
