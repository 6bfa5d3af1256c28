package phenomena.theory;

import java.util.Arrays;
import org.hipparchus.exception.MathIllegalArgumentException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.special.Gamma;

/**
 * A Markov chain whose transitions are known: what the best predictor that knows them loses, in nats.
 *
 * <p>A chain of higher order is one of order 1 over its windows: k² states for order 2.
 *
 * @param transition k x k, the probability of column j after row i; rows sum to 1
 */
public record MarkovChain(double[][] transition) {

    private static final double ROUNDING = 1e-9;

    public MarkovChain {
        if (transition == null || transition.length == 0) {
            throw new IllegalArgumentException("transition must have at least 1 row, got none");
        }
        double[][] copy = new double[transition.length][];
        for (int i = 0; i < copy.length; i++) {
            requireRow(i, transition[i], copy.length);
            copy[i] = transition[i].clone();
        }
        transition = copy;
    }

    private static void requireRow(int index, double[] row, int states) {
        if (row == null || row.length != states) {
            throw new IllegalArgumentException("transition must be square, got " + states + " rows and "
                    + (row == null ? "none" : row.length) + " columns in row " + index);
        }
        double sum = 0;
        for (double probability : row) {
            Check.nonNegative("probability in row " + index, probability);
            sum += probability;
        }
        if (Math.abs(sum - 1) > ROUNDING) {
            throw new IllegalArgumentException("row " + index + " of transition must sum to 1, got " + sum);
        }
    }

    @Override
    public double[][] transition() {
        double[][] copy = new double[transition.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = transition[i].clone();
        }
        return copy;
    }

    /**
     * The distribution π that a step of the chain leaves as it is, {@code π P = π}.
     *
     * @return k probabilities
     * @throws IllegalArgumentException if there is more than one: the chain falls into parts that do not reach each other
     */
    public double[] stationary() {
        int k = transition.length;
        double[][] balance = new double[k][k];
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                balance[j][i] = transition[i][j] - (i == j ? 1 : 0);
            }
        }
        // One balance follows from the others; that the probabilities sum to 1 takes its place.
        double[] one = new double[k];
        Arrays.fill(balance[k - 1], 1);
        one[k - 1] = 1;
        try {
            double[] solution = new LUDecomposition(new Array2DRowRealMatrix(balance, false))
                    .getSolver()
                    .solve(new ArrayRealVector(one, false))
                    .toArray();
            for (int i = 0; i < k; i++) {
                solution[i] = Math.max(0, solution[i]);
            }
            return solution;
        } catch (MathIllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the chain must have one stationary distribution, got states that do not reach each other: "
                            + "give each part as a chain of its own",
                    e);
        }
    }

    /**
     * The entropy rate {@code −Σ_i π_i Σ_j P_ij ln P_ij}: the least mean loss that any predictor can have in the long run.
     *
     * @return nats a token, in [0, ln k]
     * @throws IllegalArgumentException as {@link #stationary}
     */
    public double entropyRate() {
        double[] weights = stationary();
        double rate = 0;
        for (int i = 0; i < weights.length; i++) {
            rate += weights[i] * entropy(transition[i]);
        }
        return rate;
    }

    /**
     * The entropy of the stationary distribution: the least mean loss of a predictor that does not look at the last token.
     *
     * @return nats a token, at least the entropy rate
     * @throws IllegalArgumentException as {@link #stationary}
     */
    public double stationaryEntropy() {
        return entropy(stationary());
    }

    /**
     * The mean entropy of a row drawn from a symmetric Dirichlet distribution, {@code ψ(kα + 1) − ψ(α + 1)}, ψ being the
     * digamma function (Wolpert &amp; Wolf 1995, "Estimating functions of probability distributions from a finite set of
     * samples"). For α = 1 and k = 2 it is 1/2.
     *
     * <p>The mean entropy <em>rate</em> of chains with such rows lies below it and has no such form: a chain stays longer in
     * states whose rows are more certain. Average {@link #entropyRate} over chains for that.
     *
     * @param states k, at least 1
     * @param concentration α of each of the k entries, above 0
     * @return nats
     * @throws IllegalArgumentException if a number is not in its range
     */
    public static double expectedRowEntropy(int states, double concentration) {
        Check.atLeast("states", states, 1);
        Check.positive("concentration", concentration);
        return Gamma.digamma(states * concentration + 1) - Gamma.digamma(concentration + 1);
    }

    private static double entropy(double[] distribution) {
        double sum = 0;
        for (double p : distribution) {
            sum -= p == 0 ? 0 : p * Math.log(p);
        }
        return sum;
    }
}
