package phenomena.analysis;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/**
 * How long curves stay near a level, as the loss of a network that counts tokens stays near the loss of counting tokens before it
 * learns to count pairs (Edelman et al. 2024, arXiv:2402.11004).
 *
 * <p>Training is told in factors of steps, so that is what a plateau's length is. A curve that falls through without a halt has one
 * too: a loss that falls straight in the logarithm of the step, by D over d decades, spends a factor of {@code 10^(2 d · band / D)} in
 * the band. A plateau is a stretch that is longer than that.
 */
public final class Plateau {

    private Plateau() {}

    private record Stretch(long from, long to) {

        double factor() {
            return (double) to / from;
        }
    }

    /**
     * Each replica's longest stretch of measured steps, from step 1 on, at which a quantity is within a band around another's last
     * value.
     *
     * @param table tidy rows: run, replica, step, split, quantity, value, and any further columns, such as a dial's
     * @param quantity e.g. {@code "loss"}
     * @param level the quantity whose last value is the level, e.g. {@code "loss of unigram"}
     * @param split of both
     * @param band half the width of the band, in the quantity's unit, above 0
     * @return a row for each replica: what tells it apart, the stretch's first and last step {@code from} and {@code to}, missing where
     *     there is none, and {@code value}, the factor {@code to / from}, 1 where it is one step, or none
     * @throws IllegalArgumentException if {@code band} is not above 0, or a quantity was not measured for every replica
     */
    public static Table near(Table table, String quantity, String level, String split, double band) {
        if (!(band > 0)) {
            throw new IllegalArgumentException("band must be above 0, got " + band);
        }
        Trajectories measured = Trajectories.of(table, quantity, split);
        Trajectories known = Trajectories.of(table, level, split);
        Map<List<Object>, Double> levels = new HashMap<>();
        for (int i = 0; i < known.curves().size(); i++) {
            levels.put(known.key(i), known.curves().get(i).lastEntry().getValue());
        }
        LongColumn from = LongColumn.create("from");
        LongColumn to = LongColumn.create("to");
        DoubleColumn factor = DoubleColumn.create("value");
        for (int i = 0; i < measured.curves().size(); i++) {
            Double around = levels.get(measured.key(i));
            if (around == null) {
                throw new IllegalArgumentException(
                        "\"" + level + "\" must be measured for every replica, got none for " + measured.key(i));
            }
            Stretch longest = longest(measured.curves().get(i), around, band);
            if (longest == null) {
                from.appendMissing();
                to.appendMissing();
            } else {
                from.append(longest.from());
                to.append(longest.to());
            }
            factor.append(longest == null ? 1 : longest.factor());
        }
        return measured.replicas().copy().addColumns(from, to, factor);
    }

    private static Stretch longest(TreeMap<Long, Double> curve, double level, double band) {
        Stretch longest = null;
        Stretch now = null;
        for (Map.Entry<Long, Double> point : curve.tailMap(1L).entrySet()) {
            if (!(Math.abs(point.getValue() - level) <= band)) {
                now = null;
                continue;
            }
            now = new Stretch(now == null ? point.getKey() : now.from(), point.getKey());
            longest = longest == null || now.factor() > longest.factor() ? now : longest;
        }
        return longest;
    }
}
