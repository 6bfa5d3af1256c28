package phenomena.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A language whose entropy is known: one Markov chain of order m that all sequences are drawn from, whatever the seed, each from
 * its stationary distribution on. No network's expected loss on test sequences is below {@link #entropyRate()}, and the
 * difference is what it has not learned. A network has Kᵐ rows to learn, the frequent contexts first.
 *
 * <p>At the first m − 1 tokens of a sequence a part of the context is missing, so that even who knows the language has a loss
 * above the entropy rate there: {@link #leastLoss()} is the mean over all positions.
 *
 * @param language which language: the seed of its transition probabilities
 * @param chain what they are drawn from
 * @param sequences how many, and how long
 */
public record KnownEntropyLanguage(long language, Chain chain, Sequences sequences) implements Sampled {

    private static final int MOST_CONTEXTS = 1024;

    /**
     * Each context's probabilities are drawn from a Dirichlet distribution with the concentrations {@code c · K · q_k}, where
     * {@code q_k ∝ k^−z} are of sum 1: some symbols are frequent after all contexts, and their contexts come often. The frequencies
     * of symbols and contexts decay as a power of their rank (Zipf's law, z near 1 for the words of a text), and with them what there
     * is still to learn.
     *
     * @param symbols the number of tokens K, at least 2
     * @param order how many tokens the next one depends on, m, at least 1; Kᵐ is at most 1024
     * @param concentration c, in [0.1, 1000]; 1 is flat where z is 0, small values make contexts differ more
     * @param zipf z, in [0, 2]; 0 for symbols that are all alike
     */
    public record Chain(int symbols, int order, double concentration, double zipf) {

        private static final double STEEPEST = 2;

        /** @throws IllegalArgumentException if a value is outside its range */
        public Chain {
            TransitionTable.contexts(symbols, order, MOST_CONTEXTS);
            TransitionTable.requireConcentration(concentration);
            if (!(zipf >= 0 && zipf <= STEEPEST)) {
                throw new IllegalArgumentException("zipf must be in [0, " + STEEPEST + "], got " + zipf);
            }
        }

        private double[] concentrations() {
            double[] powers = IntStream.rangeClosed(1, symbols)
                    .mapToDouble(k -> StrictMath.pow(k, -zipf))
                    .toArray();
            double mean = Arrays.stream(powers).sum() / symbols;
            return Arrays.stream(powers)
                    .map(power -> zipf == 0 ? concentration : concentration * power / mean)
                    .toArray();
        }
    }

    /** @throws IllegalArgumentException if a value is missing */
    public KnownEntropyLanguage {
        Counts.requirePresent("chain", chain);
        Counts.requirePresent("sequences", sequences);
    }

    @Override
    public int train() {
        return sequences.train();
    }

    @Override
    public KnownEntropyLanguage withTrain(int train) {
        return new KnownEntropyLanguage(language, chain, sequences.withTrain(train));
    }

    /** What follows each context. */
    public TransitionTable table() {
        return TransitionTable.dirichlet(
                chain.order(), chain.concentrations(), Seeds.stream(language, "known-entropy-language"));
    }

    /** The entropy of the next token given all before it, in nats: the least loss that can be had where the context is whole. */
    public double entropyRate() {
        return table().entropyRate();
    }

    /**
     * The least loss that can be had on average over the L positions of a sequence, in nats a token, by the chain rule {@code (H(x₀ …
     * x_L) − H(x₀)) / L}. At order 1 it is {@link #entropyRate()}.
     */
    public double leastLoss() {
        TransitionTable table = table();
        double[] contexts = table.stationary();
        int drawn = Math.min(
                chain.order(), sequences.length() + 1); // by the stationary distribution, the rest by the table
        double all = entropy(firsts(contexts, drawn)) + (sequences.length() + 1 - drawn) * table.entropyRate();
        return (all - entropy(firsts(contexts, 1))) / sequences.length();
    }

    /** The probabilities of a context's first tokens. */
    private double[] firsts(double[] contexts, int tokens) {
        double[] firsts = new double[(int) Math.round(Math.pow(chain.symbols(), tokens))];
        for (int i = 0; i < contexts.length; i++) {
            firsts[i / (contexts.length / firsts.length)] += contexts[i];
        }
        return firsts;
    }

    private static double entropy(double[] probabilities) {
        return Arrays.stream(probabilities)
                .filter(p -> p > 0)
                .map(p -> -p * Math.log(p))
                .sum();
    }

    /**
     * The loss on each test sequence of who knows the language: their mean is about {@link #leastLoss()}, and a network's loss on the
     * same sequences less that mean tells how far it is from it better than the exact number does, since chance is in both.
     *
     * @return in nats a token, over the tokens from number m on, whose context is whole
     */
    public double[] knownLosses(long seed) {
        TransitionTable table = table();
        Examples test = withTrain(1).split(seed).test();
        int length = sequences.length();
        double[] losses = new double[sequences.test()];
        for (int i = 0; i < losses.length; i++) {
            int context = 0;
            for (int t = 0; t < length; t++) {
                context = context * chain.symbols() % contexts(table) + (int) test.inputs()[i * length + t];
                losses[i] -=
                        t < chain.order() - 1 ? 0 : Math.log(table.probability(context, test.labels()[i * length + t]));
            }
            losses[i] /= length - chain.order() + 1;
        }
        return losses;
    }

    private static int contexts(TransitionTable table) {
        return table.probabilities().length / table.states();
    }

    @Override
    public Split split(long seed) {
        TransitionTable table = table();
        double[] stationary = table.stationary();
        return sequences.draw(
                new Sequences.Stream(seed, "known-entropy-sequences"),
                chain.symbols(),
                random -> table.draw(stationary, sequences.length() + 1, random));
    }
}
