package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine maps of rows to very few numbers at once: {@code y[r] = x[r] W[r]ᵀ + b[r]}, {@code (R, B, in) → (R, B, out)}, W
 * {@code (R, out, in)}.
 *
 * <p>The same as {@link ReplicaLinear}. The engine multiplies by so few columns at a tenth of its speed, and written as above the
 * gradient of W is such a product. Written in columns, {@code W xᵀ}, none is, but the gradient of x comes out in columns, and the
 * layer before it, which wants rows, reads it slowly. So in training both are computed, one for each gradient.
 */
final class ReplicaLogits extends ReplicaColumns {

    /** Outputs up to which this is faster than {@link ReplicaLinear}. */
    static final long MOST_OUTPUTS = 4;

    /** Maps that start by the usual rule. */
    ReplicaLogits(int replicas, long in, long out) {
        super(replicas, in, out);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray columns = super.forwardInternal(store, inputs, training, params).singletonOrThrow();
        return new NDList(columns.transpose(0, 2, 1));
    }

    @Override
    boolean takesColumns() {
        return false;
    }

    /** @param rows {@code (R, B, in)} */
    @Override
    NDArray product(NDArray w, NDArray rows, boolean training) {
        NDArray forWeights = w.batchMatMul(rows.stopGradient().transpose(0, 2, 1));
        if (!training) {
            return forWeights;
        }
        NDArray forRows = rows.batchMatMul(w.stopGradient().transpose(0, 2, 1)).transpose(0, 2, 1);
        NDArray nothing = forRows.sub(forRows.stopGradient()); // but for its gradient; NaN where a logit is not finite
        return forWeights.add(nothing);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape columns = output(inputShapes[0].get(1));
        return new Shape[] {new Shape(columns.get(0), columns.get(2), columns.get(1))};
    }
}
