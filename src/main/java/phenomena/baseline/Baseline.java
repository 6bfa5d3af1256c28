package phenomena.baseline;

import java.util.Locale;

/**
 * What is fitted at once, without gradient steps: a record of plain values. It is open: declare one in the library or in a
 * notebook cell.
 */
public interface Baseline {

    /**
     * Fits the points.
     *
     * @param train the points; left as they are
     * @param seed any value; the same seed and points give the same predictor (baselines without chance ignore it)
     * @throws IllegalArgumentException if the points do not suit it, or it would not fit in memory
     */
    Predictor fit(Points train, long seed);

    /**
     * How much memory a fit needs.
     *
     * @param examples points n to fit
     * @param features numbers in one input
     * @param outputs numbers in one target
     * @return the doubles (8 bytes each) that it must hold at once beside the points; an estimate to within a small factor
     */
    long size(int examples, int features, int outputs);

    /**
     * Refuses a fit that would not fit in memory, before it allocates. Every {@code fit} begins with it.
     *
     * @throws IllegalArgumentException if {@link #size} is more than this JVM's memory holds
     */
    default void requireMemory(Points train) {
        long most = Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / Double.BYTES);
        long size = size(train.size(), train.features(), train.outputs());
        if (size > most || size < 0) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "memory for %s on %d points of %d features must be at most the %.1f GB of this JVM, got %.1f GB; "
                            + "lower what the baseline counts (features, degree) or the number of points, "
                            + "or raise the memory with -Xmx",
                    this,
                    train.size(),
                    train.features(),
                    most * 8e-9,
                    size * 8e-9));
        }
    }
}
