package phenomena.notebook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.hipparchus.stat.StatUtils;
import phenomena.run.Row;

/** What a training measured so far, of one quantity: the error where it is measured, otherwise the first seen. */
final class LiveCurves {
    private static final String PREFERRED = "error";

    private final Set<Replica> replicas = new HashSet<>();
    private final Map<String, NavigableMap<Long, List<Double>>> splits = new TreeMap<>();
    private String quantity = "";

    private record Replica(String run, long seed) {}

    /**
     * The replicas' values at one step.
     *
     * @param step parameter updates made
     * @param least the smallest of the finite values
     * @param median their median
     * @param greatest the largest
     */
    record Spread(long step, double least, double median, double greatest) {
        static Spread of(long step, List<Double> values) {
            double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
            return new Spread(step, StatUtils.min(all), StatUtils.percentile(all, 50), StatUtils.max(all));
        }
    }

    /** Takes in a measurement; values that are not finite (a diverged replica's) are left out. */
    void add(Row row) {
        replicas.add(new Replica(row.run(), row.replica()));
        boolean better = row.quantity().equals(PREFERRED) && !quantity.equals(PREFERRED);
        if (quantity.isEmpty() || better) {
            quantity = row.quantity();
            splits.clear();
        }
        if (row.quantity().equals(quantity) && Double.isFinite(row.value())) {
            splits.computeIfAbsent(row.split(), split -> new TreeMap<>())
                    .computeIfAbsent(row.step(), step -> new ArrayList<>())
                    .add(row.value());
        }
    }

    /** The quantity the curves are of; empty before anything was measured. */
    String quantity() {
        return quantity;
    }

    /** Different replicas seen, over all runs. */
    int replicas() {
        return replicas.size();
    }

    /** For each split, in alphabetical order, its spread at each measured step, in order. */
    Map<String, List<Spread>> curves() {
        Map<String, List<Spread>> curves = new TreeMap<>();
        splits.forEach((split, steps) -> {
            List<Spread> curve = new ArrayList<>();
            steps.forEach((step, values) -> curve.add(Spread.of(step, values)));
            curves.put(split, curve);
        });
        return curves;
    }
}
