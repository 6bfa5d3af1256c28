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
import phenomena.model.Transformer.Style;

/** R transformers at once: {@code (R, B, 2)} tokens to logits {@code (R, B, K)} and the last MLP's units {@code (R, B, 4 · width)}. */
final class TransformerBlock extends ReplicaBlock {

    private static final double SLOWEST = 10_000; // the longest wave of the sinusoidal positions, over 2π

    private final Style style;
    private final int width;
    private final int classes;
    private final Parameter embedding;
    private final Parameter positions; // null where they are sinusoids
    private final List<TransformerLayer> layers = new ArrayList<>();
    private final Parameter unembedding;

    TransformerBlock(Transformer spec, int replicas, int classes) {
        this.classes = classes;
        style = spec.style();
        width = spec.width();
        boolean plain = style == Style.PLAIN;
        int symbols = style.symbols();
        Initial inner = plain ? new Initial.Normal(1 / Math.sqrt(width)) : Initial.usual(Parameter.Type.WEIGHT, width);
        embedding = addParameter(
                "embedding",
                Parameter.Type.WEIGHT,
                new Shape(replicas, classes + symbols, width),
                plain ? inner : new Initial.Normal(1));
        positions = plain
                ? addParameter("positions", Parameter.Type.WEIGHT, new Shape(replicas, style.positions(), width), inner)
                : null;
        for (int layer = 1; layer <= spec.layers(); layer++) {
            layers.add(new TransformerLayer(this, "layer" + layer, spec, replicas));
        }
        unembedding = addParameter(
                "unembedding",
                Parameter.Type.WEIGHT,
                new Shape(replicas, width, classes),
                plain ? new Initial.Normal(1 / Math.sqrt(classes + symbols)) : inner);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        Function<Parameter, NDArray> weights = parameter -> store.getValue(parameter, x.getDevice(), training);
        Tokens tokens = new Tokens(x, classes, 0);
        List<Cases> sequence = sequence(weights);
        TransformerLayer last = layers.get(layers.size() - 1);
        for (TransformerLayer layer : layers) {
            sequence = layer.attend(weights, tokens, sequence, layer == last ? sequence.size() - 1 : 0);
            if (layer != last) {
                sequence = sequence.stream()
                        .map(position -> position.map(z -> layer.mlp(weights, z, layer.units(weights, z))))
                        .toList();
            }
        }
        NDArray read = sequence.get(0).over(Cases.BOTH, tokens); // the last position alone is left, (R, B, width)
        NDArray units = last.units(weights, read); // (R, B, 4 · width)
        NDArray logits = last.mlp(weights, read, units).batchMatMul(weights.apply(unembedding));
        return new NDList(logits, units);
    }

    /** Embeddings and positions, for each case of every position. */
    private List<Cases> sequence(Function<Parameter, NDArray> weights) {
        NDArray rows = weights.apply(embedding);
        NDArray tokens = rows.get(new NDIndex(":, :{}", classes)); // (R, K, width)
        List<Cases> places = new ArrayList<>();
        places.add(new Cases(tokens, Cases.FIRST));
        if (style == Style.NORMALISED) {
            places.add(new Cases(symbol(rows, 0), Cases.NONE));
        }
        places.add(new Cases(tokens, Cases.SECOND));
        places.add(new Cases(symbol(rows, style.symbols() - 1), Cases.NONE));
        List<Cases> sequence = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            NDArray position = position(weights, rows, i);
            sequence.add(places.get(i).map(value -> value.add(position)));
        }
        return sequence;
    }

    private NDArray symbol(NDArray rows, int symbol) {
        return rows.get(new NDIndex(":, {}:{}", classes + symbol, classes + symbol + 1)); // (R, 1, width)
    }

    /** {@code (R, 1, width)}, or {@code (1, 1, width)} where all replicas have the same. */
    private NDArray position(Function<Parameter, NDArray> weights, NDArray like, int position) {
        if (positions != null) {
            return weights.apply(positions).get(new NDIndex(":, {}:{}", position, position + 1));
        }
        return Native.like(like, sinusoids(position, width), new Shape(1, 1, width));
    }

    /** Sines at even places, cosines at odd ones, of waves from 2π to nearly 20,000π long (Vaswani et al. 2017, section 3.5). */
    private static double[] sinusoids(int position, int width) {
        double[] values = new double[width];
        for (int i = 0; i < width; i++) {
            double angle = position / Math.pow(SLOWEST, (double) (i - i % 2) / width);
            values[i] = i % 2 == 0 ? Math.sin(angle) : Math.cos(angle);
        }
        return values;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), classes)};
    }
}
