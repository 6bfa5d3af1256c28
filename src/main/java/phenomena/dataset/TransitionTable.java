package phenomena.dataset;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.AhrensDieterMarsagliaTsangGammaSampler;
import org.apache.commons.rng.sampling.distribution.SharedStateContinuousSampler;

/**
 * The probabilities of a Markov chain of order m on K states: what comes after the last m of them, its context. A context is
 * numbered as the number in base K whose last digit is the state seen last, in [0, Kᵐ). The array is not copied: who holds it
 * must not change it.
 *
 * @param states K, at least 2
 * @param order m, at least 1; Kᵐ is at most 32768
 * @param probabilities {@code Kᵐ × K}, a row for each context, each of sum 1
 */
public record TransitionTable(int states, int order, double[] probabilities) {

    /** The smallest concentration: below it, whole rows would underflow to 0. */
    static final double LEAST_CONCENTRATION = 0.1;

    private static final double MOST_CONCENTRATION = 1000;
    private static final int MOST_CONTEXTS = 1 << 15;

    /** @throws IllegalArgumentException if there are not Kᵐ rows of probabilities, each of sum 1 up to rounding */
    public TransitionTable {
        int contexts = contexts(states, order, MOST_CONTEXTS);
        if (probabilities.length != (long) contexts * states) {
            throw new IllegalArgumentException("probabilities must be " + contexts + " rows of " + states + ", got "
                    + probabilities.length + " numbers");
        }
        for (int row = 0; row < probabilities.length; row += states) {
            double sum = 0;
            for (int k = 0; k < states; k++) {
                sum += probabilities[row + k] >= 0 ? probabilities[row + k] : Double.NaN;
            }
            if (!(Math.abs(sum - 1) < 1e-9)) {
                throw new IllegalArgumentException(
                        "probabilities of a context must be at least 0 and of sum 1, got a sum of " + sum);
            }
        }
    }

    /**
     * The number of contexts Kᵐ.
     *
     * @throws IllegalArgumentException if K, m or their power is outside its range
     */
    static int contexts(int states, int order, int most) {
        Counts.require("states", states, 2, most, most + " contexts");
        Counts.require("order", order, 1, 30, "2^30 contexts");
        double contexts = Math.pow(states, order);
        if (contexts > most) {
            throw new IllegalArgumentException("states^order must be at most " + most + " contexts, got " + states + "^"
                    + order + "; take fewer states or a lower order");
        }
        return (int) contexts;
    }

    /** @throws IllegalArgumentException if a concentration is not in [0.1, 1000] */
    static void requireConcentration(double concentration) {
        if (!(concentration >= LEAST_CONCENTRATION && concentration <= MOST_CONCENTRATION)) {
            throw new IllegalArgumentException("concentration must be in [" + LEAST_CONCENTRATION + ", "
                    + MOST_CONCENTRATION + "], got " + concentration);
        }
    }

    /** Draws every row from the symmetric Dirichlet distribution; concentration 1 is the flat one. */
    static TransitionTable dirichlet(int states, int order, double concentration, UniformRandomProvider random) {
        double[] concentrations = new double[states];
        Arrays.fill(concentrations, concentration);
        return dirichlet(order, concentrations, random);
    }

    /** Draws every row from the Dirichlet distribution with a concentration for each state. */
    static TransitionTable dirichlet(int order, double[] concentrations, UniformRandomProvider random) {
        int states = concentrations.length;
        // From 1 on, samples are sums and products of numbers that are the same on every JDK; below, a power of a
        // uniform number makes one of shape a + 1 one of shape a (Marsaglia & Tsang 2000).
        SharedStateContinuousSampler[] gammas = Arrays.stream(concentrations)
                .mapToObj(a -> AhrensDieterMarsagliaTsangGammaSampler.of(random, a < 1 ? a + 1 : a, 1))
                .toArray(SharedStateContinuousSampler[]::new);
        double[] probabilities = new double[contexts(states, order, MOST_CONTEXTS) * states];
        for (int row = 0; row < probabilities.length; row += states) {
            double sum = 0;
            for (int k = 0; k < states; k++) {
                double a = concentrations[k];
                probabilities[row + k] =
                        gammas[k].sample() * (a < 1 ? StrictMath.pow(1 - random.nextDouble(), 1 / a) : 1);
                sum += probabilities[row + k];
            }
            for (int k = row; k < row + states; k++) {
                probabilities[k] /= sum;
            }
        }
        return new TransitionTable(states, order, probabilities);
    }

