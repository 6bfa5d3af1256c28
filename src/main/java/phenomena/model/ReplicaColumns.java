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
 * multiplies by, forward and back, has as many columns as the batch has examples or the layer inputs, and never as few as there are
 * classes.
 */
class ReplicaColumns extends ReplicaBlock {

    private final Shape biasColumn; // (R, out, 1)
    private final Parameter weight;
    private final Parameter bias;

    /** Maps that start by the usual rule. */
    ReplicaColumns(int replicas, long in, long out) {
        biasColumn = new Shape(replicas, out, 1);
        Initial initial = Initial.usual(Parameter.Type.WEIGHT, in);
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, out, in), initial);
        bias = addParameter("bias", Parameter.Type.BIAS, biasColumn, initial);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray b = store.getValue(bias, x.getDevice(), training);
        return new NDList(
                product(w, x, training).addi(b)); // in place: the gradient of a product or a sum needs no result
    }

    @Override
    boolean takesColumns() {
        return true;
    }

    /** {@code W x}, {@code (R, out, B)}. */
    NDArray product(NDArray w, NDArray x, boolean training) {
        return w.batchMatMul(x);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return new Shape[] {output(inputShapes[0].get(2))};
    }

    /** Shape of what comes out, in columns. */
    final Shape output(long batch) {
        return new Shape(biasColumn.get(0), biasColumn.get(1), batch);
    }
}
