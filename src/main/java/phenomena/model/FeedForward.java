package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Parameter;
import java.util.function.Function;

/** The MLP of a transformer's layer, R at once: {@code (R, n, width)} to ReLU units {@code (R, n, units)} and back. */
final class FeedForward {

    private final Parameter in;
    private final Parameter inBias; // the biases are null where the maps are linear
    private final Parameter out;
    private final Parameter outBias;

    /**
     * Adds its parameters to {@code block}.
     *
     * @param first what the weights into the units start from
     * @param second what those out of them start from
     */
    FeedForward(ReplicaBlock block, String name, Sizes sizes, Initial first, Initial second) {
        Shape into = new Shape(sizes.replicas(), sizes.width(), sizes.units());
        Shape back = new Shape(sizes.replicas(), sizes.units(), sizes.width());
        in = block.addParameter(name + "In", Parameter.Type.WEIGHT, into, first);
        inBias = sizes.biased() ? bias(block, name + "InBias", into) : null;
        out = block.addParameter(name + "Out", Parameter.Type.WEIGHT, back, second);
        outBias = sizes.biased() ? bias(block, name + "OutBias", back) : null;
    }

    /** Of the two maps, and whether they have biases, which start at 0. */
    record Sizes(int replicas, int width, int units, boolean biased) {}

    private static Parameter bias(ReplicaBlock block, String name, Shape of) {
        Shape shape = new Shape(of.get(0), of.get(2));
        return block.addParameter(name, Parameter.Type.BIAS, shape, new Initial.Constant(0));
    }

    /** The hidden units {@code (R, n, units)}. */
    NDArray units(Function<Parameter, NDArray> weights, NDArray x) {
        return Activation.relu(affine(weights, x, in, inBias));
    }

    /** What the hidden units write, {@code (R, n, width)}: a new array. */
    NDArray written(Function<Parameter, NDArray> weights, NDArray units) {
        return affine(weights, units, out, outBias);
    }

    private static NDArray affine(Function<Parameter, NDArray> weights, NDArray x, Parameter matrix, Parameter bias) {
        NDArray y = x.batchMatMul(weights.apply(matrix));
        return bias == null ? y : y.addi(weights.apply(bias).expandDims(1)); // a product's gradient needs no result
    }
}
