package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;

/**
 * R affine maps of a one-hot vector beside F numbers, {@code (R, B, 1 + F) → (R, B, out)}: the number of the place that is 1 comes in
 * its stead, so that its row of T is gathered and not multiplied by.
 */
final class TaskLayer extends ReplicaBlock {

    private final int tasks;
    private final Shape biasRow; // (R, 1, out)
    private final Parameter rows;
    private final Parameter weight;
    private final Parameter bias;

    /** Maps that start as one of T + F inputs does. */
    TaskLayer(int replicas, int tasks, long features, long out) {
        this.tasks = tasks;
        biasRow = new Shape(replicas, 1, out);
        Initial initial = Initial.usual(Parameter.Type.WEIGHT, tasks + features);
        rows = addParameter("tasks", Parameter.Type.WEIGHT, new Shape(replicas, tasks, out), initial);
        weight = addParameter("weight", Parameter.Type.WEIGHT, new Shape(replicas, features, out), initial);
        bias = addParameter("bias", Parameter.Type.BIAS, biasRow, initial);
    }

    @Override
    protected NDList forwardInternal(
            ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
        NDList parts = inputs.singletonOrThrow().split(new long[] {1}, 2);
        NDArray numbers = parts.get(1);
        NDArray b = store.getValue(bias, numbers.getDevice(), training);
        NDArray table = store.getValue(rows, numbers.getDevice(), training).add(b); // once a task, not once an example
        NDArray sum = new Tokens(parts.get(0), tasks, 0).pick(0, table); // (R, B, out)
        // In place: the gradient of a gathered row needs no result.
        sum.addi(ReplicaLinear.product(numbers, store.getValue(weight, numbers.getDevice(), training)));
        return new NDList(sum);
    }

    @Override
    public Shape[] getOutputShapes(Shape[] inputShapes) {
        Shape x = inputShapes[0];
        return new Shape[] {new Shape(x.get(0), x.get(1), biasRow.get(2))};
    }
}
