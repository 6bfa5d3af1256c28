package phenomena.dataset;

/**
 * Random tokens, and then the same once more (Elhage et al. 2021, "A mathematical framework for transformer circuits", and Olsson
 * et al. 2022, arXiv:2209.11895, who find induction heads on such sequences): each of the first L/2 tokens is uniform and
 * independent, and token i + L/2 is token i.
 *
 * <p>Nothing can be told before the repeat: the loss of a perfect network is ln K where it is asked for tokens 1 … L/2 − 1, and 0
 * from token L/2 + 1 on. Token L/2 itself, the first to repeat, is the first of the sequence; who knows positions can tell it,
 * who looks for what followed a token before cannot. Tokens may come twice in the first half, the more often the smaller K is.
 *
 * <p>Differs from the papers, whose sequences begin with a token of their own.
 *
 * @param vocabulary the number of tokens K, in [2, 65536]
 * @param sequences how many, and how long; the length is even and at least 4
 */
public record RepeatedTokens(int vocabulary, Sequences sequences) implements Task {

    private static final int LARGEST = 1 << 16;

    /** @throws IllegalArgumentException if a value is outside its range */
    public RepeatedTokens {
        Counts.require("vocabulary", vocabulary, 2, LARGEST, "logits for each of 65536 tokens");
        Counts.requirePresent("sequences", sequences);
        if (sequences.length() < 4 || sequences.length() % 2 != 0) {
            throw new IllegalArgumentException("length must be even and at least 4, so that the second half repeats the"
                    + " first, got " + sequences.length());
        }
    }

    /** The number of tokens after which they repeat, L/2. */
    public int period() {
        return sequences.length() / 2;
    }

    @Override
    public Split split(long seed) {
        return sequences.draw(new Sequences.Stream(seed, "repeated-tokens"), vocabulary, random -> {
            int[] tokens = new int[sequences.length() + 1];
            for (int i = 0; i < tokens.length; i++) {
                tokens[i] = i < period() ? random.nextInt(vocabulary) : tokens[i - period()];
            }
            return tokens;
        });
    }
}
