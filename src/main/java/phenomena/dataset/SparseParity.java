package phenomena.dataset;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Multitask sparse parity (Michaud, Liu, Girit &amp; Tegmark 2023, arXiv:2303.13506, section 3): an input names one of T tasks and
 * brings {@code bits} fair bits; its label is the parity of the bits in that task's subset. There are two classes.
 *
 * <p>A seed draws the subsets, the training and the test examples, all independent; train and test have one distribution, and a
 * larger draw with the same seed begins with the smaller one.
 *
 * <p>Differs from the paper, which draws every batch anew: a training set of steps × batch size examples, gone through
 * once, is the same thing. It costs memory, {@code 4 (1 + bits)} bytes an example. The task is a number in place of the paper's
 * T control bits: inputs have shape (1 + bits), first the task, in {@code [0, T)}, then values 0 and 1. {@code TaskMlp} reads it
 * as those control bits; to an {@code Mlp} or a baseline it would be a quantity, which means nothing. The paper's code tests on
 * 1,000 examples of each task; here the rarest task of T has {@code test × T^−(α+1) / Σ r^−(α+1)} on average, so choose {@code test} for it.
 *
 * @param parities the tasks and how often each is asked for
 * @param train number of training examples, at least 1
 * @param test number of test examples, at least 1
 */
public record SparseParity(ParityTasks parities, int train, int test) implements Sampled {

    /** @throws IllegalArgumentException if a count is below 1 or an array cannot hold as many inputs */
    public SparseParity {
        Counts.requirePresent("parities", parities);
        Counts.requireInputs("train", train, parities.features());
        Counts.requireInputs("test", test, parities.features());
    }

    @Override
    public SparseParity withTrain(int train) {
        return new SparseParity(parities, train, test);
    }

    /** @throws IllegalArgumentException if Java may not use the memory that the examples take */
    @Override
    public Split split(long seed) {
        Counts.requireMemory("train and test", (long) train + test, parities.features());
        int[][] subsets = parities.subsets(seed);
        return new Split(
                generate(train, subsets, Seeds.stream(seed, "sparse-parity-train")),
                generate(test, subsets, Seeds.stream(seed, "sparse-parity-test")));
    }

    private Examples generate(int count, int[][] subsets, UniformRandomProvider random) {
        int features = parities.features();
        double[] cumulative = cumulative(parities.frequencies());
        float[] inputs = new float[count * features];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            int task = parities.draw(cumulative, random);
            int from = i * features;
            inputs[from] = task;
            for (int bit = 0; bit < parities.bits(); bit++) {
                inputs[from + 1 + bit] = random.nextBoolean() ? 1 : 0;
            }
            for (int bit : subsets[task]) {
                labels[i] ^= (int) inputs[from + 1 + bit];
            }
        }
        return new Examples(inputs, new long[] {features}, labels, labels, 2);
    }

    private static double[] cumulative(double[] frequencies) {
        double[] cumulative = frequencies.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        return cumulative;
    }
}
