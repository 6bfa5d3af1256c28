package phenomena.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.ArraySampler;

/**
 * Images as the data set's files hold them, to draw examples from.
 *
 * @param pixels {@code n × shape} unsigned bytes
 * @param shape {@code (channels, height, width)}
 * @param labels {@code n} classes, each in {@code [0, CLASSES)}
 */
record Images(byte[] pixels, long[] shape, byte[] labels) {

    /** All the image sets here have ten classes. */
    static final int CLASSES = 10;

    /** @throws DataException if the sizes disagree or a label is outside its range */
    Images {
        long features = shape[0] * shape[1] * shape[2];
        if (pixels.length != labels.length * features) {
            throw new DataException("there must be as many images as labels, got " + pixels.length / (double) features
                    + " and " + labels.length);
        }
        for (byte label : labels) {
            if (label < 0 || label >= CLASSES) {
                throw new DataException("labels must be in [0, " + CLASSES + "), got " + Byte.toUnsignedInt(label));
            }
        }
    }

    int size() {
        return labels.length;
    }

    /** The example {@code chosen[i]} at place i, its pixels standardised: (byte / 255 − mean) / deviation. */
    Examples standardised(int[] chosen, Standardisation channels) {
        float[][] tables = channels.tables();
        int positions = (int) (shape[1] * shape[2]);
        int features = tables.length * positions;
        float[] inputs = new float[Math.multiplyExact(chosen.length, features)];
        int[] chosenLabels = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            chosenLabels[i] = labels[chosen[i]];
            for (int channel = 0; channel < tables.length; channel++) {
                float[] table = tables[channel];
                int from = chosen[i] * features + channel * positions;
                int to = i * features + channel * positions;
                for (int j = 0; j < positions; j++) {
                    inputs[to + j] = table[Byte.toUnsignedInt(pixels[from + j])];
                }
            }
        }
        return new Examples(inputs, shape, chosenLabels, chosenLabels, CLASSES);
    }

    /**
     * Draws {@code count} images without replacement, one of each class in every round until a class runs out: the first
     * m of them are balanced for every m, and a longer draw from the same stream begins with the shorter one.
     */
    int[] balancedDraw(int count, UniformRandomProvider random) {
        int[] shuffled = IntStream.range(0, size()).toArray();
        ArraySampler.shuffle(random, shuffled);
        int[] drawnOfClass = new int[CLASSES];
        int[] round = new int[size()];
        int[] start = new int[size() + 1];
        for (int i = 0; i < shuffled.length; i++) {
            round[i] = drawnOfClass[labels[shuffled[i]]]++;
            start[round[i] + 1]++;
        }
        for (int r = 0; r < size(); r++) {
            start[r + 1] += start[r];
        }
        int[] drawn = new int[size()];
        for (int i = 0; i < shuffled.length; i++) {
            drawn[start[round[i]]++] = shuffled[i];
        }
        return Arrays.copyOf(drawn, count);
    }
}
