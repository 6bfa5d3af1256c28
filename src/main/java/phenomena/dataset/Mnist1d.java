package phenomena.dataset;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * MNIST-1D (Greydanus &amp; Kobak 2020, arXiv:2011.14439, section 2 and appendix A): ten templates of twelve points, one
 * a digit, that padding, scaling, translation, noise and shear make hard to tell apart. The paper trains on 4,000
 * examples and tests on 1,000.
 *
 * <p>The data are generated: every seed gives other examples from the same distribution, and a larger draw with the
 * same seed begins with the smaller one. Inputs have shape (40) and are standardised by the distribution's mean and
 * standard deviation. Labels cycle 0, 1, …, 9.
 *
 * <p>Differs from the paper in two points. It standardises by the mean and deviation of the 5,000 examples at hand, the
 * test set among them; here they are constants, so nothing leaks and the sizes do not matter. It shuffles 500 examples
 * of each class before it splits; here train and test are balanced each.
 *
 * @param train number of training examples, in [1, 10000000]
 * @param test number of test examples, in [1, 10000000]
 */
public record Mnist1d(int train, int test) implements Sampled {

    /** Values in one example. */
    static final int LENGTH = 40;

    /** Mean and standard deviation of a value before it is standardised, from 2,000,000 generated examples. */
    static final double MEAN = -0.0061;

    static final double DEVIATION = 0.1547;

    private static final int MOST = 10_000_000;
    private static final int CLASSES = 10;
    private static final int SHORTEST_PADDING = 36;
    private static final int LONGEST_PADDING = 60;
    private static final int TEMPLATE_LENGTH = 12;
    private static final int PADDED_LENGTH = TEMPLATE_LENGTH + LONGEST_PADDING;
    private static final int TRANSLATIONS = 48;
    private static final double SCALE = 0.4;
    private static final double CORRELATED_NOISE = 0.25;
    private static final double INDEPENDENT_NOISE = 0.02;
    private static final double SHEAR = 0.75;

    /** Keeps a template's points apart from the zeros of the padding, which noise replaces. */
    private static final double SIGNAL_OFFSET = 1e-8;

    private static final double[][] TEMPLATES = centred(new double[][] {
        {5, 6, 6.5, 6.75, 7, 7, 7, 7, 6.75, 6.5, 6, 5},
        {5, 3, 3, 3.4, 3.8, 4.2, 4.6, 5, 5.4, 5.8, 5, 5},
        {5, 6, 6.5, 6.5, 6, 5.25, 4.75, 4, 3.5, 3.5, 4, 5},
        {5, 6, 6.5, 6.5, 6, 5, 5, 6, 6.5, 6.5, 6, 5},
        {5, 4.4, 3.8, 3.2, 2.6, 2.6, 5, 5, 5, 5, 5, 5},
        {5, 3, 3, 3, 3, 5, 6, 6.5, 6.5, 6, 4.5, 5},
        {5, 4, 3.5, 3.25, 3, 3, 3, 3, 3.25, 3.5, 4, 5},
        {5, 7, 7, 6.6, 6.2, 5.8, 5.4, 5, 4.6, 4.2, 5, 5},
        {5, 4, 3.5, 3.5, 4, 5, 5, 4, 3.5, 3.5, 4, 5},
        {5, 4, 3.5, 3.5, 4, 5, 5, 5, 5, 4.7, 4.3, 5},
    });

    private static final double[] BLUR = gaussianKernel(2, 8);

    /** @throws IllegalArgumentException if a count is outside its range */
    public Mnist1d {
        Counts.require("train", train, MOST, "1.6 GB of inputs");
        Counts.require("test", test, MOST, "1.6 GB of inputs");
    }

    @Override
    public Mnist1d withTrain(int train) {
        return new Mnist1d(train, test);
    }

    @Override
    public Split split(long seed) {
        return new Split(
                generate(train, Seeds.stream(seed, "mnist1d-train")),
                generate(test, Seeds.stream(seed, "mnist1d-test")));
    }

