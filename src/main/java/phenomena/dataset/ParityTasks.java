package phenomena.dataset;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.CombinationSampler;

/**
 * Many parities at once, some needed often and some seldom: task r = 1 … T is the parity of its own {@code k} of {@code bits}
 * bits, and an example asks for it with probability {@code r^−(α+1) / Σ s^−(α+1)} (Michaud, Liu, Girit &amp; Tegmark 2023,
 * arXiv:2303.13506, section 3). The paper takes 500 tasks, 100 bits, k = 3 and α = 0.4.
 *
 * @param tasks number of tasks T, in [1, 10000] and no more than there are subsets of {@code k} bits
 * @param bits number of bits that the subsets are of, in [1, 1000]
 * @param k bits in each subset, in [1, bits]
 * @param alpha α, above 0 and at most 10: the sum over the unlearned tasks falls as {@code n^−α} where n of many are learned
 */
public record ParityTasks(int tasks, int bits, int k, double alpha) {

    private static final int MOST_TASKS = 10_000;
    private static final int MOST_BITS = 1_000;

    /** @throws IllegalArgumentException if a value is outside its range */
    public ParityTasks {
        Counts.require("tasks", tasks, MOST_TASKS, "numbers that name them");
        Counts.require("bits", bits, MOST_BITS, "values of an input");
        Counts.require("k", k, bits, "the number of bits");
        if (!(alpha > 0 && alpha <= 10)) {
            throw new IllegalArgumentException("alpha must be in (0, 10], got " + alpha);
        }
        double subsets = subsets(bits, k);
        if (tasks > subsets) {
            throw new IllegalArgumentException("tasks must be at most " + (long) subsets + ", the subsets of " + k
                    + " of " + bits + " bits, got " + tasks + "; take more bits or fewer tasks");
        }
    }

    /** The number of subsets, or one above {@link #MOST_TASKS} if there are more. */
    private static double subsets(int bits, int k) {
        double subsets = 1;
        for (int i = 1; i <= Math.min(k, bits - k) && subsets <= MOST_TASKS; i++) {
            subsets = subsets * (bits - i + 1) / i; // whole after each division
        }
        return subsets;
    }

    /** Values of an input: the task and the bits. */
    public int features() {
        return 1 + bits;
    }

    /** How often each task is asked for, the most frequent first: T probabilities that fall and sum to 1. */
    public double[] frequencies() {
        double[] frequencies = new double[tasks];
        double sum = 0;
        for (int task = 0; task < tasks; task++) {
            // StrictMath: Math.pow may differ in its last bit from one machine to another
            frequencies[task] = StrictMath.pow(task + 1, -(alpha + 1));
            sum += frequencies[task];
        }
        for (int task = 0; task < tasks; task++) {
            frequencies[task] /= sum;
        }
        return frequencies;
    }

    /**
     * The bits that each task is the parity of: T subsets, no two alike, each ascending in [0, bits).
     *
     * @param seed the same seed gives the same subsets
     */
    public int[][] subsets(long seed) {
        CombinationSampler sampler = new CombinationSampler(Seeds.stream(seed, "sparse-parity-subsets"), bits, k);
        Set<List<Integer>> subsets = new LinkedHashSet<>();
        while (subsets.size() < tasks) {
            subsets.add(Arrays.stream(sampler.sample()).sorted().boxed().toList());
        }
        return subsets.stream()
                .map(subset -> subset.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /**
     * The task that each example asks for.
     *
     * @return for each example, r − 1 in [0, T): the first value of its input
     * @throws IllegalArgumentException if that is not a whole number in {@code [0, tasks)}
     */
    public static int[] asked(Examples examples, int tasks) {
        int features = examples.features();
        int[] asked = new int[examples.size()];
        for (int i = 0; i < asked.length; i++) {
            float task = examples.inputs()[i * features];
            if (task != Math.rint(task) || task < 0 || task >= tasks) {
                throw new IllegalArgumentException(
                        "the first value of an input must be its task, a whole number in [0, " + tasks + "), got "
                                + task + " in example " + i + "; take a SparseParity task with as many tasks");
            }
            asked[i] = (int) task;
        }
        return asked;
    }

    /** Draws a task by its frequency. */
    int draw(double[] cumulative, UniformRandomProvider random) {
        int place = Arrays.binarySearch(cumulative, random.nextDouble());
        return Math.min(place < 0 ? -1 - place : place + 1, tasks - 1); // the sum may end just below 1
    }
}
