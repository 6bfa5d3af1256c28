package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import phenomena.model.Transformer.Style;

/** One layer: causal attention, then an MLP, each added to what it read and, in one style, normalised. */
final class TransformerLayer {

    private final int width;
    private final int heads;
    private final Parameter queries; // head h has the columns from h · width / heads on
    private final Parameter keys;
    private final Parameter values;
    private final Parameter output;
    private final ReplicaNorm first; // the norms are null in the plain style
    private final FeedForward mlp;
    private final ReplicaNorm second;

    /** Adds the layer's parameters to {@code block}. */
    TransformerLayer(ReplicaBlock block, String name, Transformer spec, int replicas) {
        width = spec.width();
        heads = spec.heads();
        boolean normalised = spec.style() == Style.NORMALISED;
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
        first = normalised ? new ReplicaNorm(block, name + "Attention", replicas, width) : null;
        mlp = new FeedForward(block, name, new FeedForward.Sizes(replicas, width, units, !normalised), narrow, wide);
        second = normalised ? new ReplicaNorm(block, name + "Mlp", replicas, width) : null;
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
        return mlp.units(weights, x);
    }

    /** What the position holds after the MLP whose hidden units are {@code units}. */
    NDArray mlp(Function<Parameter, NDArray> weights, NDArray x, NDArray units) {
        return normalise(weights, second, mlp.written(weights, units).addi(x));
    }

    private static NDArray normalise(Function<Parameter, NDArray> weights, ReplicaNorm norm, NDArray x) {
        return norm == null ? x : norm.of(weights, x);
    }
}
