package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine maps of columns at once: {@code y[r] = W[r] x[r] + b[r]}, {@code (R, in, B) → (R, out, B)}, W {@code (R, out, in)}.
 *
 * <p>The same as {@link ReplicaLinear} of rows, and in the engine up to a third faster where a layer is narrow: whatever it
 * multiplies by, forward and back, has as many columns as the batch, or as the layer has inputs, and not as few as there are classes.
 */
final class ReplicaColumns extends ReplicaBlock {

    private final Parameter weight;
    private final Parameter bias;
    private final Shape biasColumn;

    /** Maps that start from {@code initial}, biases too. */
    ReplicaColumns(int replicas, long in, long out, Initial initial) {
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, out, in), initial);
        bias = addParameter("bias", Parameter.Type.BIAS, new Shape(replicas, out), initial);
        biasColumn = new Shape(replicas, out, 1);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray b = store.getValue(bias, x.getDevice(), training).reshape(biasColumn);
        return new NDList(w.batchMatMul(x).addi(b)); // in place: a product's gradient needs no result
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), biasColumn.get(1), x.get(2))};
    }
}
