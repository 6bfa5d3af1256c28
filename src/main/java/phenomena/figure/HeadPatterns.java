package phenomena.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import phenomena.model.Head;
import tech.tablesaw.api.Table;

/**
 * The patterns of all heads on one sequence.
 *
 * @param heads layer after layer
 * @param columns panels in a row
 * @param shares by step, a head, a query and a key up to the query: its share of the attention
 */
record HeadPatterns(List<Head> heads, int columns, SortedMap<Long, List<double[][]>> shares) {

    /** The most tokens of a sequence: a head's cells are then still seen beside three others'. */
    static final int LONGEST = 48;

    private static final List<String> COLUMNS =
            List.of("replica", "step", "sequence", "layer", "head", "query", "key", "value");

    /** @throws IllegalArgumentException if the table does not hold each share of the sequence once, for one seed */
    static HeadPatterns of(Table table, int sequence, int length) {
        if (length > LONGEST) {
            throw new IllegalArgumentException("a sequence must have at most " + LONGEST
                    + " tokens for its patterns to be seen, got " + length + ": show the network a shorter one");
        }
        COLUMNS.forEach(column -> Tidy.require(table, column));
        Table rows = table.where(table.intColumn("sequence").isEqualTo(sequence));
        List<Object> seeds = Tidy.distinct(table, "replica");
        if (rows.isEmpty() || seeds.size() > 1) {
            throw new IllegalArgumentException("patterns must be of one seed and of sequence " + sequence
                    + ", got seeds " + seeds + " and sequences " + Tidy.distinct(table, "sequence"));
        }
        List<Object> layers = Tidy.distinct(rows, "layer");
        List<Object> perLayer = Tidy.distinct(rows, "head");
        List<Head> heads = new ArrayList<>();
        for (Object layer : layers) {
            for (Object head : perLayer) {
                heads.add(new Head((Integer) layer, (Integer) head));
            }
        }
        int columns =
                perLayer.size() == 1 ? Math.min(layers.size(), 3) : perLayer.size(); // lone heads stand side by side
        HeadPatterns patterns = new HeadPatterns(heads, columns, new TreeMap<>());
        patterns.fill(rows, length);
        return patterns;
    }

    /** The rows of some steps. */
    static Table atSteps(Table table, Collection<Long> steps) {
        Tidy.require(table, "step");
        List<Object> there = Tidy.distinct(table, "step");
        if (steps.isEmpty() || !there.containsAll(steps)) {
            throw new IllegalArgumentException("steps must be some of " + there + ", got " + new TreeSet<>(steps));
        }
        return table.where(table.longColumn("step")
                .isIn(steps.stream().mapToLong(Long::longValue).toArray()));
    }

    private void fill(Table rows, int length) {
        for (int row = 0; row < rows.rowCount(); row++) {
            List<double[][]> ofHeads =
                    shares.computeIfAbsent(rows.longColumn("step").get(row), step -> empty(length));
            int head = heads.indexOf(new Head(
                    rows.intColumn("layer").get(row), rows.intColumn("head").get(row)));
            int query = rows.intColumn("query").get(row);
            int key = rows.intColumn("key").get(row);
            double share = rows.doubleColumn("value").getDouble(row);
            if (query >= length || key > query || !(share >= 0 && share <= 1.001)) {
                throw new IllegalArgumentException("patterns must be shares in [0, 1] of " + length
                        + " positions, as many as the sequence has tokens, got " + share + " from " + query + " to "
                        + key);
            }
            ofHeads.get(head)[query][key] = share;
        }
        int wanted = shares.size() * heads.size() * length * (length + 1) / 2;
        if (rows.rowCount() != wanted) {
            throw new IllegalArgumentException("patterns must have a row for each pair of " + length
                    + " positions, head and step, " + wanted + ", got " + rows.rowCount());
        }
    }

    private List<double[][]> empty(int length) {
        List<double[][]> ofHeads = new ArrayList<>();
        for (int head = 0; head < heads.size(); head++) {
            double[][] queries = new double[length][];
            for (int query = 0; query < length; query++) {
                queries[query] = new double[query + 1];
            }
            ofHeads.add(queries);
        }
        return ofHeads;
    }
}
