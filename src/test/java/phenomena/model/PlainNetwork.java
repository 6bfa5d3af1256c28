package phenomena.model;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** Forward passes of one replica on one example, in double precision and plain loops: what the engine is held against. */
final class PlainNetwork {

    private final double[] row;
    private final List<Network.Entry> entries;

    /**
     * @param row one replica's parameters
     * @param entries where they stand, in the order of the layers
     */
    PlainNetwork(double[] row, List<Network.Entry> entries) {
        this.row = row;
        this.entries = entries;
    }

    /** Weights (in, out), each with a bias after it or not. */
    double[] mlp(double[] input, Nonlinearity nonlinearity) {
        return mlp(input, nonlinearity, entries.size());
    }

    /** ReLU units, weights (out, in), each with a bias after it. */
    double[] columns(double[] input) {
        return mlp(input, Nonlinearity.RELU, 0);
    }

    /** @param outFirst the first entry from which weights are (out, in) and no longer (in, out) */
    private double[] mlp(double[] input, Nonlinearity nonlinearity, int outFirst) {
        double[] h = input;
        for (int e = 0; e < entries.size(); e++) {
            if (e > 0) {
                apply(nonlinearity, h);
            }
            boolean turned = e >= outFirst;
            boolean biased = e + 1 < entries.size() && entries.get(e + 1).name().endsWith("bias");
            h = affine(entries.get(e), turned, biased ? entries.get(++e) : null, h);
        }
        return h;
    }

    /** An MLP on one-hot vectors of tokens, side by side. */
    double[] tokenMlp(double[] tokens, int classes, Nonlinearity nonlinearity) {
        double[] input = new double[tokens.length * classes];
        for (int i = 0; i < tokens.length; i++) {
            input[i * classes + (int) tokens[i]] = 1;
        }
        return mlp(input, nonlinearity);
    }

    /**
     * An MLP on the one-hot vector of a task, {@code input[0]}, and numbers beside it, whose weights stand below the task's.
     *
     * @param turned whether the last weight is (out, in)
     */
    double[] taskMlp(double[] input, int tasks, boolean turned) {
        double[] whole = new double[tasks + input.length - 1];
        whole[(int) input[0]] = 1;
        System.arraycopy(input, 1, whole, tasks, input.length - 1);
        long width = entries.get(0).shape().get(1);
        List<Network.Entry> merged = new ArrayList<>(entries.subList(1, entries.size()));
        merged.set(0, new Network.Entry("both", new Shape(whole.length, width), 0, whole.length * (int) width));
        int last = merged.size() - 2; // before its bias
        return new PlainNetwork(row, merged).mlp(whole, Nonlinearity.RELU, turned ? last : merged.size());
    }

    /** {@code input} is (channels, height, width). */
    double[] cnn(double[] input, int height, int width) {
        double[] h = convolution(0, input, height, width);
        apply(Nonlinearity.RELU, h);
        h = convolution(1, h, (height + 1) / 2, (width + 1) / 2);
        apply(Nonlinearity.RELU, h);
        return new PlainNetwork(row, entries.subList(4, entries.size())).mlp(h, Nonlinearity.RELU);
    }

    /** The weight is (in, out) or, turned, (out, in); without a bias the map is linear. */
    private double[] affine(Network.Entry weight, boolean turned, Network.Entry bias, double[] x) {
        double[] y = new double[weight.length() / x.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = bias == null ? 0 : row[bias.offset() + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += row[weight.offset() + (turned ? i * x.length + j : j * y.length + i)] * x[j];
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

    private static void apply(Nonlinearity nonlinearity, double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = nonlinearity == Nonlinearity.RELU ? Math.max(0, x[i]) : x[i] * x[i];
        }
    }
}
