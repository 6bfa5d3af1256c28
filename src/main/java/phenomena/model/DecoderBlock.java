package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Positions;

/** R decoders at once: {@code (R, B, L)} tokens to logits {@code (R, B·L, K)} and what the unembedding reads, {@code (R, B·L, width)}. */
final class DecoderBlock extends ReplicaBlock {

    /** From this width on it is cheaper to gather a row, and to add up its gradients, than to multiply. */
    private static final int WIDE = 48;

    private final Decoder spec;
    private final long length; // of the longest sequence where there is a vector for each position or distance
    private final int classes;
    private final Parameter embedding;
    private final Parameter positions; // null unless they are learned
    private final List<DecoderLayer> layers = new ArrayList<>();
    private final ReplicaNorm last; // null where nothing is normalised
    private final Parameter unembedding;

    DecoderBlock(Decoder spec, int replicas, long length, int classes) {
        this.spec = spec;
        this.length = length;
        this.classes = classes;
        int width = spec.width();
        Initial initial = new Initial.Normal(1 / Math.sqrt(width));
        embedding = addParameter("embedding", Parameter.Type.WEIGHT, new Shape(replicas, classes, width), initial);
        positions = spec.parts().positions() == Positions.LEARNED
                ? addParameter("positions", Parameter.Type.WEIGHT, new Shape(replicas, length, width), initial)
                : null;
        for (int layer = 0; layer < spec.layers(); layer++) {
            layers.add(new DecoderLayer(this, layer, spec, replicas, length));
        }
        last = spec.parts().norm() == Norm.PRE ? new ReplicaNorm(this, "last", replicas, width) : null;
        unembedding = addParameter("unembedding", Parameter.Type.WEIGHT, new Shape(replicas, width, classes), initial);
    }

    @Override
    protected boolean takesHook() {
        return true;
    }

    /**
     * @throws IllegalArgumentException if the sequences are longer than the positions or distances that the net knows
     */
    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        checkLength(x.getShape().get(2));
        Function<Parameter, NDArray> weights = parameter -> store.getValue(parameter, x.getDevice(), training);
        Tokens tokens = new Tokens(x, classes, 0);
        NDArray table = weights.apply(embedding);
        NDArray places = positions == null
                ? null
                : firsts(weights.apply(positions), x.getShape().get(2));
        NDArray vectors = tokens.pickAll(table); // (R, B, L, width)
        if (places != null) {
            vectors.addi(places.expandDims(1)); // in place: the gradient of a gathered row needs no result
        }
        DecoderPass pass = new DecoderPass(spec, x.getShape(), vectors, hook(params));
        NDArray flat = pass.flat(vectors); // (R, B·L, width)
        NDArray residual = pass.shown(Hook.EMBEDDING, flat);
        boolean apart = (places == null || last == null) && residual == flat;
        boolean byToken = apart && spec.width() >= WIDE && classes <= pass.batch() * pass.length() / 2;
        for (DecoderLayer layer : layers) {
            residual = byToken && layer == layers.get(0)
                    ? layer.forward(weights, pass, residual, new DecoderLayer.Apart(tokens, table, places))
                    : layer.forward(weights, pass, residual);
        }
        NDArray read = last == null ? residual : last.of(weights, residual);
        return new NDList(ReplicaLinear.product(read, weights.apply(unembedding)), read);
    }

    private static NDArray firsts(NDArray rows, long count) {
        return rows.get(new NDIndex(":, :{}", count));
    }

    private void checkLength(long tokens) {
        Positions known = spec.parts().positions();
        if (tokens > length && (known == Positions.LEARNED || known == Positions.RELATIVE)) {
            throw new IllegalArgumentException("a sequence must have at most " + length
                    + " tokens, for which the network has " + known + " positions, got " + tokens
                    + "; build the network for sequences of (" + tokens + "), or use ROTARY");
        }
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1) * x.get(2), classes)};
    }
}
