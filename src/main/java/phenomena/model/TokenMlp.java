package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;

/**
 * A multilayer perceptron over L tokens, each a one-hot vector, side by side: {@code L·K → width → … → width → K}.
 *
 * <p>Squares start as in the published code of Doshi et al. 2023 (arXiv:2310.13061), every weight normal with deviation
 * {@code ½ (2 · width)^(−1/3)}, 0.05 at width 500; ReLU units start by the rule of {@link Initial#usual}, the first layer's
 * fan-in being {@code L·K}.
 *
 * @param depth number of hidden layers, at least 1
 * @param width units in each hidden layer, at least 1
 * @param nonlinearity what every hidden unit applies
 * @param biased whether the layers have biases
 * @param initialScale factor on the initial weights and biases, above 0; 1 is the usual scale
 */
public record TokenMlp(int depth, int width, Nonlinearity nonlinearity, boolean biased, double initialScale)
        implements Architecture {

    public TokenMlp {
        Check.atLeastOne("depth", depth);
        Check.atLeastOne("width", width);
        Check.present("nonlinearity", nonlinearity);
        Check.initialScale(initialScale);
    }

    /**
     * One hidden layer of squares without biases: {@code (W x)²}, the net of Gromov 2023 (arXiv:2301.02679, equation 1) and
     * of Doshi et al. 2023, for which {@code width} is 500.
     *
     * <p>Differs from Gromov's equation in that the factor {@code 1 / (L·K·width)} of its mean-field form is part of the
     * initial weights, as in the code of Doshi et al.
     */
    public static TokenMlp quadratic(int width) {
        return new TokenMlp(1, width, Nonlinearity.SQUARE, false, 1);
    }

    @Override
    public TokenMlp withInitialScale(double initialScale) {
        return new TokenMlp(depth, width, nonlinearity, biased, initialScale);
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    /**
     * @throws IllegalArgumentException if an example is not a row of tokens
     */
    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        long inputs = positions(inputShape) * classes;
        var first = new TokenLayer(new Shape(replicas, inputs, width), classes, biased, initial(inputs));
        MlpBlock.LayerMaker maker = (in, out) -> new ReplicaLinear(replicas, in, out, biased, initial(in));
        return new MlpBlock(first, nonlinearity, new MlpBlock.Sizes(depth, width, classes), maker);
    }

    /** As many as the runner likes: batched matrix products cost one replica little more than its arithmetic. */
    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Cost cost(long[] inputShape, int classes) {
        long positions = positions(inputShape);
        long later = (depth - 1L) * width * width + (long) width * classes;
        long biases = biased ? (long) depth * width + classes : 0;
        return new Cost(
                positions * width + later, 2L * depth * width + classes, positions * classes * width + later + biases);
    }

    private static long positions(long[] inputShape) {
        if (inputShape.length != 1 || inputShape[0] < 1) {
            throw new IllegalArgumentException("TokenMlp takes rows of tokens (n), got " + new Shape(inputShape));
        }
        return inputShape[0];
    }

    private Initial initial(long fanIn) {
        return switch (nonlinearity) {
            case SQUARE -> new Initial.Normal(0.5 / Math.cbrt(2.0 * width));
            case RELU -> Initial.usual(Parameter.Type.WEIGHT, fanIn);
        };
    }
}
