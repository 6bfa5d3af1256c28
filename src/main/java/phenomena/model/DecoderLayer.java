package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Positions;

/** One layer of a decoder: causal attention and perhaps an MLP, each added to what it read. */
final class DecoderLayer {

    private static final NDIndex BUT_FIRST_ROW = new NDIndex(":, 1:");

    private final int layer;
    private final int heads;
    private final int headWidth;
    private final Parameter queries; // head h has the columns from h · width / heads on
    private final Parameter keys;
    private final Parameter values;
    private final Parameter output; // head h has the rows
    private final Parameter distances; // (R, L, width), row d for distance d; null unless positions are relative
    private final ReplicaNorm first; // the norms are null where nothing is normalised
    private final ReplicaNorm second;
    private final FeedForward mlp; // null where there is none

    /** Adds the layer's parameters to {@code block}; there are {@code length} distances. */
    DecoderLayer(ReplicaBlock block, int layer, Decoder spec, int replicas, long length) {
        this.layer = layer;
        heads = spec.heads();
        int width = spec.width();
        headWidth = width / heads;
        Decoder.Parts parts = spec.parts();
        boolean normalised = parts.norm() == Norm.PRE;
        String name = "layer" + layer;
        double deviation = 1 / Math.sqrt(width);
        Initial inner = new Initial.Normal(deviation);
        Initial writing = new Initial.Normal(deviation / Math.sqrt(2.0 * spec.layers()));
        Shape square = new Shape(replicas, width, width);
        first = normalised ? new ReplicaNorm(block, name + "Attention", replicas, width) : null;
        queries = block.addParameter(name + "Queries", Parameter.Type.WEIGHT, square, inner);
        keys = block.addParameter(name + "Keys", Parameter.Type.WEIGHT, square, inner);
        values = block.addParameter(name + "Values", Parameter.Type.WEIGHT, square, inner);
        output = block.addParameter(name + "Output", Parameter.Type.WEIGHT, square, writing);
        distances = parts.positions() == Positions.RELATIVE
                ? block.addParameter(
                        name + "Distances", Parameter.Type.WEIGHT, new Shape(replicas, length, width), inner)
                : null;
        boolean deep = parts.mlpFactor() > 0;
        second = deep && normalised ? new ReplicaNorm(block, name + "Mlp", replicas, width) : null;
        var sizes = new FeedForward.Sizes(replicas, width, parts.mlpFactor() * width, true);
        mlp = deep ? new FeedForward(block, name, sizes, inner, writing) : null;
    }

    /** The residual stream after the layer, {@code (R, B·L, width)} both. */
    NDArray forward(Function<Parameter, NDArray> weights, DecoderPass pass, NDArray x) {
        return forward(weights, pass, x, normalised(weights, x)::batchMatMul);
    }

    /**
     * What the embedding is the sum of, each of K tokens and L positions once.
     *
     * @param tokens their rows of {@code vectors}
     * @param vectors {@code (R, K, width)}
     * @param places {@code (R, L, width)}, or null where positions are not in the embedding
     */
    record Apart(Tokens tokens, NDArray vectors, NDArray places) {

        /** The embedding times a matrix, {@code (R, B, L, width)}. */
        NDArray times(NDArray matrix) {
            NDArray picked = tokens.pickAll(vectors.batchMatMul(matrix));
            return places == null
                    ? picked
                    : picked.addi(
                            places.batchMatMul(matrix).expandDims(1)); // a gathered row's gradient needs no result
        }
    }

    /**
     * The residual stream after the first layer, which reads each token and position once: the same function as of {@code x} alone,
     * rounded otherwise; not for a layer that normalises the sum of the two.
     *
     * @param x the embedding {@code (R, B·L, width)}
     */
    NDArray forward(Function<Parameter, NDArray> weights, DecoderPass pass, NDArray x, Apart apart) {
        Apart read = new Apart(apart.tokens(), normalised(weights, apart.vectors()), apart.places());
        return forward(weights, pass, x, matrix -> pass.flat(read.times(matrix)));
    }

    private NDArray normalised(Function<Parameter, NDArray> weights, NDArray x) {
        return first == null ? x : first.of(weights, x);
    }

    /** {@code read} is the product of what attention reads and a matrix, {@code (R, B·L, width)}. */
    private NDArray forward(
            Function<Parameter, NDArray> weights, DecoderPass pass, NDArray x, UnaryOperator<NDArray> read) {
        NDArray mixed = attend(weights, pass, read);
        NDArray residual = mixed.batchMatMul(weights.apply(output)).addi(x); // a product's gradient needs no result
        if (mlp != null) {
            NDArray units = mlp.units(weights, second == null ? residual : second.of(weights, residual));
            NDArray written = pass.shown(Hook.point(layer, Hook.MLP), mlp.written(weights, units));
            residual = residual.add(written);
        }
        return pass.shown(Hook.point(layer, Hook.RESIDUAL), residual);
    }

    /** The heads' outputs side by side, {@code (R, B·L, width)}. */
    private NDArray attend(Function<Parameter, NDArray> weights, DecoderPass pass, UnaryOperator<NDArray> read) {
        NDArray asking = weights.apply(queries);
        NDArray scaled = asking.mul(Native.like(asking, 1 / Math.sqrt(headWidth))); // cheaper than to scale scores
        NDArray q = pass.turned(shown(pass, Hook.QUERIES, read.apply(scaled)));
        NDArray k = pass.turned(shown(pass, Hook.KEYS, read.apply(weights.apply(keys))));
        NDArray v = shown(pass, Hook.VALUES, read.apply(weights.apply(values)));
        NDArray scores = q.batchMatMul(k.transpose(0, 2, 1)); // (R·H·B, L, L)
        if (distances != null) {
            scores.addi(distanceScores(weights, pass, q));
        }
        NDArray pattern = pass.causal(scores).softmax(2);
        NDArray mixed =
                pass.shownPerHead(layer, Hook.ATTENTION_PATTERN, pattern).batchMatMul(v);
        return pass.merged(pass.shownPerHead(layer, Hook.HEAD_OUTPUTS, mixed));
    }

    private NDArray shown(DecoderPass pass, String part, NDArray sideBySide) {
        return pass.shownPerHead(layer, part, pass.perHead(sideBySide));
    }

    /**
     * The product of each query with the vector of its distance to each key, {@code (R·H·B, L, L)}; what stands for keys after the
     * query means nothing.
     *
     * <p>The products with all L + 1 distances, the largest first, hold them a row too early and one place further to the right in
     * each row than in the one before; read as rows of L, after the first, they stand right (Huang et al. 2018, arXiv:1809.04281,
     * section 3.4.1).
     */
    private NDArray distanceScores(Function<Parameter, NDArray> weights, DecoderPass pass, NDArray q) {
        long length = pass.length();
        NDArray rows =
                weights.apply(distances).get(new NDIndex(":, :{}", length)).flip(1);
        NDArray never = rows.getManager()
                .zeros(new Shape(pass.replicas(), 1, rows.getShape().get(2)), rows.getDataType());
        NDArray vectors = never.concat(rows, 1) // row c is distance L − c
                .reshape(pass.replicas(), length + 1, heads, headWidth)
                .transpose(0, 2, 3, 1)
                .reshape(pass.replicas() * heads, headWidth, length + 1);
        NDArray products = q.reshape(pass.replicas() * heads, pass.batch() * length, headWidth)
                .batchMatMul(vectors);
        return products.reshape(pass.replicas() * heads * pass.batch(), length + 1, length)
                .get(BUT_FIRST_ROW);
    }
}
