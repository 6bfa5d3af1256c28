package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;

/** R multilayer perceptrons at once: a first layer that knows what an input is, then layers of equal width and the logits. */
final class MlpBlock extends ReplicaBlock {

    private static final int FLAT = 3; // dimensions of (R, B, features)

    private final ReplicaBlock first;
    private final Nonlinearity nonlinearity;
    private final boolean inColumns; // what flows is (R, width, B)
    private final int classes;
    private final List<ReplicaBlock> later = new ArrayList<>();

    /** Numbers of hidden layers, the first one's among them, of units in each, and of classes. */
    record Sizes(int depth, int width, int classes) {}

    /** Makes a layer of R affine or linear maps from {@code in} values to {@code out}. */
    interface LayerMaker {
        ReplicaBlock layer(long in, long out);
    }

    /**
     * @param first maps {@code (R, B, features)} to {@code (R, B, width)}; or columns, {@code (R, features, B)} to
     *     {@code (R, width, B)}, if it {@link ReplicaBlock#takesColumns takes} these
     * @param maker makes the others, which take and give rows, or columns, as the first does
     */
    MlpBlock(ReplicaBlock first, Nonlinearity nonlinearity, Sizes sizes, LayerMaker maker) {
        this.first = addChildBlock("linear", first);
        this.nonlinearity = nonlinearity;
        inColumns = first.takesColumns();
        classes = sizes.classes();
        for (int layer = 1; layer <= sizes.depth(); layer++) {
            int out = layer == sizes.depth() ? sizes.classes() : sizes.width();
            later.add(addChildBlock("linear", maker.layer(sizes.width(), out)));
        }
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        Shape shape = x.getShape();
        NDArray flat = shape.dimension() == FLAT ? x : x.reshape(shape.get(0), shape.get(1), -1);
        NDList sums = first.forward(store, new NDList(turned(flat)), training);
        NDArray hidden = null;
        for (ReplicaBlock layer : later) {
            hidden = nonlinearity.of(sums.singletonOrThrow()); // (R, B, width) or (R, width, B)
            sums = layer.forward(store, new NDList(hidden), training);
        }
        return new NDList(turned(sums.singletonOrThrow()), turned(hidden)); // (R, B, K) and (R, B, width)
    }

    /** Rows as columns, or columns as rows, where the layers want columns. */
    private NDArray turned(NDArray array) {
        return inColumns ? array.transpose(0, 2, 1) : array;
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), classes)};
    }

    @Override
    protected void initializeChildBlocks(NDManager manager, DataType dataType, Shape... inputShapes) {
        first.initialize(manager, dataType, inputShapes);
        for (ReplicaBlock layer : later) {
            layer.initialize(manager, dataType, inputShapes);
        }
    }
}
