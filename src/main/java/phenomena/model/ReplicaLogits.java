package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine maps of rows to a few numbers at once: {@code y[r] = x[r] W[r]ᵀ + b[r]}, {@code (R, B, in) → (R, B, out)}, W
 * {@code (R, out, in)}.
 *
 * <p>The same as {@link ReplicaLinear}. By so few columns the engine multiplies at a tenth of its speed, and of a layer's three
 * products, forward and back, one is by as few however it is written. So in training the layer is computed twice: as written here
 * for the gradient of x, and turned, {@code W xᵀ}, for the gradient of W.
 */
final class ReplicaLogits extends ReplicaBlock {

    /** Columns up to which this is faster than {@link ReplicaLinear}. */
    static final long MOST = 4;

    private final Parameter weight;
    private final Parameter bias;
    private final Shape biasColumn;

    /** Maps that start by the usual rule. */
    ReplicaLogits(int replicas, long in, long out) {
        Initial initial = Initial.usual(Parameter.Type.WEIGHT, in);
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
        NDArray y = w.batchMatMul(x.stopGradient().transpose(0, 2, 1)); // (R, out, B)
        if (training) {
            NDArray again = x.batchMatMul(w.stopGradient().transpose(0, 2, 1)).transpose(0, 2, 1);
            y = y.add(again.sub(again.stopGradient())); // 0, but for its gradient
        }
        return new NDList(y.addi(b).transpose(0, 2, 1));
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasColumn.get(1))};
    }
}
