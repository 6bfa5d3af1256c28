package phenomena.model;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * DJL's stock residual network (He et al. 2016), one replica a pass.
 *
 * @param layers its depth: 18, 34, 50, 101 or 152
 */
public record ResNet(int layers) implements Architecture {

    public ResNet {
        if (!java.util.Set.of(18, 34, 50, 101, 152).contains(layers)) {
            throw new IllegalArgumentException("layers must be 18, 34, 50, 101 or 152, got " + layers);
        }
    }

    /** @throws IllegalArgumentException if inputs are not images {@code (channels, height, width)} */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        if (inputShape.length != 3) {
            throw new IllegalArgumentException(
                    "ResNet takes images (channels, height, width), got " + new Shape(inputShape));
        }
        return ResNetV1.builder()
                .setImageShape(new Shape(inputShape))
                .setNumLayers(layers)
                .setOutSize(classes)
                .build();
    }
}
