package phenomena.dataset;

import java.util.function.IntUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Random tokens that come again after a period of the sequence's own: its first p tokens are uniform and independent, token i + p is
 * token i to the end, and p is drawn for each sequence, every whole number in {@code [shortest, longest]} equally likely.
 *
 * <p>Where all sequences repeat at one distance, as in {@link RepeatedTokens}, one layer that knows distances can look back by it and
 * copy. Here no distance is right for all, and what comes next is found by what followed the same token before: it takes two layers,
 * the induction of Elhage et al. 2021 ("A mathematical framework for transformer circuits") and Olsson et al. 2022
 * (arXiv:2209.11895), who train on text and only look at heads on repeated tokens.
 *
 * <p>One layer can still know which tokens came before: with K tokens and p of them in a sequence the loss of the repeat then falls
 * from ln K to about ln p, and by induction to 0 where no token comes twice within a period.
 *
 * @param vocabulary the number of tokens K, in [2, 65536]
 * @param shortest period, at least 2
 * @param longest period, at least {@code shortest} and at most L − 2, so that something is repeated
 * @param sequences how many, and how long
 */
public record PeriodicTokens(int vocabulary, int shortest, int longest, Sequences sequences) implements Task {

    private static final int LARGEST = 1 << 16;

    /** @throws IllegalArgumentException if a value is outside its range */
    public PeriodicTokens {
        Counts.require("vocabulary", vocabulary, 2, LARGEST, "logits for each of 65536 tokens");
        Counts.requirePresent("sequences", sequences);
        int most = sequences.length() - 2;
        Counts.require("shortest", shortest, 2, most, "two less than the length, so that something is repeated");
        Counts.require("longest", longest, shortest, most, "two less than the length, so that something is repeated");
    }

    @Override
    public Split split(long seed) {
        return sequences.draw(
                new Sequences.Stream(seed, "periodic-tokens"),
                vocabulary,
                random -> draw(random, i -> random.nextInt(vocabulary)));
    }

    /** The L + 1 tokens of one sequence, of whose first period {@code source} gives token i. */
    int[] draw(UniformRandomProvider random, IntUnaryOperator source) {
        int period = shortest + random.nextInt(longest - shortest + 1);
        int[] tokens = new int[sequences.length() + 1];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = i < period ? source.applyAsInt(i) : tokens[i - period];
        }
        return tokens;
    }
}
