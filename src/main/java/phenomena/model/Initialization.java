package phenomena.model;

import ai.djl.nn.Parameter;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Initial values by kind of parameter: weights and biases uniform in {@code ±scale / √fanIn} (a bias takes the fan-in of
 * the weight before it), gains 1, shifts 0.
 *
 * <p>The uniform rule is LeCun's (LeCun et al. 1998, section 4.6) in the form that PyTorch's linear and convolution
 * layers use by default, so that published settings carry over.
 */
final class Initialization {

    private Initialization() {}

    /** Fills one parameter's place in a row; {@code bound} is {@code scale / √fanIn}. */
    static void fill(
            double[] row, Network.Entry entry, Parameter.Type type, double bound, UniformRandomProvider random) {
        for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
            row[i] = switch (type) {
                case GAMMA -> 1;
                case BETA -> 0;
                default -> bound * (2 * random.nextDouble() - 1);
            };
        }
    }
}
