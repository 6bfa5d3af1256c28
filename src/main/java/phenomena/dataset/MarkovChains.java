package phenomena.dataset;

/**
 * In-context learning of Markov chains (Edelman, Edelman, Goel, Malach &amp; Tsilivis 2024, arXiv:2402.11004, section 2): every
 * sequence is drawn from a chain of its own, whose transition probabilities come from a Dirichlet distribution, and begins in
 * the chain's stationary distribution. What follows a token can be told from what followed it before in the same sequence, and
 * from nothing else.
 *
 * <p>The paper's flat prior is concentration 1, its length 100 and its batch 64; its n-grams are of order n − 1. Differs from the
 * published code, in which chains do not begin in their stationary distribution: it averages the wrong axis of the matrix.
 *
 * <p>With one seed a longer sequence begins with the shorter one.
 *
 * @param states the number of tokens K, at least 2
 * @param order how many tokens the next one depends on, m, at least 1; Kᵐ is at most 256
 * @param concentration of the Dirichlet distribution of each row, in [0.1, 1000]; 1 is the flat one, small values give chains
 *     that are nearly deterministic
 * @param sequences how many, and how long
 */
public record MarkovChains(int states, int order, double concentration, Sequences sequences) implements Task {

    private static final int MOST_CONTEXTS = 256;

    /** @throws IllegalArgumentException if a value is outside its range */
    public MarkovChains {
        TransitionTable.contexts(states, order, MOST_CONTEXTS);
        TransitionTable.requireConcentration(concentration);
        Counts.requirePresent("sequences", sequences);
    }

    /** Flat chains of order 1, the paper's setting. */
    public static MarkovChains flat(int states, Sequences sequences) {
        return new MarkovChains(states, 1, 1, sequences);
    }

    @Override
    public Split split(long seed) {
        return sequences.draw(stream(seed), states, random -> {
            TransitionTable chain = TransitionTable.dirichlet(states, order, concentration, random);
            return chain.draw(chain.stationary(), sequences.length() + 1, random);
        });
    }

    private static Sequences.Stream stream(long seed) {
        return new Sequences.Stream(seed, "markov-chains");
    }

    /**
     * The chain that a training sequence was drawn from.
     *
     * @param index the sequence's, at least 0
     */
    public TransitionTable trainChain(long seed, int index) {
        return TransitionTable.dirichlet(
                states, order, concentration, stream(seed).train(index));
    }

    /**
     * The chain that a test sequence was drawn from.
     *
     * @param index the sequence's, at least 0
     */
    public TransitionTable testChain(long seed, int index) {
        return TransitionTable.dirichlet(
                states, order, concentration, stream(seed).test(index));
    }
}
