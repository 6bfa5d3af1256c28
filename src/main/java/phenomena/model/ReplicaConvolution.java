package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R two-dimensional convolutions at once, as one grouped convolution: {@code (B, R·in, H, W) → (B, R·out, ⌈H/2⌉, ⌈W/2⌉)},
 * stride 2, zeros around; W {@code (R, out, in, kh, kw)}.
 */
final class ReplicaConvolution extends ReplicaBlock {

    private final Parameter weight;
    private final Parameter bias;
    private final int replicas;
    private final Shape kernel; // (R·out, in, kh, kw)

    ReplicaConvolution(int replicas, long in, long out, Shape window) {
        this.replicas = replicas;
        long height = window.get(0);
        long width = window.get(1);
        kernel = new Shape(replicas * out, in, height, width);
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, out, in, height, width));
        bias = addParameter("bias", Parameter.Type.BIAS, new Shape(replicas, out));
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training).reshape(kernel);
        NDArray b = store.getValue(bias, x.getDevice(), training).reshape(kernel.get(0));
        Shape padding = new Shape((kernel.get(2) - 1) / 2, (kernel.get(3) - 1) / 2);
        return Conv2d.conv2d(x, w, b, new Shape(2, 2), padding, new Shape(1, 1), replicas);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), kernel.get(0), (x.get(2) + 1) / 2, (x.get(3) + 1) / 2)};
    }
}
