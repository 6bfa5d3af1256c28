package phenomena.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.LongStream;
import phenomena.baseline.Baseline;
import phenomena.baseline.Regression;
import phenomena.dataset.Task;

/**
 * Baselines to be fitted: each by its name, on data, over seeds. A sweep repeats that at several values of a number, which
 * may be anything that the data or the baselines take.
 *
 * <pre>{@code
 * Fits.of(task, 5).with("kernel ridge", new KernelRidge(new Kernel.Rbf(2), 1e-3));
 * Fits.sweep("features", widths, N -> Fits.of(task, 5).with("waves", new RandomFourierFeatures((int) N, 2, 0)));
 * }</pre>
 */
public final class Fits {

    /** What is fitted: a task's classes, or a regression's numbers. */
    sealed interface Data {

        record Classes(Task task) implements Data {}

        record Numbers(Regression regression) implements Data {}
    }

    /**
     * One baseline on one seed's data.
     *
     * @param dials the swept numbers, by name
     */
    record Fit(String name, Data data, long seed, Baseline baseline, Map<String, Double> dials) {}

    private final Data data;
    private final List<Long> seeds;
    private final List<Fit> fits;

    private Fits(Data data, List<Long> seeds, List<Fit> fits) {
        this.data = data;
        this.seeds = List.copyOf(seeds);
        this.fits = List.copyOf(fits);
    }

    /**
     * Nothing yet, on the classes of a task.
     *
     * @param seeds how many: 0, 1, …; at least 1
     */
    public static Fits of(Task task, int seeds) {
        return new Fits(new Data.Classes(task), counted(seeds), List.of());
    }

    /**
     * Nothing yet, on the numbers of a regression.
     *
     * @param seeds how many: 0, 1, …; at least 1
     */
    public static Fits ofRegression(Regression regression, int seeds) {
        return new Fits(new Data.Numbers(regression), counted(seeds), List.of());
    }

    /**
     * The same at several values of one number, which becomes a column.
     *
     * @param dial the number's name, a column's name from then on
     * @param values at least one
     * @param at the fits at a value, the same names at each
     * @throws IllegalArgumentException if there is no value, or {@code dial} is a column already
     */
    public static Fits sweep(String dial, List<Double> values, DoubleFunction<Fits> at) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("values of " + dial + " must be at least one, got none");
        }
        if (Rows.NAMES.contains(dial)) {
            throw new IllegalArgumentException(
                    "the swept number must have a name other than the columns " + Rows.NAMES + ", got " + dial);
        }
        List<Fit> all = new ArrayList<>();
        for (double value : values) {
            for (Fit fit : at.apply(value).fits) {
                Map<String, Double> dials = new LinkedHashMap<>();
                dials.put(dial, value);
                if (fit.dials().containsKey(dial)) {
                    throw new IllegalArgumentException("a number must be swept once, got " + dial + " twice");
                }
                dials.putAll(fit.dials());
                all.add(new Fit(fit.name(), fit.data(), fit.seed(), fit.baseline(), dials));
            }
        }
        return new Fits(null, List.of(), all);
    }

    /**
     * These and one baseline more, on each seed.
     *
     * @param name what its rows are called in the column {@code run}
     * @throws IllegalArgumentException if the name is taken, or these are a sweep: add to the fits at each value instead
     */
    public Fits with(String name, Baseline baseline) {
        if (data == null) {
            throw new IllegalArgumentException(
                    "a baseline must be added at each value of a sweep, inside it, got \"" + name + "\" after it");
        }
        if (fits.stream().anyMatch(fit -> fit.name().equals(name))) {
            throw new IllegalArgumentException("baselines must have names of their own, got \"" + name + "\" twice");
        }
        List<Fit> more = new ArrayList<>(fits);
        seeds.forEach(seed -> more.add(new Fit(name, data, seed, baseline, Map.of())));
        return new Fits(data, seeds, more);
    }

    List<Fit> fits() {
        return fits;
    }

    private static List<Long> counted(int seeds) {
        if (seeds < 1) {
            throw new IllegalArgumentException("seeds must be at least 1, got " + seeds);
        }
        return LongStream.range(0, seeds).boxed().toList();
    }
}
