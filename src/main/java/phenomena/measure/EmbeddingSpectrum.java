package phenomena.measure;

import java.util.Arrays;
import java.util.Map;
import org.hipparchus.stat.StatUtils;

/**
 * The Fourier spectrum over the residues modulo p of what a network reads its symbols by (Nanda et al. 2023,
 * arXiv:2301.05217, section 4.1): the rows of a transformer's embedding, or of the first layer that takes one-hot pairs. One
 * such probe a protocol.
 *
 * <p>{@code embedding power k} is the power of frequency k, summed over the columns; {@code embedding top 5} the part of the
 * power that the five strongest frequencies have, as many as the paper's network uses; {@code embedding key frequencies} how
 * many it takes for 90% of the power. {@code embedding ipr} and {@code embedding ipr median} are the mean and the median over
 * the columns of {@link Spectrum#participation}: a column is a neuron where the matrix is a first layer (Doshi et al. 2023,
 * arXiv:2310.13061).
 *
 * <p>p is the number of classes. Rows come in blocks of p, one for each place of the input; the blocks' powers are added. What
 * is left of the rows, fewer than p, belongs to symbols that are no residues, such as "=", and is not read.
 *
 * @param parameter the matrix, by its name in {@link Observation#parameters}
 * @param width the number of its columns: an embedding's dimension, a first layer's neurons
 */
public record EmbeddingSpectrum(String parameter, int width) implements Probe {

    private static final int TOP = 5;
    private static final double KEY_SHARE = 0.9;

    public EmbeddingSpectrum {
        if (parameter == null || parameter.isBlank()) {
            throw new IllegalArgumentException("parameter must be the name of one, got \"" + parameter + "\"");
        }
        if (width < 1) {
            throw new IllegalArgumentException("width must be at least 1, got " + width);
        }
    }

    /** @throws IllegalArgumentException if the task is not of pairs modulo an odd p, or the parameter is not such a matrix */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            double[][] powers = powers(observation, replica);
            Spectrum spectrum = Spectrum.of(powers);
            long step = observation.step();
            for (int k = 1; k <= spectrum.frequencies(); k++) {
                readings.put(replica, step, "", "embedding power " + k, spectrum.power()[k - 1]);
            }
            int keys = spectrum.key(KEY_SHARE).length;
            double[] participations = Spectrum.participations(powers);
            readings.put(replica, step, "", "embedding top " + TOP, spectrum.top(TOP));
            readings.put(replica, step, "", "embedding key frequencies", keys == 0 ? Double.NaN : keys);
            readings.put(replica, step, "", "embedding ipr", StatUtils.mean(participations));
            readings.put(replica, step, "", "embedding ipr median", StatUtils.percentile(participations, 50));
        }
    }

    /** The power of each frequency in each column, as {@link Fourier#power} gives it, of all blocks together. */
    double[][] powers(Observation observation, int replica) {
        int modulus = OperandPairs.requirePairs(observation.examples(replica, Part.TRAIN));
        double[] values = values(observation, replica, modulus);
        Fourier fourier = Fourier.over(modulus);
        int block = modulus * width;
        double[][] powers = new double[fourier.frequencies()][width];
        for (int from = 0; from + block <= values.length; from += block) {
            double[][] own = fourier.power(Arrays.copyOfRange(values, from, from + block));
            for (int k = 0; k < powers.length; k++) {
                for (int column = 0; column < width; column++) {
                    powers[k][column] += own[k][column];
                }
            }
        }
        return powers;
    }

    private double[] values(Observation observation, int replica, int modulus) {
        Map<String, double[]> parameters = observation.parameters(replica);
        double[] values = parameters.get(parameter);
        if (values == null) {
            throw new IllegalArgumentException(
                    "parameter must be one of " + parameters.keySet() + ", got \"" + parameter + "\"");
        }
        if (values.length % width != 0 || values.length / width < modulus) {
            throw new IllegalArgumentException("parameter \"" + parameter + "\" must have at least " + modulus
                    + " rows of width " + width + ", got " + values.length + " values");
        }
        return values;
    }
}
