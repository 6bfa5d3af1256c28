package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/** R multilayer perceptrons at once: a first layer that knows what an input is, then layers of equal width and the logits. */
final class MlpBlock extends ReplicaBlock {

    private final ReplicaBlock first;
    private final Nonlinearity nonlinearity;
    private final List<ReplicaLinear> later = new ArrayList<>();

    /**
     * What follows the first layer.
     *
     * @param depth number of hidden layers, the first one's among them
     * @param initial what every later weight and bias starts from
     */
    record Sizes(int depth, int width, int classes, boolean biased, Initial initial) {}

    /** @param first maps {@code (R, B, features)} to {@code (R, B, width)} */
    MlpBlock(int replicas, ReplicaBlock first, Nonlinearity nonlinearity, Sizes sizes) {
        this.first = addChildBlock("linear", first);
        this.nonlinearity = nonlinearity;
        for (int layer = 1; layer <= sizes.depth(); layer++) {
            long out = layer == sizes.depth() ? sizes.classes() : sizes.width();
            var linear = new ReplicaLinear(replicas, sizes.width(), out, sizes.biased(), sizes.initial());
            later.add(addChildBlock("linear", linear));
        }
    }

    /** With ReLU units, and biases, that start by the usual rule after the first layer. */
    static MlpBlock relu(int replicas, ReplicaBlock first, int depth, int width, int classes) {
        Initial initial = Initial.usual(Parameter.Type.WEIGHT, width);
        return new MlpBlock(replicas, first, Nonlinearity.RELU, new Sizes(depth, width, classes, true, initial));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray flat = x.reshape(x.getShape().get(0), x.getShape().get(1), -1); // (R, B, features)
        NDList sums = first.forward(store, new NDList(flat), training);
        NDArray hidden = null;
        for (ReplicaLinear layer : later) {
            hidden = nonlinearity.of(sums.singletonOrThrow()); // (R, B, width)
            sums = layer.forward(store, new NDList(hidden), training);
        }
        return new NDList(sums.singletonOrThrow(), hidden); // (R, B, K) and (R, B, width)
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        return later.get(later.size() - 1).getOutputShapes(inputShapes);
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        first.initialize(manager, dataType, inputShapes);
        for (ReplicaLinear layer : later) {
            layer.initialize(manager, dataType, inputShapes);
        }
    }
}
