package phenomena.dataset;

import org.apache.commons.rng.UniformRandomProvider;

/**
 * Periodic tokens whose pairs are new at test: a training sequence keeps to the lower or to the upper half of the tokens, while in a
 * test sequence they alternate between the halves, so that each token was trained on but hardly a pair of neighbours was.
 *
 * <p>Who has learned which tokens follow which is worse off than chance; a head that looks for the last token, whichever it is, and
 * copies what followed, whatever it is, does as well as in training. Where a period is odd, the pair of its last and first token is the
 * one that could have been seen.
 *
 * @param tokens what is drawn, but for the halves; an even vocabulary of at least 4
 */
public record UnseenPairs(PeriodicTokens tokens) implements Task {

    /** @throws IllegalArgumentException if the vocabulary has no two halves with pairs of their own */
    public UnseenPairs {
        if (tokens == null) {
            throw new IllegalArgumentException("tokens must be given, got null");
        }
        if (tokens.vocabulary() < 4 || tokens.vocabulary() % 2 != 0) {
            throw new IllegalArgumentException(
                    "vocabulary must be even and at least 4, so that each half has pairs, got " + tokens.vocabulary());
        }
    }

    @Override
    public Split split(long seed) {
        Sequences sequences = tokens.sequences();
        var stream = new Sequences.Stream(seed, "unseen-pairs");
        return new Split(
                sequences.draw(sequences.train(), tokens.vocabulary(), i -> draw(stream.train(i), false)),
                sequences.draw(sequences.test(), tokens.vocabulary(), i -> draw(stream.test(i), true)));
    }

    private int[] draw(UniformRandomProvider random, boolean alternating) {
        int half = tokens.vocabulary() / 2;
        int first = random.nextInt(2);
        return tokens.draw(random, i -> half * (alternating ? (first + i) % 2 : first) + random.nextInt(half));
    }
}
