package phenomena.model;

import java.util.Arrays;
import java.util.List;

/** Forward passes of one replica on one example, in double precision and plain loops: what the engine is held against. */
final class PlainNetwork {

    private final float[] row;
    private final List<Network.Entry> entries;

    /**
     * @param row one replica's parameters
     * @param entries where they stand: weight, bias, weight, bias, … in the order of the layers
     */
    PlainNetwork(float[] row, List<Network.Entry> entries) {
        this.row = row;
        this.entries = entries;
    }

    double[] mlp(double[] input) {
        double[] h = input;
        int layers = entries.size() / 2;
        for (int layer = 0; layer < layers; layer++) {
            h = affine(layer, h);
            if (layer < layers - 1) {
                relu(h);
            }
        }
        return h;
    }

    /** {@code input} is (channels, height, width); {@code row} says that it is a signal, which is pooled along itself. */
    double[] cnn(double[] input, int height, int width, boolean row) {
        double[] h = convolution(0, input, height, width);
        relu(h);
        h = halved(h, height, width, row);
        int halfHeight = row ? 1 : height / 2;
        h = convolution(1, h, halfHeight, width / 2);
        relu(h);
        h = halved(h, halfHeight, width / 2, row);
        h = affine(2, h);
        relu(h);
        return affine(3, h);
    }

    private double[] affine(int layer, double[] x) {
        Network.Entry weight = entries.get(2 * layer);
        Network.Entry bias = entries.get(2 * layer + 1);
        double[] y = new double[bias.length()];
        for (int i = 0; i < y.length; i++) {
            y[i] = row[bias.offset() + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += (double) row[weight.offset() + i * x.length + j] * x[j];
            }
        }
        return y;
    }

    /** Cross-correlation with zeros past the edges; the weight is (out, in, windowHeight, windowWidth). */
    private double[] convolution(int layer, double[] x, int height, int width) {
        Network.Entry weight = entries.get(2 * layer);
        Network.Entry bias = entries.get(2 * layer + 1);
        int out = (int) weight.shape().get(0);
        int in = (int) weight.shape().get(1);
        int tall = (int) weight.shape().get(2);
        int wide = (int) weight.shape().get(3);
        double[] y = new double[out * height * width];
        for (int at = 0; at < y.length; at++) {
            int o = at / (height * width);
            int top = at / width % height - tall / 2;
            int left = at % width - wide / 2;
            y[at] = row[bias.offset() + o];
            for (int k = 0; k < in * tall * wide; k++) {
                int channel = k / (tall * wide);
                int i = top + k / wide % tall;
                int j = left + k % wide;
                if (i >= 0 && i < height && j >= 0 && j < width) {
                    double w = row[weight.offset() + o * in * tall * wide + k];
                    y[at] += w * x[(channel * height + i) * width + j];
                }
            }
        }
        return y;
    }

    private static double[] halved(double[] x, int height, int width, boolean row) {
        int channels = x.length / (height * width);
        int tall = row ? 1 : height / 2;
        int wide = width / 2;
        double[] y = new double[channels * tall * wide];
        Arrays.fill(y, Double.NEGATIVE_INFINITY);
        for (int channel = 0; channel < channels; channel++) {
            for (int i = 0; i < (row ? 1 : 2 * tall); i++) {
                for (int j = 0; j < 2 * wide; j++) {
                    int to = (channel * tall + (row ? 0 : i / 2)) * wide + j / 2;
                    y[to] = Math.max(y[to], x[(channel * height + i) * width + j]);
                }
            }
        }
        return y;
    }

    private static void relu(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }
}
