package phenomena.model;

import ai.djl.nn.Parameter;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * What a parameter's values are drawn from before training.
 *
 * <p>An architecture's {@code initialScale} multiplies what is drawn at random, and not constants. A parameter that declares
 * nothing starts by the {@link #usual} rule.
 */
public sealed interface Initial {

    /** Independent values, uniform in {@code [−bound, bound)}. */
    record Uniform(double bound) implements Initial {
        public Uniform {
            checkSize("bound", bound);
        }

        @Override
        public void fill(double[] row, int from, int length, double scale, UniformRandomProvider random) {
            for (int i = from; i < from + length; i++) {
                row[i] = scale * bound * (2 * random.nextDouble() - 1);
            }
        }
    }

    /** Independent values, normal with mean 0 and this standard deviation. */
    record Normal(double deviation) implements Initial {
        public Normal {
            checkSize("deviation", deviation);
        }

        @Override
        public void fill(double[] row, int from, int length, double scale, UniformRandomProvider random) {
            var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
            for (int i = from; i < from + length; i++) {
                row[i] = scale * deviation * gaussian.sample();
            }
        }
    }

    /** One value everywhere, whatever the scale. */
    record Constant(double value) implements Initial {
        public Constant {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("value must be finite, got " + value);
            }
        }

        @Override
        public void fill(double[] row, int from, int length, double scale, UniformRandomProvider random) {
            for (int i = from; i < from + length; i++) {
                row[i] = value;
            }
        }
    }

    /**
     * Writes {@code length} initial values into {@code row}, from index {@code from} on.
     *
     * @param scale factor on what is drawn at random
     */
    void fill(double[] row, int from, int length, double scale, UniformRandomProvider random);

    /**
     * The rule by kind of parameter: weights and biases uniform in {@code ±1 / √fanIn} (a bias takes the fan-in of the weight
     * before it), gains 1, shifts 0.
     *
     * <p>The uniform rule is LeCun's (LeCun et al. 1998, section 4.6) in the form that PyTorch's linear and convolution
     * layers use by default, so that published settings carry over.
     *
     * @param fanIn values that reach one unit, above 0
     */
    static Initial usual(Parameter.Type type, double fanIn) {
        return switch (type) {
            case GAMMA -> new Constant(1);
            case BETA -> new Constant(0);
            default -> new Uniform(1 / Math.sqrt(fanIn));
        };
    }

    private static void checkSize(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(name + " must be at least 0 and finite, got " + value);
        }
    }
}
