package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;
import phenomena.model.Architecture;

/** What a cohort's networks give for all that is measured of their examples, a part of them at a time. */
final class Evaluation {

    /** Examples of a pass, also of an architecture that does not say what it costs. */
    private static final long FEWEST = 16;

    private static final int LONGEST = Integer.MAX_VALUE - 8; // some JVMs keep a few places of an array

    private Evaluation() {}

    /**
     * Refuses, before anything is trained, what one network gives for all that is measured if it does not fit.
     *
     * @throws IllegalArgumentException if the logits take more than the memory that Java may use, or than one array can hold
     */
    static void requireMemory(Split split, int trainExamples) {
        long examples = Math.max(
                Math.min(trainExamples, split.train().size()), split.test().size());
        long labels = examples * split.train().labelsPerExample();
        long most = Math.min(LONGEST, Runtime.getRuntime().maxMemory() / Double.BYTES);
        if (labels * split.train().classes() > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "logits of all that is measured must fit into memory, %.1f GB here, got %,d labels from a vocabulary of"
                            + " %,d, %.1f GB; measure fewer examples, or take a task with a smaller vocabulary",
                    most * Double.BYTES / 1e9,
                    labels,
                    split.train().classes(),
                    labels * split.train().classes() * Double.BYTES / 1e9));
        }
    }

    /**
     * One of the block's outputs.
     *
     * @return R rows of {@code (n · P) × width}
     * @throws IllegalStateException if the architecture has no such output
     */
    static double[][] of(Cohort cohort, Part part, int output) {
        Examples measured = cohort.measured(0, part);
        int chunk = chunk(cohort, measured);
        double[][] values = new double[cohort.size()][];
        for (int from = 0; from < measured.size(); from += chunk) {
            int count = Math.min(chunk, measured.size() - from);
            int[][] rows = new int[cohort.size()][];
            Arrays.fill(rows, IntStream.range(from, from + count).toArray());
            try (NDManager scratch = cohort.manager().newSubManager()) {
                NDList outputs = cohort.outputs(
                        Autograd.views(scratch, cohort.parameters()),
                        cohort.data().inputs(scratch, part, rows),
                        false);
                if (output >= outputs.size()) {
                    throw new IllegalStateException("activations must be shown by the architecture, "
                            + cohort.learner().architecture()
                            + " shows none; let its block give them after the logits");
                }
                copy(outputs.get(output), values, from, count, measured.size());
            }
        }
        return values;
    }

    /** Examples of each member in one forward pass, whose activations stay in the cache. */
    private static int chunk(Cohort cohort, Examples measured) {
        Architecture.Cost cost = cohort.learner().architecture().cost(measured.inputShape(), measured.classes());
        long each = measured.features() + cost.activations();
        long most = Math.max(FEWEST, Plan.CACHED_VALUES / each / cohort.size());
        return (int) Math.min(measured.size(), most);
    }

    /** Puts {@code (R, count · P, width)} into R rows of {@code (n · P) × width}, from example {@code from} of n on. */
    private static void copy(NDArray array, double[][] rows, int from, int count, int n) {
        int perExample = Math.toIntExact(array.size() / rows.length) / count;
        for (int r = 0; r < rows.length; r++) {
            if (rows[r] == null) {
                rows[r] = new double[Math.multiplyExact(n, perExample)];
            }
        }
        Conversion.copy(array, rows, from * perExample);
    }
}
