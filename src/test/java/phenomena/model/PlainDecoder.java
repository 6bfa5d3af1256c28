package phenomena.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Positions;

/** One decoder on one sequence, position by position in double precision and plain loops: what the engine is held against. */
final class PlainDecoder {

    private final Decoder spec;
    private final double[] row;
    private final Map<String, Network.Entry> entries;

    PlainDecoder(Decoder spec, double[] row, List<Network.Entry> entries) {
        this.spec = spec;
        this.row = row;
        this.entries = entries.stream().collect(Collectors.toMap(Network.Entry::name, Function.identity()));
    }

    /** Logits of each position. */
    double[][] logits(int[] tokens) {
        double[][] x = new double[tokens.length][];
        for (int i = 0; i < tokens.length; i++) {
            x[i] = vector("embedding", tokens[i]);
            if (spec.parts().positions() == Positions.LEARNED) {
                x[i] = sum(x[i], vector("positions", i));
            }
        }
        for (int layer = 0; layer < spec.layers(); layer++) {
            x = layer("layer" + layer, x);
        }
        return Arrays.stream(x).map(z -> times(norm("last", z), "unembedding")).toArray(double[][]::new);
    }

    private double[][] layer(String name, double[][] x) {
        double[][] after = new double[x.length][];
        for (int i = 0; i < x.length; i++) {
            double[] mixed = new double[spec.width()];
            for (int head = 0; head < spec.heads(); head++) {
                attend(name, x, i, head, mixed);
            }
            after[i] = sum(x[i], times(mixed, name + "Output"));
            if (spec.parts().mlpFactor() > 0) {
                double[] units = sum(times(norm(name + "Mlp", after[i]), name + "In"), vector(name + "InBias", 0));
                double[] positive =
                        Arrays.stream(units).map(u -> Math.max(0, u)).toArray();
                after[i] = sum(after[i], sum(times(positive, name + "Out"), vector(name + "OutBias", 0)));
            }
        }
        return after;
    }

    /** Writes one head's output for query i into its columns of {@code mixed}. */
    private void attend(String name, double[][] x, int i, int head, double[] mixed) {
        int wide = spec.width() / spec.heads();
        double[] query = turned(part(times(norm(name + "Attention", x[i]), name + "Queries"), head, wide), i);
        double[] shares = new double[i + 1];
        for (int j = 0; j <= i; j++) {
            double[] key = turned(part(times(norm(name + "Attention", x[j]), name + "Keys"), head, wide), j);
            if (spec.parts().positions() == Positions.RELATIVE) {
                key = sum(key, part(vector(name + "Distances", i - j), head, wide));
            }
            double score = 0;
            for (int c = 0; c < wide; c++) {
                score += query[c] * key[c];
            }
            shares[j] = Math.exp(score / Math.sqrt(wide));
        }
        double total = Arrays.stream(shares).sum();
        for (int j = 0; j <= i; j++) {
            double[] value = part(times(norm(name + "Attention", x[j]), name + "Values"), head, wide);
            for (int c = 0; c < wide; c++) {
                mixed[head * wide + c] += shares[j] / total * value[c];
            }
        }
    }

    /** As complex numbers, whose parts stand half a head apart, turned by the position's angles. */
    private double[] turned(double[] head, int position) {
        if (spec.parts().positions() != Positions.ROTARY) {
            return head;
        }
        int half = head.length / 2;
        double[] turned = new double[head.length];
        for (int m = 0; m < half; m++) {
            double angle = position / Math.pow(10_000, 2.0 * m / head.length);
            turned[m] = head[m] * Math.cos(angle) - head[m + half] * Math.sin(angle);
            turned[m + half] = head[m] * Math.sin(angle) + head[m + half] * Math.cos(angle);
        }
        return turned;
    }

    private double[] norm(String name, double[] x) {
        if (spec.parts().norm() == Norm.NONE) {
            return x;
        }
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] gain = vector(name + "Gain", 0);
        double[] shift = vector(name + "Shift", 0);
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5f) * gain[i] + shift[i];
        }
        return y;
    }

    /** Row {@code index} of a table, or a whole vector. */
    private double[] vector(String name, int index) {
        Network.Entry entry = entries.get(name);
        int wide = (int) entry.shape().get(entry.shape().dimension() - 1);
        int from = entry.offset() + index * wide;
        return Arrays.copyOfRange(row, from, from + wide);
    }

    private double[] times(double[] x, String matrix) {
        Network.Entry entry = entries.get(matrix);
        double[] y = new double[(int) entry.shape().get(1)];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < y.length; j++) {
                y[j] += x[i] * row[entry.offset() + i * y.length + j];
            }
        }
        return y;
    }

    private static double[] part(double[] x, int head, int wide) {
        return Arrays.copyOfRange(x, head * wide, (head + 1) * wide);
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
