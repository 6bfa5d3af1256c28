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

/**
 * Two convolutions of stride 2 with ReLU, then a hidden ReLU layer: small, and enough to see what weight sharing does.
 *
 * <p>Images {@code (C, H, W)} get square windows; signals {@code (n)} are taken as one row, with windows along it.
 *
 * @param firstChannels channels after the first convolution, at least 1
 * @param secondChannels channels after the second, at least 1
 * @param hidden units of the hidden layer, at least 1
 * @param window odd side of the convolutions' windows, at least 1
 * @param initialScale factor on the initial weights and biases, above 0; 1 is the usual scale
 */
public record Cnn(int firstChannels, int secondChannels, int hidden, int window, double initialScale)
        implements Architecture {

    public Cnn {
        if (firstChannels < 1 || secondChannels < 1 || hidden < 1) {
            throw new IllegalArgumentException("channels and hidden must be at least 1, got " + firstChannels + ", "
                    + secondChannels + " and " + hidden);
        }
        if (window < 1 || window % 2 == 0) {
            throw new IllegalArgumentException("window must be odd and at least 1, got " + window);
        }
        Check.initialScale(initialScale);
    }

    @Override
    public Cnn withInitialScale(double initialScale) {
        return new Cnn(firstChannels, secondChannels, hidden, window, initialScale);
    }

    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        return new Layers(replicas, image(inputShape), classes);
    }

    @Override
    public Cost cost(long[] inputShape, int classes) {
        Shape image = image(inputShape);
        Shape half = halved(image);
        Shape quarter = halved(half);
        long area = window(image).size();
        long first = image.get(0) * firstChannels * area;
        long second = (long) firstChannels * secondChannels * area;
        long flat = secondChannels * quarter.get(1) * quarter.get(2);
        long head = flat * hidden + (long) hidden * classes;
        long places = half.get(1) * half.get(2);
        long multiplications = places * first + quarter.get(1) * quarter.get(2) * second + head;
        long biases = (long) firstChannels + secondChannels + hidden + classes;
        return new Cost(
                multiplications, 2 * places * firstChannels + 2 * flat + 2L * hidden, first + second + head + biases);
    }

    private Shape window(Shape image) {
        return new Shape(image.get(1) == 1 ? 1 : window, window);
    }

    /** What stride 2 leaves of an image: half its sides, rounded up. */
    private static Shape halved(Shape image) {
        return new Shape(image.get(0), (image.get(1) + 1) / 2, (image.get(2) + 1) / 2);
    }

    private static Shape image(long[] inputShape) {
        Shape image = inputShape.length == 1 ? new Shape(1, 1, inputShape[0]) : new Shape(inputShape);
        if (image.dimension() != 3 || image.size() < 1) {
            throw new IllegalArgumentException(
                    "Cnn takes signals (n) or images (channels, height, width), got " + image);
        }
        return image;
    }

    private final class Layers extends ReplicaBlock {

        private final ReplicaConvolution first;
        private final ReplicaConvolution second;
        private final ReplicaLinear wide;
        private final ReplicaLinear logits;
        private final int replicas;
        private final Shape image;
        private final long flat;

        Layers(int replicas, Shape image, int classes) {
            this.replicas = replicas;
            this.image = image;
            Shape quarter = halved(halved(image));
            flat = secondChannels * quarter.get(1) * quarter.get(2);
            Shape area = window(image);
            first = addChildBlock("convolution", new ReplicaConvolution(replicas, image.get(0), firstChannels, area));
            second =
                    addChildBlock("convolution", new ReplicaConvolution(replicas, firstChannels, secondChannels, area));
            wide = addChildBlock("linear", new ReplicaLinear(replicas, flat, hidden));
            logits = addChildBlock("linear", new ReplicaLinear(replicas, hidden, classes));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow();
            long batch = x.getShape().get(1);
            NDArray images = x.reshape(replicas, batch, image.size())
                    .transpose(1, 0, 2)
                    .reshape(batch, replicas * image.get(0), image.get(1), image.get(2)); // (B, R·C, H, W)
            NDList h = Activation.relu(first.forward(store, new NDList(images), training)); // (B, R·c₁, H/2, W/2)
            h = Activation.relu(second.forward(store, h, training)); // (B, R·c₂, H/4, W/4)
            NDArray features =
                    h.singletonOrThrow().reshape(batch, replicas, flat).transpose(1, 0, 2); // (R, B, flat)
            h = Activation.relu(wide.forward(store, new NDList(features), training));
            NDArray neurons = h.singletonOrThrow();
            return logits.forward(store, h, training).addAll(new NDList(neurons)); // (R, B, K)
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            Shape x = inputShapes[0];
            return logits.getOutputShapes(new Shape[] {new Shape(x.get(0), x.get(1), hidden)});
        }

        @Override
        protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
            for (ReplicaBlock layer : new ReplicaBlock[] {first, second, wide, logits}) {
                layer.initialize(manager, dataType, inputShapes);
            }
        }
    }
}
