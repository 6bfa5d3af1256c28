package phenomena.dataset;

/**
 * A language whose entropy is known: one Markov chain of order m that all sequences are drawn from, whatever the seed, each from
 * its stationary distribution on. No network's expected loss on test sequences is below {@link #entropyRate()}, and the
 * difference is what it has not learned. A network has Kᵐ rows to learn, the frequent contexts first.
 *
 * <p>At the first m − 1 tokens of a sequence a part of the context is missing, so that even who knows the language has a loss
 * above the entropy rate there.
 *
 * @param language which language: the seed of its transition probabilities
 * @param symbols the number of tokens K, at least 2
 * @param order how many tokens the next one depends on, m, at least 1; Kᵐ is at most 1024
 * @param concentration of the Dirichlet distribution that each context's probabilities are drawn from, in [0.1, 1000]
 * @param sequences how many, and how long
 */
public record KnownEntropyLanguage(long language, int symbols, int order, double concentration, Sequences sequences)
        implements Task {

    private static final int MOST_CONTEXTS = 1024;

    /** @throws IllegalArgumentException if a value is outside its range */
    public KnownEntropyLanguage {
        TransitionTable.contexts(symbols, order, MOST_CONTEXTS);
        TransitionTable.requireConcentration(concentration);
        Counts.requirePresent("sequences", sequences);
    }

    /** What follows each context. */
    public TransitionTable table() {
        return TransitionTable.dirichlet(
                symbols, order, concentration, Seeds.stream(language, "known-entropy-language"));
    }

    /** The least loss that can be had on average, in nats a token. */
    public double entropyRate() {
        return table().entropyRate();
    }

    @Override
    public Split split(long seed) {
        TransitionTable table = table();
        double[] stationary = table.stationary();
        return sequences.draw(
                new Sequences.Stream(seed, "known-entropy-sequences"),
                symbols,
                random -> table.draw(stationary, sequences.length() + 1, random));
    }
}
