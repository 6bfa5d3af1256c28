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
    private static final long DEEP = 48; // inputs from which other columns are worth the zeros beside them

    private final Shape biasRow; // (R, 1, out)
    private final Parameter weight;
    private final Parameter bias; // null where the map is linear

    /** Affine maps that start by the usual rule. */
    ReplicaLinear(int replicas, long in, long out) {
        this(replicas, in, out, true, Initial.usual(Parameter.Type.WEIGHT, in));
    }

    /** Maps that start from {@code initial}, biases too. */
    ReplicaLinear(int replicas, long in, long out, boolean biased, Initial initial) {
        biasRow = new Shape(replicas, 1, out);
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, in, out), initial);
        bias = biased ? addParameter("bias", Parameter.Type.BIAS, biasRow, initial) : null;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray y = product(x, w); // (R, B, out)
        if (bias == null) {
            return new NDList(y);
        }
        NDArray b = store.getValue(bias, x.getDevice(), training);
        // In place where the engine allows it: a product's gradient needs no result, but a part of one is no product.
        return new NDList(missing(w.getShape()) > 0 ? y.add(b) : y.addi(b));
    }

    /**
     * The product of {@code (R, B, in)} and {@code (R, in, out)}.
     *
     * <p>The engine multiplies by few or odd columns at a fraction of its speed: they get zeros beside them, cut off again.
     */
    static NDArray product(NDArray x, NDArray w) {
        long missing = missing(w.getShape());
        if (missing == 0) {
            return x.batchMatMul(w);
        }
        long out = w.getShape().get(2);
        Shape beside = new Shape(w.getShape().get(0), w.getShape().get(1), missing);
        NDArray zeros = w.getManager().zeros(beside, w.getDataType());
        return x.batchMatMul(w.concat(zeros, 2)).get(new NDIndex().addAllDim(2).addSliceDim(0, out));
    }

    /** How many columns to multiply by besides those of a matrix {@code (R, in, out)}. */
    private static long missing(Shape matrix) {
        long out = matrix.get(2);
        boolean few = out < WIDE && matrix.get(1) >= DEEP;
        return few ? Math.max(FEWEST, (out + LANES - 1) / LANES * LANES) - out : 0;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasRow.get(2))};
    }
}
