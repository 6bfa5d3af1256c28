package phenomena.model;

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

    /** {@code input} is (channels, height, width). */
    double[] cnn(double[] input, int height, int width) {
        double[] h = convolution(0, input, height, width);
        relu(h);
        h = convolution(1, h, (height + 1) / 2, (width + 1) / 2);
        relu(h);
        h = affine(2, h);
        relu(h);
        return affine(3, h);
    }

    /** The weight is (in, out). */
    private double[] affine(int layer, double[] x) {
        Network.Entry weight = entries.get(2 * layer);
        Network.Entry bias = entries.get(2 * layer + 1);
        double[] y = new double[bias.length()];
        for (int i = 0; i < y.length; i++) {
            y[i] = row[bias.offset() + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += (double) row[weight.offset() + j * y.length + i] * x[j];
            }
        }
        return y;
    }

    /** Cross-correlation at every other place, zeros past the edges; the weight is (out, in, windowHeight, windowWidth). */
    private double[] convolution(int layer, double[] x, int height, int width) {
        Network.Entry weight = entries.get(2 * layer);
        Network.Entry bias = entries.get(2 * layer + 1);
        int out = (int) weight.shape().get(0);
        int in = (int) weight.shape().get(1);
        int tall = (int) weight.shape().get(2);
        int wide = (int) weight.shape().get(3);
        int rows = (height + 1) / 2;
        int columns = (width + 1) / 2;
        double[] y = new double[out * rows * columns];
        for (int at = 0; at < y.length; at++) {
            int o = at / (rows * columns);
            int top = 2 * (at / columns % rows) - tall / 2;
            int left = 2 * (at % columns) - wide / 2;
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

    private static void relu(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.max(0, x[i]);
        }
    }
}
