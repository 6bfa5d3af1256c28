package phenomena.model;

import ai.djl.basicmodelzoo.cv.classification.ResNetV1;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import java.util.List;

/**
 * DJL's stock residual network (He et al. 2016), one replica a pass.
 *
 * <p>Differs from the paper in that depths 18 and 34 have bottlenecks too, and so about a tenth of the parameters.
 *
 * @param layers its depth: 18, 34, 50, 101 or 152 for images of more than 28 rows (the paper's table 1), 20, 32, 44, 56 or
 *     110 for smaller ones (its section 4.2)
 */
public record ResNet(int layers) implements Architecture {

    private static final int LARGE = 29; // rows from which DJL builds the four stages of table 1
    private static final List<Integer> FOR_LARGE = List.of(18, 34, 50, 101, 152);
    private static final List<Integer> FOR_SMALL = List.of(20, 32, 44, 56, 110);

    public ResNet {
        if (!FOR_LARGE.contains(layers) && !FOR_SMALL.contains(layers)) {
            throw new IllegalArgumentException("layers must be one of " + FOR_LARGE
                    + " or, for images of at most 28 rows, one of " + FOR_SMALL + ", got " + layers);
        }
    }

    /**
     * @throws IllegalArgumentException if inputs are not images {@code (channels, height, width)}, or have a size that
     *     this depth is not for
     */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        if (inputShape.length != 3) {
            throw new IllegalArgumentException(
                    "ResNet takes images (channels, height, width), got " + new Shape(inputShape));
        }
        List<Integer> fitting = inputShape[1] < LARGE ? FOR_SMALL : FOR_LARGE;
        if (!fitting.contains(layers)) {
            throw new IllegalArgumentException("layers must be one of " + fitting + " for images of shape "
                    + new Shape(inputShape) + ", got " + layers);
        }
        return ResNetV1.builder()
                .setImageShape(new Shape(inputShape))
                .setNumLayers(layers)
                .setOutSize(classes)
                .build();
    }
}
