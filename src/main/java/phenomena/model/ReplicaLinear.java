package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/** R affine maps at once: {@code y[r] = x[r] W[r] + b[r]}, {@code (R, B, in) → (R, B, out)}, W {@code (R, in, out)}. */
final class ReplicaLinear extends ReplicaBlock {

    private final Parameter weight;
    private final Parameter bias;
    private final Shape biasRow;

    ReplicaLinear(int replicas, long in, long out) {
        weight = addParameter(Parameter.builder()
                .setName("weight")
                .setType(Parameter.Type.WEIGHT)
                .optShape(new Shape(replicas, in, out))
                .build());
        bias = addParameter(Parameter.builder()
                .setName("bias")
                .setType(Parameter.Type.BIAS)
                .optShape(new Shape(replicas, out))
                .build());
        biasRow = new Shape(replicas, 1, out);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        NDArray b = store.getValue(bias, x.getDevice(), training);
        return new NDList(x.batchMatMul(w).add(b.reshape(biasRow))); // (R, B, out)
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasRow.get(2))};
    }
}
