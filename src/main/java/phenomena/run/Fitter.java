package phenomena.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReferenceArray;
import phenomena.baseline.Points;
import phenomena.baseline.Predictor;

/**
 * Fits baselines side by side on all cores, and measures them with the probes that measure networks. Nothing is filed.
 *
 * <p>Every fit is checked against memory before any begins, and as many go side by side as memory holds. When the calling
 * thread is interrupted the fits that are going are finished, and no other is begun; what was fitted is returned.
 */
public final class Fitter {

    private static final int DOUBLES_IN_A_MEGABYTE = (1 << 20) / Double.BYTES;

    private final Progress progress;
    private final int cores;

    /**
     * @param progress watches the fits
     * @param cores processors to use, at least 1
     */
    public Fitter(Progress progress, int cores) {
        if (cores < 1) {
            throw new IllegalArgumentException("cores must be at least 1, got " + cores);
        }
        this.progress = progress;
        this.cores = cores;
    }

    /**
     * Fits and measures. Rows of the split {@code train}: {@code loss} (the mean squared error over outputs; of classes,
     * from one-hot labels), {@code error} and its kin of classes, and the predictor's own quantities. Of {@code test}: loss
     * and error of classes; of a regression what its judge says, {@code loss} and {@code risk}. The step is 0.
     *
     * @throws IllegalArgumentException if there is nothing to fit, the fits differ in what they sweep, data do not suit a
     *     baseline, or a fit would not fit in memory
     * @throws phenomena.dataset.DataException if data are missing or damaged
     */
    public Fitted fit(Fits asked) {
        List<Fits.Fit> fits = asked.fits();
        requireAlike(fits);
        long begun = System.nanoTime();
        Draws draws = new Draws(fits);
        long[] sizes = sizes(fits, draws);
        AtomicReferenceArray<List<Row>> rows = new AtomicReferenceArray<>(fits.size());
        SharedProgress shared = new SharedProgress(progress);
        String outcome = "failed";
        shared.start(
                fits.size() + (fits.size() == 1 ? " fit" : " fits"),
                Arrays.stream(sizes).sum());
        try {
            boolean complete = fitAll(fits, draws, sizes, rows, shared);
            outcome = complete ? "completed" : "interrupted";
        } catch (RuntimeException | Error e) {
            outcome = String.valueOf(e.getMessage());
            throw e;
        } finally {
            shared.finish(outcome);
        }
        return Fitted.of(fits, rows, (System.nanoTime() - begun) * 1e-9);
    }

    private static void requireAlike(List<Fits.Fit> fits) {
        if (fits.isEmpty()) {
            throw new IllegalArgumentException("baselines must be at least one, got none; add one with Fits.with");
        }
        Set<String> dials = fits.get(0).dials().keySet();
        for (Fits.Fit fit : fits) {
            if (!fit.dials().keySet().equals(dials)) {
                throw new IllegalArgumentException("the fits of one table must sweep the same numbers, got " + dials
                        + " and " + fit.dials().keySet());
            }
        }
    }

    /** What each fit must hold; data of one kind are drawn under one seed to know, since seeds do not differ in size. */
    private static long[] sizes(List<Fits.Fit> fits, Draws draws) {
        Map<Fits.Data, Points> points = new HashMap<>();
        long[] sizes = new long[fits.size()];
        for (int i = 0; i < sizes.length; i++) {
            Fits.Fit fit = fits.get(i);
            Points train =
                    points.computeIfAbsent(fit.data(), data -> draws.of(fit).train());
            fit.baseline().requireMemory(train);
            sizes[i] = Math.max(1, fit.baseline().size(train.size(), train.features(), train.outputs()));
        }
        return sizes;
    }

    /** Whether all were fitted. */
    private boolean fitAll(
            List<Fits.Fit> fits,
            Draws draws,
            long[] sizes,
            AtomicReferenceArray<List<Row>> rows,
            SharedProgress shared) {
        AtomicBoolean stopped = new AtomicBoolean();
        int megabytes = (int) Math.max(1, Runtime.getRuntime().maxMemory() >> 20);
        Semaphore memory = new Semaphore(megabytes);
        List<Runnable> work = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            int index = i;
            int needed = (int) Math.min(megabytes, 1 + sizes[i] / DOUBLES_IN_A_MEGABYTE);
            work.add(() -> {
                memory.acquireUninterruptibly(needed);
                try {
                    if (!stopped.get()) {
                        rows.set(index, measured(fits.get(index), draws));
                        shared.advance(sizes[index], List.of());
                    }
                } finally {
                    memory.release(needed);
                }
            });
        }
        new Passes(stopped).run(work, Math.min(cores, work.size()));
        Thread.interrupted(); // the wish to stop has been followed
        return !stopped.get();
    }

    private static List<Row> measured(Fits.Fit fit, Draws draws) {
        Draws.Drawn drawn = draws.of(fit);
        Predictor predictor = fit.baseline().fit(drawn.train(), fit.seed());
        List<Row> rows = new ArrayList<>();
        drawn.measure()
                .accept(
                        predictor,
                        (replica, step, split, quantity, value) ->
                                rows.add(new Row(fit.name(), fit.seed(), step, split, quantity, value)));
        new TreeMap<>(predictor.quantities())
                .forEach((quantity, value) -> rows.add(new Row(fit.name(), fit.seed(), 0, "train", quantity, value)));
        draws.release(fit);
        return rows;
    }
}
