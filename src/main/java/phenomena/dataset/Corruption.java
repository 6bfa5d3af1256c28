package phenomena.dataset;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * Destroys some of what relates images to labels (Zhang et al. 2017, arXiv:1611.03530, section 2.1). Those of the labels
 * touch the training examples alone, so that the test error is against the truth; those of the pixels touch training and
 * test inputs alike and leave the labels. A corruption is open like a {@link Task}: a record of plain values.
 */
public interface Corruption {

    /**
     * The corrupted data; the given arrays are left as they are.
     *
     * @param seed any value; the same seed gives the same corruption on every machine and JDK
     */
    Split apply(Split split, long seed);

    /**
     * Exactly {@code round(fraction · n)} of the n training labels become a different class, drawn uniformly from the other K − 1:
     * the realised {@link Examples#labelNoise()} is the fraction asked for, up to rounding. With one seed a larger
     * fraction keeps the errors of a smaller one and adds to them.
     *
     * <p>Differs from the paper, whose "partially corrupted labels" are redrawn from all K classes, so that a share 1/K of
     * them stays right.
     *
     * <p>Where each token of a sequence has a label, n counts them all; the sequences, and so the tokens that the labels
     * name, stay as they were.
     *
     * @param fraction in [0, 1]
     */
    record LabelNoise(double fraction) implements Corruption {

        /** @throws IllegalArgumentException if {@code fraction} is not in [0, 1] */
        public LabelNoise {
            if (!(fraction >= 0 && fraction <= 1)) {
                throw new IllegalArgumentException("labelNoise must be in [0, 1], got " + fraction);
            }
        }

        @Override
        public Split apply(Split split, long seed) {
            Examples train = split.train();
            int[] labels = train.labels().clone();
            UniformRandomProvider random = Seeds.stream(seed, "label-noise");
            int[] order = permutation(labels.length, random);
            long wrong = Math.round(fraction * labels.length);
            for (int i = 0; i < wrong; i++) {
                int shift = 1 + random.nextInt(train.classes() - 1);
                labels[order[i]] = (labels[order[i]] + shift) % train.classes();
            }
            return new Split(train.withLabels(labels), split.test());
        }
    }

    /**
     * Every training label is redrawn uniformly from all K classes, whatever the image shows: the "random labels" of the
     * paper. About 1/K of them stay right by chance, so the realised label noise is about (K − 1)/K and the labels carry
     * no information; with {@code LabelNoise(1)} none stays right, and the labels tell what the image is not.
     */
    record RandomLabels() implements Corruption {

        @Override
        public Split apply(Split split, long seed) {
            Examples train = split.train();
            UniformRandomProvider random = Seeds.stream(seed, "random-labels");
            int[] labels =
                    random.ints(train.labels().length, 0, train.classes()).toArray();
            return new Split(train.withLabels(labels), split.test());
        }
    }

    /**
     * One permutation of the pixels, drawn by the seed, for every training and test image; the channels of a pixel move
     * together.
     */
    record ShuffledPixels() implements Corruption {

        @Override
        public Split apply(Split split, long seed) {
            requireOneLabel(split, "ShuffledPixels");
            int[] order = permutation(positions(split.train()), Seeds.stream(seed, "shuffled-pixels"));
            return new Split(shuffled(split.train(), order), shuffled(split.test(), order));
        }

        private static Examples shuffled(Examples examples, int[] order) {
            float[] inputs = new float[examples.inputs().length];
            for (int i = 0; i < examples.size(); i++) {
                permute(examples, i, order, inputs);
            }
            return examples.withInputs(inputs);
        }
    }

    /**
     * A permutation of the pixels of its own for every image, test images included; the channels of a pixel move together.
     */
    record RandomPixels() implements Corruption {

        @Override
        public Split apply(Split split, long seed) {
            requireOneLabel(split, "RandomPixels");
            return new Split(
                    shuffled(split.train(), Seeds.stream(seed, "random-pixels-train")),
                    shuffled(split.test(), Seeds.stream(seed, "random-pixels-test")));
        }

        private static Examples shuffled(Examples examples, UniformRandomProvider random) {
            float[] inputs = new float[examples.inputs().length];
            int[] order = permutation(positions(examples), random);
            for (int i = 0; i < examples.size(); i++) {
                ArraySampler.shuffle(random, order);
                permute(examples, i, order, inputs);
            }
            return examples.withInputs(inputs);
        }
    }

    /**
     * Independent Gaussian noise in the place of every image, with the mean and the variance of all values of the
     * training images; test images are further draws from the same distribution.
     */
    record GaussianPixels() implements Corruption {

        @Override
        public Split apply(Split split, long seed) {
            requireOneLabel(split, "GaussianPixels");
            float[] inputs = split.train().inputs();
            double sum = 0;
            for (float input : inputs) {
                sum += input;
            }
            double mean = sum / inputs.length;
            double squares = 0;
            for (float input : inputs) {
                squares += (input - mean) * (input - mean);
            }
            double deviation = Math.sqrt(squares / inputs.length);
            return new Split(
                    noise(split.train(), mean, deviation, Seeds.stream(seed, "gaussian-pixels-train")),
                    noise(split.test(), mean, deviation, Seeds.stream(seed, "gaussian-pixels-test")));
        }

        private static Examples noise(Examples examples, double mean, double deviation, UniformRandomProvider random) {
            var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
            float[] inputs = new float[examples.inputs().length];
            for (int i = 0; i < inputs.length; i++) {
                inputs[i] = (float) (mean + deviation * gaussian.sample());
            }
            return examples.withInputs(inputs);
        }
    }

    private static int[] permutation(int n, UniformRandomProvider random) {
        return ArraySampler.shuffle(random, IntStream.range(0, n).toArray());
    }

    /** How many pixels an input has: height × width where it has channels, which move together; else its features. */
    /** Labels of tokens name the tokens beside them: moved apart, some would name what the network has been shown. */
    private static void requireOneLabel(Split split, String corruption) {
        if (split.train().labelsPerExample() > 1) {
            throw new IllegalArgumentException(
                    corruption + " must be given inputs with one label each, got sequences of "
                            + split.train().labelsPerExample() + " labels; take LabelNoise or RandomLabels for these");
        }
    }

    private static int positions(Examples examples) {
        long channels = examples.inputShape().length > 1 ? examples.inputShape()[0] : 1;
        return (int) (examples.features() / channels);
    }

    /** Writes example {@code i} into {@code inputs}, pixel {@code order[j]} at place j of each channel. */
    private static void permute(Examples examples, int i, int[] order, float[] inputs) {
        float[] from = examples.inputs();
        int end = (i + 1) * examples.features();
        for (int start = i * examples.features(); start < end; start += order.length) {
            for (int j = 0; j < order.length; j++) {
                inputs[start + j] = from[start + order[j]];
            }
        }
    }
}
