package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/**
 * A multilayer perceptron with ReLU units: {@code in → width → … → width → K}. A layer's weights are {@code (out, in)}.
 *
 * @param depth number of hidden layers, at least 1
 * @param width units in each hidden layer, at least 1
 * @param initialScale factor on the initial weights and biases, above 0; 1 is the usual scale
 */
public record Mlp(int depth, int width, double initialScale) implements Architecture {

    private static final long MOST_PARAMETERS = 1_000_000_000;

    public Mlp {
        Check.atLeastOne("depth", depth);
        Check.atLeastOne("width", width);
        Check.initialScale(initialScale);
    }

    /**
     * The network of a depth whose parameters are nearest to a number: a family in which depth is bought with width.
     *
     * @param parameters trained scalars asked for, biases and the maps in and out counted; in [1, 10⁹]
     * @param tolerance by how much of {@code parameters} the count may differ, e.g. 0.01; above 0
     * @throws IllegalArgumentException if no width comes as near
     */
    public static Mlp ofSize(int depth, long parameters, long[] inputShape, int classes, double tolerance) {
        Check.atLeastOne("depth", depth);
        if (parameters < 1 || parameters > MOST_PARAMETERS || !(tolerance > 0)) {
            throw new IllegalArgumentException("parameters must be in [1, " + MOST_PARAMETERS
                    + "] and tolerance above 0, got " + parameters + " and " + tolerance);
        }
        // (depth − 1) w² + (in + K + depth) w + K = parameters, solved for w in a form that holds for depth 1 too
        double linear = new Shape(inputShape).size() + (double) classes + depth;
        double missing = Math.max(0, parameters - classes);
        double exact = 2 * missing / (linear + Math.sqrt(linear * linear + 4.0 * (depth - 1) * missing));
        Mlp narrow = new Mlp(depth, (int) Math.max(1, exact), 1);
        Mlp wide = new Mlp(depth, narrow.width + 1, 1);
        Mlp nearest = narrow.distance(parameters, inputShape, classes) <= wide.distance(parameters, inputShape, classes)
                ? narrow
                : wide;
        if (nearest.distance(parameters, inputShape, classes) > tolerance * parameters) {
            throw new IllegalArgumentException("parameters must be within " + tolerance + " of a width's of " + depth
                    + " hidden layers, got " + parameters + "; the nearest is width " + nearest.width + " with "
                    + nearest.parameterCount(inputShape, classes).total());
        }
        return nearest;
    }

    private long distance(long parameters, long[] inputShape, int classes) {
        return Math.abs(parameterCount(inputShape, classes).total() - parameters);
    }

    /** The trained scalars of each part. */
    public ParameterCount parameterCount(long[] inputShape, int classes) {
        long features = new Shape(inputShape).size();
        return new ParameterCount((features + 1) * width, (depth - 1) * (width + 1L) * width, (width + 1L) * classes);
    }

    @Override
    public Mlp withInitialScale(double initialScale) {
        return new Mlp(depth, width, initialScale);
    }

    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        var first = new ReplicaColumns(replicas, new Shape(inputShape).size(), width);
        var sizes = new MlpBlock.Sizes(depth, width, classes);
        return new MlpBlock(first, Nonlinearity.RELU, sizes, (in, out) -> new ReplicaColumns(replicas, in, out));
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
        return new Cost(
                weights,
                2L * depth * width + classes,
                parameterCount(inputShape, classes).total());
    }
}
