package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine or linear maps at once: {@code y[r] = x[r] W[r] + b[r]}, {@code (R, B, in) → (R, B, out)}, W {@code (R, in, out)}.
 */
final class ReplicaLinear extends ReplicaBlock {

    private final Parameter weight;
    private final Parameter bias; // null where the map is linear
    private final Shape biasRow;

    /** Affine maps that start by the usual rule. */
    ReplicaLinear(int replicas, long in, long out) {
        this(replicas, in, out, true, Initial.usual(Parameter.Type.WEIGHT, in));
    }

    /** Maps that start from {@code initial}, biases too. */
    ReplicaLinear(int replicas, long in, long out, boolean biased, Initial initial) {
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, in, out), initial);
        bias = biased ? addParameter("bias", Parameter.Type.BIAS, new Shape(replicas, out), initial) : null;
        biasRow = new Shape(replicas, 1, out);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray y = x.batchMatMul(store.getValue(weight, x.getDevice(), training)); // (R, B, out)
        if (bias != null) {
            y.addi(store.getValue(bias, x.getDevice(), training)
                    .reshape(biasRow)); // a product's gradient needs no result
        }
        return new NDList(y);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasRow.get(2))};
    }
}
