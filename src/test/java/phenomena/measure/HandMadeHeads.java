package phenomena.measure;

import java.util.List;
import phenomena.dataset.Examples;
import phenomena.model.Decoder;
import phenomena.model.Intervention;

/** Heads whose patterns a test writes down. */
record HandMadeHeads(Decoder decoder, Pattern pattern) implements Heads {

    /** What a head of layer {@code layer} gives from a query to a key of one sequence. */
    interface Pattern {
        double at(int layer, int head, int[] tokens, int query, int key);
    }

    @Override
    public double[][] logits(List<Examples> examples, Intervention intervention) {
        throw new UnsupportedOperationException("no logits were written down");
    }

    @Override
    public void show(List<Examples> examples, Intervention intervention, List<String> points, Shown shown) {
        for (int replica = 0; replica < examples.size(); replica++) {
            Examples own = examples.get(replica);
            int length = own.features();
            for (int sequence = 0; sequence < own.size(); sequence++) {
                int[] tokens = new int[length];
                for (int t = 0; t < length; t++) {
                    tokens[t] = (int) own.inputs()[sequence * length + t];
                }
                for (int layer = 0; layer < decoder.layers(); layer++) {
                    double[] values = new double[decoder.heads() * length * length];
                    for (int i = 0; i < values.length; i++) {
                        int query = i / length % length;
                        values[i] = pattern.at(layer, i / (length * length), tokens, query, i % length);
                    }
                    shown.at(replica, sequence, patterns().get(layer), values);
                }
            }
        }
    }
}
