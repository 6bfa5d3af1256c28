package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * A decoder-only transformer that predicts, at each of L positions, the token after it.
 *
 * <p>The block maps tokens {@code (R, B, L)} to logits {@code (R, B · L, K)}, example after example, and second to what the
 * unembedding reads, {@code (R, B · L, width)}. Attention is causal and has no biases, scores are divided by
 * {@code √(width / heads)}, the MLP's units are ReLUs with biases, and the unembedding is a matrix of its own, not tied to the
 * embedding. Its passes show their values to a {@link Hook}.
 *
 * <p>Matrices and embeddings start normal with deviation {@code 1 / √width}, those that write to the residual stream with
 * {@code 1 / √(2 · layers)} of it (Radford et al. 2019, section 2.3), gains with 1, biases and shifts with 0.
 *
 * @param layers number of layers, at least 1
 * @param width of the residual stream, at least 1
 * @param heads of each attention, at least 1, a divisor of {@code width}
 * @param parts what the layers are made of
 * @param initialScale factor on the random initial weights, above 0
 */
public record Decoder(int layers, int width, int heads, Parts parts, double initialScale) implements Architecture {

    /** How attention knows positions. */
    public enum Positions {
        /** One vector for each position, added to the embedding (Vaswani et al. 2017, section 3.5): for L positions and no more. */
        LEARNED,
        /**
         * Queries and keys turned by angles that grow with the position (Su et al. 2021, arXiv:2104.09864), so that scores depend on
         * distances: number m of a head's first half and of its second turn together, by {@code position · 10000^(−2m · heads / width)}.
         */
        ROTARY,
        /**
         * A vector for each distance, layer and head, added to the keys: score {@code q_i · (k_j + r_(i−j))} (Shaw et al. 2018,
         * arXiv:1803.02155, equation 4, without their values' vectors), for L distances and no more. It is what the published code of
         * Edelman et al. 2024 computes; their minimal model keeps of it the one number {@code v_(i−j)} where queries are all the same.
         */
        RELATIVE,
        /** Not at all but by the causal mask. */
        NONE
    }

    /** Where layer normalisations stand. */
    public enum Norm {
        /** Nowhere: the residual stream is a sum of what layers wrote. */
        NONE,
        /** Before each attention, MLP and the unembedding, with gains and shifts. */
        PRE
    }

    /**
     * What the layers are made of.
     *
     * @param mlpFactor hidden units of each layer's MLP in multiples of the width; 0 for attention alone
     */
    public record Parts(Positions positions, Norm norm, int mlpFactor) {
        public Parts {
            Check.present("positions", positions);
            Check.present("norm", norm);
            Check.atLeast("mlpFactor", mlpFactor, 0);
        }
    }

    public Decoder {
        Check.atLeastOne("layers", layers);
        Check.atLeastOne("width", width);
        Check.heads(width, heads);
        Check.present("parts", parts);
        if (parts.positions() == Positions.ROTARY && width / heads % 2 == 1) {
            throw new IllegalArgumentException(
                    "width / heads must be even for rotary positions, got " + width / heads + "; change one of them");
        }
        Check.initialScale(initialScale);
    }

    /** Layers of attention alone, without normalisation. */
    public static Decoder attentionOnly(int layers, int width, int heads, Positions positions) {
        return new Decoder(layers, width, heads, new Parts(positions, Norm.NONE, 0), 1);
    }

    /**
     * The net of Edelman et al. 2024 (arXiv:2402.11004): two layers of attention with one head, width 16, relative positions; as in
     * their code, layers are normalised and weights start with deviation 0.02, those that write to the residual stream with 0.01.
     *
     * <p>Differs from that code in that nothing is dropped out.
     */
    public static Decoder edelman() {
        return new Decoder(2, 16, 1, new Parts(Positions.RELATIVE, Norm.PRE, 0), 0.08);
    }

    @Override
    public Decoder withInitialScale(double initialScale) {
        return new Decoder(layers, width, heads, parts, initialScale);
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    /** The points that a pass shows to a {@link Hook}, in their order. */
    public List<String> points() {
        List<String> points = new ArrayList<>(List.of(Hook.EMBEDDING));
        for (int layer = 0; layer < layers; layer++) {
            for (String part : List.of(
                    Hook.QUERIES,
                    Hook.KEYS,
                    Hook.VALUES,
                    Hook.ATTENTION_PATTERN,
                    Hook.HEAD_OUTPUTS,
                    Hook.MLP,
                    Hook.RESIDUAL)) {
                if (parts.mlpFactor() > 0 || !part.equals(Hook.MLP)) {
                    points.add(Hook.point(layer, part));
                }
            }
        }
        return points;
    }

    /**
     * @throws IllegalArgumentException if an example is not a row of tokens
     */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        return new DecoderBlock(this, replicas, length(inputShape), classes);
    }

    /** As many as the runner likes, which lets few share a pass where attention's scores are many. */
    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    /**
     * Multiplications are those of all products at every position, masked scores too, as if tokens that stand at several were not
     * read once by the first layer; parameters are all that is trained, embeddings and unembedding too.
     */
    @Override
    public Cost cost(long[] inputShape, int classes) {
        long length = length(inputShape);
        long square = (long) width * width;
        boolean relative = parts.positions() == Positions.RELATIVE;
        long norms = parts.norm() == Norm.PRE ? 1 : 0;
        long mlp = parts.mlpFactor();
        long attention = 4 * square + (relative ? 3 * length + 1 : 2 * length) * width;
        long multiplications = length * (layers * (attention + 2 * mlp * square) + (long) width * classes);
        long kept = 5L * width + heads * length + (mlp > 0 ? (1 + mlp + norms) * width : 0) + norms * width;
        long activations = length * (layers * kept + (1 + norms) * width + classes);
        return new Cost(
                multiplications,
                activations,
                parameterCount(inputShape, classes).total());
    }

    /** The trained scalars: embeddings of tokens and positions in, the unembedding out, all else hidden. */
    public ParameterCount parameterCount(long[] inputShape, int classes) {
        long length = length(inputShape);
        long square = (long) width * width;
        long mlp = parts.mlpFactor();
        long layer = (4 + 2 * mlp) * square
                + (mlp > 0 ? (mlp + 1) * width : 0)
                + (parts.positions() == Positions.RELATIVE ? length * width : 0);
        long gains = parts.norm() == Norm.PRE ? 2L * width * (layers * (mlp > 0 ? 2L : 1) + 1) : 0;
        long places = parts.positions() == Positions.LEARNED ? length * width : 0;
        return new ParameterCount((long) classes * width + places, layers * layer + gains, (long) width * classes);
    }

    private static long length(long[] inputShape) {
        if (inputShape.length != 1 || inputShape[0] < 1) {
            throw new IllegalArgumentException("Decoder takes rows of tokens (n), got " + new Shape(inputShape));
        }
        return inputShape[0];
    }
}
