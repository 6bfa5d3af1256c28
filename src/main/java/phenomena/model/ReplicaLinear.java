package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine or linear maps at once: {@code y[r] = x[r] W[r] + b[r]}, {@code (R, B, in) → (R, B, out)}, W {@code (R, in, out)}.
 */
final class ReplicaLinear extends ReplicaBlock {

    private static final long WIDE = 32; // columns from which the engine is as fast with any number
    private static final long FEWEST = 16;
    private static final long LANES = 8;

    private final Parameter weight;
    private final Parameter bias; // null where the map is linear
    private final Shape biasRow;
    private final NDIndex outputs;
    private final long columns; // that are multiplied by

    /** Affine maps that start by the usual rule. */
    ReplicaLinear(int replicas, long in, long out) {
        this(replicas, in, out, true, Initial.usual(Parameter.Type.WEIGHT, in));
    }

    /** Maps that start from {@code initial}, biases too. */
    ReplicaLinear(int replicas, long in, long out, boolean biased, Initial initial) {
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, in, out), initial);
        bias = biased ? addParameter("bias", Parameter.Type.BIAS, new Shape(replicas, out), initial) : null;
        biasRow = new Shape(replicas, 1, out);
        columns = out >= WIDE ? out : Math.max(FEWEST, (out + LANES - 1) / LANES * LANES);
        outputs = new NDIndex(":, :, :{}", out);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray y = isNarrow() ? narrowProduct(x, w) : x.batchMatMul(w); // (R, B, out)
        if (bias == null) {
            return new NDList(y);
        }
        NDArray b = store.getValue(bias, x.getDevice(), training).reshape(biasRow);
        return new NDList(isNarrow() ? y.add(b) : y.addi(b)); // in place: a product's gradient needs no result
    }

    /** The engine multiplies by few or odd columns at a fraction of its speed: they get zeros beside them, cut off again. */
    private NDArray narrowProduct(NDArray x, NDArray w) {
        Shape missing = new Shape(w.getShape().get(0), w.getShape().get(1), columns - biasRow.get(2));
        NDArray zeros = Native.like(w, new double[Math.toIntExact(missing.size())], missing);
        return x.batchMatMul(w.concat(zeros, 2)).get(outputs);
    }

    private boolean isNarrow() {
        return columns > biasRow.get(2);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasRow.get(2))};
    }
}