    /** The probability of {@code next} after {@code context}. */
    public double probability(int context, int next) {
        return probabilities[context * states + next];
    }

    /**
     * How often each context comes in the long run: the π, of sum 1, with {@code Σ_c π_c P(c → d) = π_d}. By the elimination of
     * Grassmann, Taksar &amp; Heyman 1985 (Operations Research 33, 1107), which subtracts nothing; its time grows with the cube
     * of the contexts. Not defined, NaN, where some contexts never lead to others.
     */
    public double[] stationary() {
        double[][] moves = moves();
        int contexts = moves.length;
        for (int last = contexts - 1; last > 0; last--) {
            double sum = 0;
            for (int j = 0; j < last; j++) {
                sum += moves[last][j];
            }
            for (int i = 0; i < last; i++) {
                moves[i][last] /= sum;
                if (moves[i][last] > 0) { // of high order, few contexts lead to one
                    for (int j = 0; j < last; j++) {
                        moves[i][j] += moves[i][last] * moves[last][j];
                    }
                }
            }
        }
        double[] stationary = new double[contexts];
        stationary[0] = 1;
        double total = 1;
        for (int j = 1; j < contexts; j++) {
            for (int i = 0; i < j; i++) {
                stationary[j] += stationary[i] * moves[i][j];
            }
            total += stationary[j];
        }
        for (int j = 0; j < contexts; j++) {
            stationary[j] /= total;
        }
        return stationary;
    }

    /** From context to context. */
    private double[][] moves() {
        int contexts = probabilities.length / states;
        double[][] moves = new double[contexts][contexts];
        for (int i = 0; i < probabilities.length; i++) {
            moves[i / states][i % contexts] =
                    probabilities[i]; // after context c comes c·K + next, its first digit lost
        }
        return moves;
    }

    /** The entropy of the next state given all before it, in nats: {@code Σ_c π_c H(P(c))}, in [0, ln K]. */
    public double entropyRate() {
        double[] stationary = stationary();
        double entropy = 0;
        for (int i = 0; i < probabilities.length; i++) {
            entropy -=
                    probabilities[i] == 0 ? 0 : stationary[i / states] * probabilities[i] * Math.log(probabilities[i]);
        }
        return entropy;
    }

    /**
     * Draws states that begin as the chain goes on: the first context from the stationary distribution.
     *
     * @param stationary as {@link #stationary()} gives it
     * @param count how many states
     */
    int[] draw(double[] stationary, int count, UniformRandomProvider random) {
        int[] drawn = new int[count];
        int context = sample(stationary, 0, stationary.length, random);
        int rest = context;
        for (int i = order - 1; i >= 0; i--) {
            if (i < count) {
                drawn[i] = rest % states;
            }
            rest /= states;
        }
        for (int i = order; i < count; i++) {
            drawn[i] = next(context, random);
            context = (context * states + drawn[i]) % stationary.length;
        }
        return drawn;
    }

    /** Draws what comes after a context. */
    int next(int context, UniformRandomProvider random) {
        return sample(probabilities, context * states, states, random);
    }

    /** Draws an index below {@code count} with these probabilities; rounding gives the last what is missing to 1. */
    static int sample(double[] probabilities, int from, int count, UniformRandomProvider random) {
        double left = random.nextDouble();
        for (int k = 0; k < count - 1; k++) {
            left -= probabilities[from + k];
            if (left < 0) {
                return k;
            }
        }
        return count - 1;
    }
}
