package phenomena.analysis;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import phenomena.protocol.Dial;
import phenomena.protocol.Protocol;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * The learning rate for each size of a family, by one rule: of the rates of a grid, the one with the least test loss on seeds that are
 * measured for nothing else.
 *
 * <p>Loss is each seed's least on the way, which is early stopping, and the mean of that over the seeds; a seed whose loss is not
 * finite at its last measurement has diverged, and rules its rate out. Of rates that are equally good the smaller one is taken.
 *
 * <pre>{@code
 * var base = Scaling.sparseParity(lab.budget());
 * var grid = lab.grid(Scaling.tuning(base), Dial.WIDTH, List.of(8., 32., 128.), Dial.LEARNING_RATE, Scaling.RATES);
 * var tuned = TunedRates.of(grid.table(), Dial.WIDTH).at(Scaling.parityWidths(lab.budget()));
 * var runs = new Runs(lab.runAll(tuned.protocols(base)).runs(), tuned.dials());
 * }</pre>
 *
 * @param size the dial that turns the size
 * @param rates the rate of each size
 * @param losses a row for each size and rate: the size, {@code learningRate}, {@code loss}, {@code best}, and {@code edge}, whether
 *     the best is the smallest or greatest rate tried, so that a better one may lie outside
 */
public record TunedRates(Dial size, Map<Double, Double> rates, Table losses) {

    private static final String RATE = Dial.LEARNING_RATE.name();

    /**
     * Reads the rates from one grid.
     *
     * @param table the tidy rows of a grid over sizes and learning rates, test losses among them
     * @param size the dial of the sizes
     * @throws IllegalArgumentException if a column or the loss is missing, or a size diverged at every rate
     */
    public static TunedRates of(Table table, Dial size) {
        Summary.require(table, size.name());
        Summary.require(table, RATE);
        Trajectories seeds = Trajectories.of(table, "loss", "test");
        Map<Double, Map<Double, List<Double>>> losses = new TreeMap<>(); // ascending, rates too
        for (int i = 0; i < seeds.curves().size(); i++) {
            losses.computeIfAbsent(dial(seeds.replicas(), size.name(), i), s -> new TreeMap<>())
                    .computeIfAbsent(dial(seeds.replicas(), RATE, i), r -> new ArrayList<>())
                    .add(least(seeds.curves().get(i)));
        }
        Map<Double, Double> rates = new LinkedHashMap<>();
        Table report = Table.create(
                "least test loss",
                DoubleColumn.create(size.name()),
                DoubleColumn.create(RATE),
                DoubleColumn.create("loss"),
                BooleanColumn.create("best"),
                BooleanColumn.create("edge"));
        losses.forEach((at, ofRates) -> {
            TreeMap<Double, Double> means = new TreeMap<>();
            ofRates.forEach((rate, all) -> means.put(
                    rate,
                    all.stream().mapToDouble(Double::doubleValue).average().getAsDouble()));
            rates.put(at, best(size, at, means));
            append(report, at, means, rates.get(at));
        });
        return new TunedRates(size, rates, report);
    }

    private static double dial(Table replicas, String name, int row) {
        return replicas.doubleColumn(name).getDouble(row);
    }

    /** A curve's least value; infinite for one that ends in no number. */
    private static double least(TreeMap<Long, Double> curve) {
        return Double.isFinite(curve.lastEntry().getValue())
                ? curve.values().stream()
                        .filter(Double::isFinite)
                        .mapToDouble(Double::doubleValue)
                        .min()
                        .getAsDouble()
                : Double.POSITIVE_INFINITY;
    }

    private static double best(Dial size, double at, TreeMap<Double, Double> means) {
        double best = means.firstKey();
        for (Map.Entry<Double, Double> rate : means.entrySet()) {
            best = rate.getValue() < means.get(best) ? rate.getKey() : best;
        }
        if (!Double.isFinite(means.get(best))) {
            throw new IllegalArgumentException("some rate must train to the end, but at " + size.name() + " " + at
                    + " all of " + means.keySet() + " diverged; try smaller rates");
        }
        return best;
    }

    private static void append(Table report, double at, TreeMap<Double, Double> means, double best) {
        means.forEach((rate, loss) -> {
            report.doubleColumn(0).append(at);
            report.doubleColumn(RATE).append(rate);
            report.doubleColumn("loss").append(loss);
            report.booleanColumn("best").append(rate == best);
            report.booleanColumn("edge").append(rate == best && (best == means.firstKey() || best == means.lastKey()));
        });
    }

    /**
     * The rates of other sizes: each takes that of the tuned size nearest in ratio, and of two as near that of the smaller.
     * Rates half a decade apart are so coarse that sizes a factor of 4 apart mostly share one.
     *
     * @param sizes at least one, above 0; in the order that they are to be trained in
     * @return these sizes with their rates, and the same losses
     * @throws IllegalArgumentException if there is no size, or one is not positive
     */
    public TunedRates at(List<Double> sizes) {
        if (sizes.isEmpty() || sizes.stream().anyMatch(at -> !(at > 0))) {
            throw new IllegalArgumentException(
                    "values of " + size.name() + " must be above 0 and at least one, got " + sizes);
        }
        Map<Double, Double> nearest = new LinkedHashMap<>();
        sizes.forEach(at -> nearest.put(at, rates.get(nearest(at))));
        return new TunedRates(size, nearest, losses);
    }

    private double nearest(double at) {
        double nearest = Double.NaN;
        double least = Double.POSITIVE_INFINITY;
        for (double tuned : new TreeSet<>(rates.keySet())) {
            double ratio = Math.max(at / tuned, tuned / at);
            if (ratio < least * (1 - 1e-9)) {
                least = ratio;
                nearest = tuned;
            }
        }
        return nearest;
    }

    /** A protocol at each size with that size's rate, named so, in the order of the sizes. */
    public List<Protocol> protocols(Protocol protocol) {
        return rates.entrySet().stream()
                .map(rate -> Dial.LEARNING_RATE.at(size.at(protocol, rate.getKey()), rate.getValue()))
                .toList();
    }

    /** What tells the runs of {@link #protocols} apart, as {@link phenomena.run.Runs} takes it. */
    public Map<String, List<Double>> dials() {
        Map<String, List<Double>> dials = new LinkedHashMap<>();
        dials.put(size.name(), List.copyOf(rates.keySet()));
        dials.put(RATE, List.copyOf(rates.values()));
        return dials;
    }
}
