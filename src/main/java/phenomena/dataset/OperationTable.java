package phenomena.dataset;

import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.ArraySampler;

/**
 * The table of a binary operation on K symbols, some of its entries shown and the rest to be found (Power et al. 2022,
 * arXiv:2201.02177). An example is one entry: its inputs are the tokens (a, b), shape (2), its label is the
 * token a ∘ b. Inputs and labels share one alphabet, 0 … K − 1, so K is the number of classes.
 *
 * <p>A seed shuffles the whole table; the first {@code round(trainFraction · n)} of its n entries are the training
 * examples, and the others, all of them, are the test examples. So each entry stands in exactly one of the two, and with
 * one seed a larger train fraction keeps what a smaller one shows and adds to it: a phase diagram over the train fraction
 * does not jump from one draw to another. Tables with as many entries are shuffled alike, so that two operations defined
 * on the same pairs are trained on the same pairs.
 *
 * <p>The interface is open: a record that says how many symbols there are and what their results are is a task.
 */
public interface OperationTable extends Task {

    /** The largest K: a table of 25 million entries. */
    int MOST_SYMBOLS = 5000;

    /** The number of symbols K, in [2, {@value #MOST_SYMBOLS}]: operands and results are in [0, K). */
    int symbols();

    /**
     * The entry at (a, b).
     *
     * @param a first operand, in [0, K)
     * @param b second operand, in [0, K)
     * @return a ∘ b, in [0, K)
     * @throws IllegalArgumentException if there is none
     */
    int result(int a, int b);

    /** Whether the table has an entry at (a, b). */
    default boolean hasResult(int a, int b) {
        return a >= 0 && a < symbols() && b >= 0 && b < symbols();
    }

    /** The fraction of the table's entries to train on, in (0, 1). */
    double trainFraction();

    /**
     * The same table with another share of it shown.
     *
     * @throws IllegalArgumentException if {@code trainFraction} is not in (0, 1) or leaves one part empty
     */
    OperationTable withTrainFraction(double trainFraction);

    /** How many entries are trained on: a batch of them all. */
    default int trainSize() {
        return Counts.trainCount(trainFraction(), pairs().length);
    }

    /** The entries there are, each as {@code a · K + b}. */
    private int[] pairs() {
        int symbols = symbols();
        Counts.require("symbols", symbols, 2, MOST_SYMBOLS, "a table of 25000000 entries");
        return IntStream.range(0, symbols * symbols)
                .filter(pair -> hasResult(pair / symbols, pair % symbols))
                .toArray();
    }

    @Override
    default Split split(long seed) {
        int[] pairs = pairs();
        int train = Counts.trainCount(trainFraction(), pairs.length);
        ArraySampler.shuffle(Seeds.stream(seed, "table-split"), pairs);
        return new Split(examples(pairs, 0, train), examples(pairs, train, pairs.length));
    }

    private Examples examples(int[] pairs, int from, int to) {
        int symbols = symbols();
        float[] inputs = new float[2 * (to - from)];
        int[] labels = new int[to - from];
        for (int i = 0; i < labels.length; i++) {
            int a = pairs[from + i] / symbols;
            int b = pairs[from + i] % symbols;
            inputs[2 * i] = a;
            inputs[2 * i + 1] = b;
            labels[i] = result(a, b);
        }
        return new Examples(inputs, new long[] {2}, labels, labels, symbols);
    }
}
