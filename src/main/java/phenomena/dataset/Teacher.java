package phenomena.dataset;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * A random network that labels: {@code inputs → width → … → width → classes} with ReLU units, its label the class of the
 * largest output.
 *
 * <p>Weights are normal with variance 2 / fan-in and hidden biases normal with variance 1/10. Each output is shifted and scaled
 * to mean 0 and deviation 1 over {@value #REFERENCE} reference inputs: without that, one class of a deep random network takes
 * most inputs.
 *
 * @param inputs dimension of the input, in [1, 1000]: the harder to learn, the more there are
 * @param depth hidden layers, in [1, 20]
 * @param width units in each hidden layer, in [1, 1000]
 * @param classes number of classes K, in [2, 1000]
 */
public record Teacher(int inputs, int depth, int width, int classes) {

    private static final int REFERENCE = 4096;
    private static final double BIAS_DEVIATION = Math.sqrt(0.1);

    /** @throws IllegalArgumentException if a value is outside its range */
    public Teacher {
        Counts.require("inputs", inputs, 1_000, "dimensions");
        Counts.require("depth", depth, 20, "hidden layers");
        Counts.require("width", width, 1_000, "units in a layer");
        Counts.require("classes", classes, 2, 1_000, "outputs");
    }

    /** One affine map, {@code out[j] = bias[j] + Σ weights[i][j] in[i]}. */
    private record Layer(double[][] weights, double[] bias) {

        double[] of(double[] in) {
            double[] out = bias.clone();
            for (int i = 0; i < in.length; i++) {
                for (int j = 0; j < out.length && in[i] != 0; j++) {
                    out[j] += in[i] * weights[i][j];
                }
            }
            return out;
        }
    }

    /** A teacher with its weights drawn. */
    static final class Drawn {

        private final List<Layer> layers = new ArrayList<>();
        private final double[] mean;
        private final double[] deviation;

        private Drawn(Teacher teacher, UniformRandomProvider random) {
            var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
            int in = teacher.inputs;
            for (int layer = 0; layer <= teacher.depth; layer++) {
                boolean last = layer == teacher.depth;
                int out = last ? teacher.classes : teacher.width;
                layers.add(new Layer(
                        normal(in, out, Math.sqrt(2.0 / in), gaussian),
                        normal(1, out, last ? 0 : BIAS_DEVIATION, gaussian)[0]));
                in = out;
            }
            mean = new double[teacher.classes];
            deviation = new double[teacher.classes];
            double[][] reference = normal(REFERENCE, teacher.inputs, 1, gaussian);
            for (double[] input : reference) {
                double[] outputs = outputs(input);
                for (int k = 0; k < mean.length; k++) {
                    mean[k] += outputs[k] / REFERENCE;
                    deviation[k] += outputs[k] * outputs[k] / REFERENCE;
                }
            }
            for (int k = 0; k < mean.length; k++) {
                deviation[k] = Math.sqrt(Math.max(0, deviation[k] - mean[k] * mean[k]));
            }
        }

        private static double[][] normal(
                int rows, int columns, double deviation, ZigguratSampler.NormalizedGaussian gaussian) {
            double[][] values = new double[rows][columns];
            for (double[] row : values) {
                for (int j = 0; j < columns; j++) {
                    row[j] = deviation * gaussian.sample();
                }
            }
            return values;
        }

        private double[] outputs(double[] input) {
            double[] x = input;
            for (int layer = 0; layer < layers.size(); layer++) {
                x = layers.get(layer).of(x);
                for (int j = 0; j < x.length && layer < layers.size() - 1; j++) {
                    x[j] = Math.max(0, x[j]);
                }
            }
            return x;
        }

        /** The class of the largest standardised output; the first of equal ones. */
        int label(double[] input) {
            double[] outputs = outputs(input);
            int best = 0;
            for (int k = 0; k < outputs.length; k++) {
                // an output that never varies, of a narrow teacher with dead units, stays at 0
                outputs[k] = deviation[k] == 0 ? 0 : (outputs[k] - mean[k]) / deviation[k];
                best = outputs[k] > outputs[best] ? k : best;
            }
            return best;
        }
    }

    /** The teacher of a seed. */
    Drawn draw(long seed) {
        return new Drawn(this, Seeds.stream(seed, "teacher"));
    }
}