    private static Examples generate(int count, UniformRandomProvider random) {
        // The ziggurat takes no logarithm or sine, whose last bit differs from one JDK to another.
        var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        float[] inputs = new float[count * LENGTH];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = i % CLASSES;
            double[] signal = resampled(transformed(TEMPLATES[labels[i]], random, gaussian), PADDED_LENGTH, LENGTH);
            for (int j = 0; j < LENGTH; j++) {
                inputs[i * LENGTH + j] = (float) ((signal[j] - MEAN) / DEVIATION);
            }
        }
        return new Examples(inputs, new long[] {LENGTH}, labels, labels, CLASSES);
    }

    /** Pads, dilates, scales, translates, adds noise and shears, in the paper's order. */
    private static double[] transformed(
            double[] template, UniformRandomProvider random, ZigguratSampler.NormalizedGaussian gaussian) {
        int padding = random.nextInt(SHORTEST_PADDING, LONGEST_PADDING + 1);
        double[] dilated = resampled(template, TEMPLATE_LENGTH + padding, PADDED_LENGTH);
        double scale = 1 + SCALE * (random.nextDouble() - 0.5);
        int translation = random.nextInt(TRANSLATIONS);
        double[] white = new double[PADDED_LENGTH];
        for (int i = 0; i < PADDED_LENGTH; i++) {
            white[i] = CORRELATED_NOISE * gaussian.sample();
        }
        double[] noise = blurred(white);
        double[] signal = new double[PADDED_LENGTH];
        for (int i = 0; i < PADDED_LENGTH; i++) {
            double value = scale * dilated[Math.floorMod(i - translation, PADDED_LENGTH)];
            signal[i] = (value != 0 ? value : noise[i]) + INDEPENDENT_NOISE * gaussian.sample();
        }
        double slope = SHEAR * (random.nextDouble() - 0.5);
        for (int i = 0; i < PADDED_LENGTH; i++) {
            signal[i] -= slope * ((double) i / (PADDED_LENGTH - 1) - 0.5);
        }
        return signal;
    }

    /** Linear interpolation at {@code to} even places of {@code from} values; values past the array's end are zero. */
    private static double[] resampled(double[] values, int from, int to) {
        double[] result = new double[to];
        for (int i = 0; i < to; i++) {
            double place = (double) i * (from - 1) / (to - 1);
            int left = Math.min((int) place, from - 2);
            double low = left < values.length ? values[left] : 0;
            double high = left + 1 < values.length ? values[left + 1] : 0;
            result[i] = low + (place - left) * (high - low);
        }
        return result;
    }

    /** Convolution with the Gaussian kernel, the signal mirrored at its ends (… b a | a b …). */
    private static double[] blurred(double[] values) {
        int radius = BLUR.length / 2;
        double[] result = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            for (int k = -radius; k <= radius; k++) {
                int j = i + k < 0 ? -1 - i - k : i + k;
                result[i] += BLUR[k + radius] * values[j < values.length ? j : 2 * values.length - 1 - j];
            }
        }
        return result;
    }

    private static double[] gaussianKernel(double sigma, int radius) {
        double[] kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            kernel[k + radius] = StrictMath.exp(-0.5 * k * k / (sigma * sigma));
            sum += kernel[k + radius];
        }
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] /= sum;
        }
        return kernel;
    }

    /** Each template with deviation 1/6 (of its own points), moved to begin and end at zero. */
    private static double[][] centred(double[][] templates) {
        for (double[] template : templates) {
            double sum = 0;
            double squares = 0;
            for (double value : template) {
                sum += value;
                squares += value * value;
            }
            double mean = sum / template.length;
            double deviation = Math.sqrt(squares / template.length - mean * mean);
            double first = template[0];
            for (int i = 0; i < template.length; i++) {
                template[i] = (template[i] - first) / deviation / 6 + SIGNAL_OFFSET;
            }
        }
        return templates;
    }
}
