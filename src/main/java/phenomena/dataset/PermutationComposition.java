package phenomena.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Composition in the symmetric group S_n: Power et al. 2022 (arXiv:2201.02177, appendix) take S_5, whose 120
 * elements give 14,400 entries. What is drawn by a seed, and how, says {@link OperationTable}.
 *
 * <p>The symbols are the n! permutations of 0 … n − 1 in lexicographic order, so 0 is the identity and n! − 1 the
 * reversal. The result of (a, b) is "first a, then b", as in the paper's code: it takes i to b(a(i)). Every permutation
 * is the result of n! entries.
 *
 * @param degree n, in [2, 6]
 * @param trainFraction the fraction of the table's entries to train on, in (0, 1)
 */
public record PermutationComposition(int degree, double trainFraction) implements OperationTable {

    /** @throws IllegalArgumentException if a value is outside its range */
    public PermutationComposition {
        Counts.require("degree", degree, 2, 6, "a table of 518400 entries");
        Counts.trainCount(trainFraction, factorial(degree) * factorial(degree));
    }

    @Override
    public int symbols() {
        return factorial(degree);
    }

    @Override
    public int result(int a, int b) {
        Counts.requireEntry(this, a, b);
        int[] first = permutation(a);
        int[] second = permutation(b);
        return symbol(IntStream.of(first).map(i -> second[i]).toArray());
    }

    /**
     * What a symbol stands for.
     *
     * @param symbol in [0, n!)
     * @return the permutation as the n places that 0 … n − 1 go to
     * @throws IndexOutOfBoundsException if {@code symbol} is outside its range
     */
    public int[] permutation(int symbol) {
        int rest = Objects.checkIndex(symbol, symbols());
        int[] choices = new int[degree];
        for (int i = degree - 1; i >= 0; i--) {
            choices[i] = rest % (degree - i);
            rest /= degree - i;
        }
        List<Integer> left = new ArrayList<>(IntStream.range(0, degree).boxed().toList());
        int[] permutation = new int[degree];
        for (int i = 0; i < degree; i++) {
            permutation[i] = left.remove(choices[i]);
        }
        return permutation;
    }

    /** The place of a permutation in lexicographic order: {@link #permutation} backwards. */
    private int symbol(int[] permutation) {
        int symbol = 0;
        for (int i = 0; i < degree; i++) {
            int smaller = 0;
            for (int j = i + 1; j < degree; j++) {
                smaller += permutation[j] < permutation[i] ? 1 : 0;
            }
            symbol = symbol * (degree - i) + smaller;
        }
        return symbol;
    }

    private static int factorial(int n) {
        return IntStream.rangeClosed(2, n).reduce(1, (product, factor) -> product * factor);
    }

    @Override
    public PermutationComposition withTrainFraction(double trainFraction) {
        return new PermutationComposition(degree, trainFraction);
    }
}
