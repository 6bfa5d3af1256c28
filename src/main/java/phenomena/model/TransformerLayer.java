package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import phenomena.model.Transformer.Style;

/** One layer: causal attention, then an MLP, each added to what it read and, in one style, normalised. */
final class TransformerLayer {

    private static final float EPSILON = 1e-5f; // what PyTorch adds to a variance

    private final int width;
    private final int heads;
    private final boolean normalised;
    private final Parameter queries; // head h has the columns from h · width / heads on
    private final Parameter keys;
    private final Parameter values;
    private final Parameter output;
    private final Parameter in;
    private final Parameter inBias; // the biases are null in the normalised style
    private final Parameter out;
    private final Parameter outBias;
    private final Norm first; // the norms are null in the plain style
    private final Norm second;

    private record Norm(Parameter gain, Parameter shift) {}

    /** Adds the layer's parameters to {@code block}. */
    TransformerLayer(ReplicaBlock block, String name, Transformer spec, int replicas) {
        width = spec.width();
        heads = spec.heads();
        normalised = spec.style() == Style.NORMALISED;
        int units = Transformer.MLP_FACTOR * width;
        Initial narrow =
                normalised ? Initial.usual(Parameter.Type.WEIGHT, width) : new Initial.Normal(1 / Math.sqrt(width));
        Initial wide = normalised ? Initial.usual(Parameter.Type.WEIGHT, units) : narrow;
        Function<String, Parameter> square = suffix ->
                block.addParameter(name + suffix, Parameter.Type.WEIGHT, new Shape(replicas, width, width), narrow);
        queries = square.apply("Queries");
        keys = square.apply("Keys");
        values = square.apply("Values");
        output = square.apply("Output");
        first = normalised ? norm(block, name + "Attention", replicas) : null;
        in = block.addParameter(name + "In", Parameter.Type.WEIGHT, new Shape(replicas, width, units), narrow);
        inBias = normalised ? null : bias(block, name + "InBias", new Shape(replicas, units));
        out = block.addParameter(name + "Out", Parameter.Type.WEIGHT, new Shape(replicas, units, width), wide);
        outBias = normalised ? null : bias(block, name + "OutBias", new Shape(replicas, width));
        second = normalised ? norm(block, name + "Mlp", replicas) : null;
    }

    private static Parameter bias(ReplicaBlock block, String name, Shape shape) {
        return block.addParameter(name, Parameter.Type.BIAS, shape, new Initial.Constant(0));
    }

    private Norm norm(ReplicaBlock block, String name, int replicas) {
        Shape shape = new Shape(replicas, width);
        return new Norm(
                block.addParameter(name + "Gain", Parameter.Type.GAMMA, shape),
                block.addParameter(name + "Shift", Parameter.Type.BETA, shape));
    }

    /**
     * What the positions from {@code from} on hold after attention.
     *
     * @param sequence all positions, each of {@code (R, n, width)}
     */
    List<Cases> attend(Function<Parameter, NDArray> weights, Tokens tokens, List<Cases> sequence, int from) {
        List<Cases> known = new ArrayList<>();
        List<Cases> told = new ArrayList<>();
        List<Cases> after = new ArrayList<>();
        for (int i = 0; i < sequence.size(); i++) {
            Cases read = sequence.get(i);
            known.add(read.map(x -> x.batchMatMul(weights.apply(keys))));
            told.add(read.map(x -> x.batchMatMul(weights.apply(values))));
            if (i >= from) {
                Cases asked = read.map(x -> x.batchMatMul(weights.apply(queries)));
                Cases mixed = mix(tokens, asked, known, told);
                after.add(mixed.map(z -> normalise(
                        weights, first, z.batchMatMul(weights.apply(output)).addi(read.over(mixed.on(), tokens)))));
            }
        }
        return after;
    }

    /** Each head's mean of the values, by the softmax of how its query meets the keys. */
    private Cases mix(Tokens tokens, Cases query, List<Cases> keys, List<Cases> values) {
        if (values.size() == 1) {
            return values.get(0);
        }
        int on = keys.stream().mapToInt(Cases::on).reduce(query.on(), (a, b) -> a | b);
        List<NDArray> shares = shares(keys.stream()
                .map(key -> meet(tokens, query, key).over(on, tokens))
                .toList());
        NDArray sum = null;
        for (int i = 0; i < shares.size(); i++) {
            NDArray part = perHead(values.get(i).over(on, tokens)).mul(shares.get(i));
            sum = sum == null ? part : sum.addi(part);
        }
        Shape shape = sum.getShape(); // (R, n, heads, width / heads)
        return new Cases(sum.reshape(shape.get(0), shape.get(1), width), on);
    }

    /** The softmax of scores {@code (R, n, heads)}, or {@code (R, 1, heads)} to be broadcast: {@code (R, n, heads, 1)} a position. */
    private List<NDArray> shares(List<NDArray> scores) {
        Shape shape = scores.stream()
                .map(NDArray::getShape)
                .max(Comparator.comparingLong(Shape::size))
                .orElseThrow();
        NDList all = new NDList();
        scores.forEach(score -> all.add(score.broadcast(shape)));
        NDArray stacked = NDArrays.stack(all, 1); // (R, positions, n, heads): a short last axis would be slow
        NDArray scale = Native.like(stacked, Math.sqrt((double) heads / width));
        return stacked.mul(scale).softmax(1).split(scores.size(), 1).stream()
                .map(share -> share.reshape(shape.get(0), shape.get(1), heads, 1))
                .toList();
    }

    /** The product of a query and a key in each head, for every case of the two. */
    private Cases meet(Tokens tokens, Cases query, Cases key) {
        int on = query.on() | key.on();
        NDArray products = perHead(query.over(on, tokens).mul(key.over(on, tokens)));
        return new Cases(products.sum(new int[] {3}), on); // (R, n, heads)
    }

    /** {@code (R, n, width)} as {@code (R, n, heads, width / heads)}. */
    private NDArray perHead(NDArray x) {
        Shape shape = x.getShape();
        return x.reshape(shape.get(0), shape.get(1), heads, width / heads);
    }

    /** The MLP's hidden units {@code (R, n, 4 · width)}. */
    NDArray units(Function<Parameter, NDArray> weights, NDArray x) {
        return Activation.relu(affine(weights, x, in, inBias));
    }

    /** What the position holds after the MLP whose hidden units are {@code units}. */
    NDArray mlp(Function<Parameter, NDArray> weights, NDArray x, NDArray units) {
        return normalise(weights, second, affine(weights, units, out, outBias).addi(x));
    }

    private static NDArray affine(Function<Parameter, NDArray> weights, NDArray x, Parameter matrix, Parameter bias) {
        NDArray y = x.batchMatMul(weights.apply(matrix));
        return bias == null ? y : y.addi(weights.apply(bias).expandDims(1)); // a product's gradient needs no result
    }

    private NDArray normalise(Function<Parameter, NDArray> weights, Norm norm, NDArray x) {
        if (!normalised) {
            return x;
        }
        // The engine's gains have no replica axis: here they are 1, and each replica's own come after.
        Shape last = new Shape(width);
        NDArray ones = x.getManager().ones(last, x.getDataType());
        NDArray zeros = x.getManager().zeros(last, x.getDataType());
        NDArray even = LayerNorm.layerNorm(x, last, ones, zeros, EPSILON).singletonOrThrow();
        return even.mul(weights.apply(norm.gain()).expandDims(1))
                .addi(weights.apply(norm.shift()).expandDims(1));
    }
}
