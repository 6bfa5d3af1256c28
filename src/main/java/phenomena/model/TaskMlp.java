package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * A multilayer perceptron with ReLU units that does T tasks and is told which: {@code T + F → width → … → width → K}.
 *
 * <p>An example is {@code (1 + F)} values: the task, a whole number in {@code [0, T)}, and F numbers. The net reads the task as a
 * one-hot vector: the same function as an {@link Mlp} of the T + F values, from the same distribution of initial weights, without the
 * products with zeros. A layer's weights are {@code (in, out)}, or {@code (out, in)} where it has four outputs or fewer.
 *
 * @param tasks number of tasks T, at least 1
 * @param depth number of hidden layers, at least 1
 * @param width units in each hidden layer, at least 1
 * @param initialScale factor on the initial weights and biases, above 0; 1 is the usual scale
 */
public record TaskMlp(int tasks, int depth, int width, double initialScale) implements Architecture {

    public TaskMlp {
        Check.atLeastOne("tasks", tasks);
        Check.atLeastOne("depth", depth);
        Check.atLeastOne("width", width);
        Check.initialScale(initialScale);
    }

    @Override
    public TaskMlp withInitialScale(double initialScale) {
        return new TaskMlp(tasks, depth, width, initialScale);
    }

    @Override
    public int categories(int place, int classes) {
        return place == 0 ? tasks : 0;
    }

    /** @throws IllegalArgumentException if an example is not a task and at least one number */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        var first = new TaskLayer(replicas, tasks, numbers(inputShape), width);
        MlpBlock.LayerMaker maker = (in, out) -> out <= ReplicaLogits.MOST_OUTPUTS
                ? new ReplicaLogits(replicas, in, out)
                : new ReplicaLinear(replicas, in, out);
        return new MlpBlock(first, Nonlinearity.RELU, new MlpBlock.Sizes(depth, width, classes), maker);
    }

    /** As many as the runner likes: batched matrix products cost one replica little more than its arithmetic. */
    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    /** The task's row counts as one number, as a token's does in {@link TokenMlp}; the published net multiplies T of them. */
    @Override
    public Cost cost(long[] inputShape, int classes) {
        long numbers = numbers(inputShape);
        Cost one = new Mlp(depth, width, initialScale).cost(new long[] {1 + numbers}, classes);
        return new Cost(one.multiplications(), one.activations(), one.parameters() + (tasks - 1L) * width);
    }

    private static long numbers(long[] inputShape) {
        if (inputShape.length != 1 || inputShape[0] < 2) {
            throw new IllegalArgumentException(
                    "TaskMlp takes a task and at least one number (1 + n), got " + new Shape(inputShape));
        }
        return inputShape[0] - 1;
    }
}
