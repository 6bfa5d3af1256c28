package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/**
 * A multilayer perceptron with ReLU units: {@code in → width → … → width → K}.
 *
 * @param depth number of hidden layers, at least 1
 * @param width units in each hidden layer, at least 1
 * @param initialScale factor on the initial weights and biases, above 0; 1 is the usual scale
 */
public record Mlp(int depth, int width, double initialScale) implements Architecture {

    public Mlp {
        Check.atLeastOne("depth", depth);
        Check.atLeastOne("width", width);
        Check.initialScale(initialScale);
    }

    @Override
    public Mlp withInitialScale(double initialScale) {
        return new Mlp(depth, width, initialScale);
    }

    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        return new Layers(replicas, new Shape(inputShape).size(), classes);
    }

    /** As many as the runner likes: batched matrix products cost one replica little more than its arithmetic. */
    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Cost cost(long[] inputShape, int classes) {
        long features = new Shape(inputShape).size();
        long weights = features * width + (depth - 1L) * width * width + (long) width * classes;
        return new Cost(weights, 2L * depth * width + classes, weights + (long) depth * width + classes);
    }

    private final class Layers extends ReplicaBlock {

        private final List<ReplicaLinear> layers = new ArrayList<>();
        private final long features;

        Layers(int replicas, long features, int classes) {
            this.features = features;
            long in = features;
            for (int layer = 0; layer <= depth; layer++) {
                long out = layer == depth ? classes : width;
                layers.add(addChildBlock("linear", new ReplicaLinear(replicas, in, out)));
                in = out;
            }
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            NDList h = new NDList(x.reshape(x.getShape().get(0), x.getShape().get(1), features)); // (R, B, features)
            for (int layer = 0; layer < depth; layer++) {
                h = Activation.relu(layers.get(layer).forward(store, h, training)); // (R, B, width)
            }
            NDArray hidden = h.singletonOrThrow();
            NDList logits = layers.get(depth).forward(store, h, training); // (R, B, K)
            return logits.addAll(new NDList(hidden));
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            Shape x = inputShapes[0];
            return layers.get(depth).getOutputShapes(new Shape[] {new Shape(x.get(0), x.get(1), width)});
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
            for (ReplicaLinear layer : layers) {
                layer.initialize(manager, dataType, inputShapes);
            }
        }
    }
}
