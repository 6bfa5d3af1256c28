package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine or linear maps of L one-hot vectors side by side, {@code (R, B, L) → (R, B, out)}, W {@code (R, L·K, out)}: the sum of
 * one row of W for each token.
 */
final class TokenLayer extends ReplicaBlock {

    private final Parameter weight;
    private final Parameter bias; // null where the map is linear
    private final Shape shape;
    private final long classes;

    TokenLayer(Shape shape, long classes, boolean biased, Initial initial) {
        this.shape = shape;
        this.classes = classes;
        weight = addParameter("weight", Parameter.Type.WEIGHT, shape, initial);
        bias = biased
                ? addParameter("bias", Parameter.Type.BIAS, new Shape(shape.get(0), 1, shape.get(2)), initial)
                : null;
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDArray x = inputs.singletonOrThrow();
        NDArray w = store.getValue(weight, x.getDevice(), training);
        Tokens tokens = new Tokens(x, shape.get(1), classes);
        NDArray sum = tokens.pick(0, w);
        for (int position = 1; position < x.getShape().get(2); position++) {
            sum.addi(tokens.pick(position, w)); // in place: the gradient of a gathered row needs no result
        }
        if (bias != null) {
            sum.addi(store.getValue(bias, x.getDevice(), training));
        }
        return new NDList(sum);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), shape.get(2))};
    }
}
