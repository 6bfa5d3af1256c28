package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.nn.norm.LayerNorm;
import java.util.function.Function;

/** R layer normalisations at once: over the last axis of {@code (R, n, width)}, with gains and shifts {@code (R, width)}. */
final class ReplicaNorm {

    private static final float EPSILON = 1e-5f; // what PyTorch adds to a variance

    private final int width;
    private final Parameter gain;
    private final Parameter shift;

    /** Adds the gains and shifts to {@code block}. */
    ReplicaNorm(ReplicaBlock block, String name, int replicas, int width) {
        this.width = width;
        Shape shape = new Shape(replicas, width);
        gain = block.addParameter(name + "Gain", Parameter.Type.GAMMA, shape);
        shift = block.addParameter(name + "Shift", Parameter.Type.BETA, shape);
    }

    NDArray of(Function<Parameter, NDArray> weights, NDArray x) {
        // The engine's gains have no replica axis: here they are 1, and each replica's own come after.
        Shape last = new Shape(width);
        NDArray ones = x.getManager().ones(last, x.getDataType());
        NDArray zeros = x.getManager().zeros(last, x.getDataType());
        NDArray even = LayerNorm.layerNorm(x, last, ones, zeros, EPSILON).singletonOrThrow();
        return even.mul(weights.apply(gain).expandDims(1))
                .addi(weights.apply(shift).expandDims(1));
    }
}
