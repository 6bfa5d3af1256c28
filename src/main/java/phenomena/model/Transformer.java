package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.Arrays;

/**
 * A decoder-only transformer that reads a pair of tokens and answers at the last position.
 *
 * <p>Attention is causal, scores are divided by {@code √(width / heads)}, and each layer has an MLP of {@code 4 · width} ReLU
 * units. What is wanted is the answer after "=", so nothing is computed for a position that it does not depend on, and what
 * depends on one token alone is computed once for each of the K tokens (see {@link Cases}): the same function as the published one.
 *
 * <p>Differs from the published nets in that the unembedding has K columns, one for each possible answer, and none for the
 * symbols.
 *
 * @param layers number of layers, at least 1
 * @param width of the residual stream, at least 1; the papers' is 128
 * @param heads of each attention, at least 1, a divisor of {@code width}; the papers' is 4
 * @param style which paper's layers
 * @param initialScale factor on the random initial weights, above 0; 1 is the published scale
 */
public record Transformer(int layers, int width, int heads, Style style, double initialScale) implements Architecture {

    static final int MLP_FACTOR = 4;

    /** Whose transformer it is: what the sequence is, and what a layer is made of. */
    public enum Style {
        /**
         * Nanda et al. 2023 (arXiv:2301.05217): the sequence {@code a b =}, no normalisation, learned positions, biases in the MLP
         * alone.
         *
         * <p>As in the published code, weights start normal with deviation {@code 1 / √width}, those of the unembedding with
         * {@code 1 / √(K + 1)}, biases with 0.
         */
        PLAIN(1),
        /**
         * Power et al. 2022 (arXiv:2201.02177): the sequence {@code a ∘ b =}, layer normalisation after each sum, sinusoidal
         * positions, no biases.
         *
         * <p>As in the published code, embeddings start normal with deviation 1, all other weights by the uniform rule of
         * {@link Initial#usual}. Differs from that code in that the sequence has no end-of-text token before and after it, nor
         * the vocabulary rows for tasks that are not this one.
         */
        NORMALISED(2);

        private final int symbols;

        Style(int symbols) {
            this.symbols = symbols;
        }

        /** Rows of the embedding after the K tokens: "=" alone, or "∘" and "=". */
        int symbols() {
            return symbols;
        }

        /** Length of the sequence. */
        int positions() {
            return 2 + symbols;
        }
    }

    public Transformer {
        Check.atLeastOne("layers", layers);
        Check.atLeastOne("width", width);
        Check.heads(width, heads);
        Check.present("style", style);
        Check.initialScale(initialScale);
    }

    /** The one-layer net of Nanda et al. 2023. */
    public static Transformer nanda() {
        return new Transformer(1, 128, 4, Style.PLAIN, 1);
    }

    /** The two-layer net of Power et al. 2022. */
    public static Transformer power() {
        return new Transformer(2, 128, 4, Style.NORMALISED, 1);
    }

    @Override
    public Transformer withInitialScale(double initialScale) {
        return new Transformer(layers, width, heads, style, initialScale);
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    /**
     * @throws IllegalArgumentException if an example is not a pair of tokens
     */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        checkPair(inputShape);
        return new TransformerBlock(this, replicas, classes);
    }

    /**
     * As many as the runner likes: small nets gain (one thread, ms a replica and step: width 32, p = 23, 1.16 alone, 0.48 in
     * sixteens; width 128, p = 31, 5.2 alone, 4.0 in fours), large ones lose nothing, attention being over three or four
     * positions.
     */
    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Cost cost(long[] inputShape, int classes) {
        checkPair(inputShape);
        long square = (long) width * width;
        long layer = (4 + 2 * MLP_FACTOR) * square; // attention, then MLP
        long spread = 2L * (layers - 1); // of the positions, the last two see both tokens
        long multiplications =
                (1 + spread) * (1 + 2 * MLP_FACTOR) * square + (layers - 1L) * 5 * square + (long) width * classes;
        long activations = (1 + spread) * (8L + 2 * MLP_FACTOR) * width + classes;
        long extras = style == Style.PLAIN
                ? (long) style.positions() * width + (long) layers * (MLP_FACTOR + 1) * width
                : 4L * layers * width;
        long parameters = (2L * classes + style.symbols()) * width + layers * layer + extras;
        return new Cost(multiplications, activations, parameters);
    }

    private static void checkPair(long[] inputShape) {
        if (!Arrays.equals(inputShape, new long[] {2})) {
            throw new IllegalArgumentException("Transformer takes pairs of tokens (2), got " + new Shape(inputShape));
        }
    }
}
