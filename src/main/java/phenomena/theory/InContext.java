package phenomena.theory;

/**
 * The predictor that counts what followed the last m tokens earlier in the same sequence, and knows nothing else.
 *
 * <p>{@code P(next = j | so far) = (c_j + α) / (c + kα)}, where c_j is how often j came after the last m tokens and c the sum
 * over j. Order 0 counts tokens ("unigram"), order 1 pairs ("bigram"). Until m tokens have been seen it says 1/k.
 *
 * <p>It is the posterior predictive, so no predictor has a lower expected loss, when each row of transition probabilities
 * is drawn anew for each sequence from Dirichlet(α, …, α) and the first m tokens tell nothing of the rows. Hence:
 *
 * <ul>
 *   <li>For chains of order 1 that start in a uniformly drawn state, order 1 is Bayes-optimal at every position.
 *   <li>For chains that start in their stationary distribution π, the first token says a little of the rows. The optimal
 *       predictor then gains on order 1, over all positions of a sequence together, at most {@code ln k − E H(π)} nats in
 *       expectation (0.1293 for k = 2 and α = 1), so the mean loss of a long sequence is hardly lower.
 *   <li>Order 0 is optimal for independent tokens from one Dirichlet draw. On a Markov chain it is a rule, close to the best
 *       one without pairs but not it: π is not Dirichlet-distributed. What it tends to, {@link MarkovChain#stationaryEntropy},
 *       is exact.
 * </ul>
 *
 * <p>The task and the three plateaus (uniform, unigram, bigram): Edelman, Edelman, Goel, Malach &amp; Tsilivis 2024, "The
 * evolution of statistical induction heads: in-context learning Markov chains" (arXiv:2402.11004), section 2. Losses are exact for
 * the sequences given; average them over many for an expectation.
 *
 * @param states k, at least 2
 * @param order m, at least 0; k^(m+1) counts must fit into 2²⁴
 * @param concentration α, above 0
 */
public record InContext(int states, int order, double concentration) {

    private static final int MOST = 1 << 24;

    public InContext {
        Check.atLeast("states", states, 2);
        Check.atLeast("order", order, 0);
        Check.positive("concentration", concentration);
        if (Math.pow(states, order + 1.0) > MOST) {
            throw new IllegalArgumentException("states^(order + 1) counts must be at most " + MOST + ", got " + states
                    + "^" + (order + 1) + ": take a lower order");
        }
    }

    /** Order 0. */
    public static InContext unigram(int states, double concentration) {
        return new InContext(states, 0, concentration);
    }

    /** Order 1. */
    public static InContext bigram(int states, double concentration) {
        return new InContext(states, 1, concentration);
    }

    /** The loss of saying 1/k at every position, ln k. */
    public double uniformLoss() {
        return Math.log(states);
    }

    /**
     * What it says after each token.
     *
     * @param tokens L tokens in 0 … k − 1
     * @return L x k: in row t the probabilities of the token that follows token t
     * @throws IllegalArgumentException if a token is not in that range
     */
    public double[] predictions(int[] tokens) {
        double[] predictions = new double[tokens.length * states];
        Counts counts = new Counts();
        for (int t = 0; t < tokens.length; t++) {
            counts.add(tokens[t]);
            for (int next = 0; next < states; next++) {
                predictions[t * states + next] = counts.probability(next);
            }
        }
        return predictions;
    }

    /**
     * What it loses at each token but the first.
     *
     * @param tokens L tokens in 0 … k − 1, at least 1
     * @return L − 1 losses in nats: entry t is −ln of the probability given to token t + 1
     * @throws IllegalArgumentException if there is no token, or one is not in that range
     */
    public double[] losses(int[] tokens) {
        Check.atLeast("tokens", tokens.length, 1);
        double[] losses = new double[tokens.length - 1];
        Counts counts = new Counts();
        counts.add(tokens[0]);
        for (int t = 1; t < tokens.length; t++) {
            requireToken(tokens[t]);
            losses[t - 1] = -Math.log(counts.probability(tokens[t]));
            counts.add(tokens[t]);
        }
        return losses;
    }

    private void requireToken(int token) {
        Check.range("token", token, 0, states - 1);
    }

    /** What followed which context so far. */
    private final class Counts {

        private final int contexts = (int) Math.round(Math.pow(states, order));
        private final int[] pairs = new int[contexts * states];
        private final int[] totals = new int[contexts];
        private int context;
        private int seen;

        void add(int token) {
            requireToken(token);
            if (seen >= order) {
                pairs[context * states + token]++;
                totals[context]++;
            }
            context = (context * states + token) % contexts;
            seen++;
        }

        /** Before there are m tokens there is no context to look up. */
        double probability(int next) {
            return seen < order
                    ? 1.0 / states
                    : (pairs[context * states + next] + concentration) / (totals[context] + states * concentration);
        }
    }
}
