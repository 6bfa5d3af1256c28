package phenomena.figure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import phenomena.analysis.PerHead;
import phenomena.measure.CompositionScores;
import phenomena.measure.CopyingScore;
import phenomena.measure.HeadScores;
import phenomena.measure.Heads;
import phenomena.model.Head;
import tech.tablesaw.api.Table;

/**
 * What was measured of one network's heads and of pairs of them.
 *
 * @param heads layer after layer
 * @param values by step and by quantity
 */
record HeadGraph(List<Head> heads, SortedMap<Long, Map<String, Double>> values) {

    /** What a head may read of another. */
    static final List<String> KINDS =
            List.of(CompositionScores.Q_COMPOSITION, CompositionScores.K_COMPOSITION, CompositionScores.V_COMPOSITION);

    /** What a head may do, shares of attention. */
    static final List<String> ROLES = List.of(HeadScores.PREFIX_MATCHING, HeadScores.PREVIOUS_TOKEN);

    private static final List<String> TOLD = List.of(
            HeadScores.PREFIX_MATCHING, HeadScores.PREVIOUS_TOKEN, HeadScores.DUPLICATE_TOKEN, CopyingScore.COPYING);

    /** That the earlier head writes what the later one reads, by a positive score. */
    record Edge(String kind, Head from, Head into, double score) {}

    /** @throws IllegalArgumentException if there are no composition scores, or none of the seed, or those of several runs */
    static HeadGraph of(Table table, long seed) {
        Tidy.require(table, "run");
        Table pairs = PerHead.pairs(table, KINDS.get(0));
        List<Object> seeds = Tidy.distinct(pairs, "replica");
        List<Object> runs = Tidy.distinct(pairs, "run");
        if (!seeds.contains(seed) || runs.size() > 1) {
            throw new IllegalArgumentException("a circuit must be of one run and a seed that was measured, one of "
                    + seeds + ", got seed " + seed + " and runs " + runs);
        }
        SortedSet<Head> heads =
                new TreeSet<>(Comparator.comparingInt(Head::layer).thenComparingInt(Head::head));
        for (int row = 0; row < pairs.rowCount(); row++) {
            heads.add(head(pairs, row, ""));
            heads.add(head(pairs, row, "into "));
        }
        Table own = table.where(table.longColumn("replica")
                .isEqualTo(seed)
                .and(table.longColumn("step").isIn(pairs.longColumn("step").asLongArray())));
        SortedMap<Long, Map<String, Double>> values = new TreeMap<>();
        for (int row = 0; row < own.rowCount(); row++) {
            values.computeIfAbsent(own.longColumn("step").get(row), step -> new HashMap<>())
                    .put(
                            own.stringColumn("quantity").get(row),
                            own.doubleColumn("value").getDouble(row));
        }
        return new HeadGraph(List.copyOf(heads), values);
    }

    private static Head head(Table pairs, int row, String which) {
        return new Head(
                pairs.intColumn(which + "layer").get(row),
                pairs.intColumn(which + "head").get(row));
    }

    SortedSet<Long> steps() {
        return new TreeSet<>(values.keySet());
    }

    int layers() {
        return 1 + heads.stream().mapToInt(Head::layer).max().orElseThrow();
    }

    int perLayer() {
        return 1 + heads.stream().mapToInt(Head::head).max().orElseThrow();
    }

    /** All positive scores at a step. */
    List<Edge> edges(long step) {
        List<Edge> edges = new ArrayList<>();
        for (String kind : KINDS) {
            for (Head from : heads) {
                for (Head into : heads) {
                    Double score =
                            values.get(step).get(Heads.named(kind, from) + Heads.named(CompositionScores.INTO, into));
                    if (score != null && score > 0) {
                        edges.add(new Edge(kind, from, into, score));
                    }
                }
            }
        }
        return edges;
    }

    /** Whether heads have scores that say what they do. */
    boolean hasScores() {
        return role(values.lastKey(), heads.get(0)) != null;
    }

    /** What the head is nearest to doing perfectly; null where no score says. */
    String role(long step, Head head) {
        String nearest = null;
        for (String role : ROLES) {
            if (values.get(step).containsKey(Heads.named(role, head))
                    && (nearest == null || strength(step, head, role) > strength(step, head, nearest))) {
                nearest = role;
            }
        }
        return nearest;
    }

    /** How far the head is from even attention, 0 (and below), to doing it perfectly, 1. */
    double strength(long step, Head head, String role) {
        double uniform = values.get(step).getOrDefault(role + " uniform", 0.);
        return (score(step, head, role) - uniform) / (1 - uniform);
    }

    double score(long step, Head head, String quantity) {
        return values.get(step).getOrDefault(Heads.named(quantity, head), Double.NaN);
    }

    /** The scores there are, {@code "copying 0.93"}. */
    List<String> told(long step, Head head) {
        return TOLD.stream()
                .filter(quantity -> values.get(step).containsKey(Heads.named(quantity, head)))
                .map(quantity -> quantity + " " + String.format(Locale.ROOT, "%.2f", score(step, head, quantity)))
                .toList();
    }
}
