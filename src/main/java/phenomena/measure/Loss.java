package phenomena.measure;

import phenomena.dataset.Examples;

/** {@code loss}: the mean cross-entropy in nats over the train and the test examples, at least 0. */
public record Loss() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            for (Part part : Part.values()) {
                double loss = crossEntropy(observation.logits(replica, part), observation.examples(replica, part));
                readings.put(replica, observation.step(), part.label(), "loss", loss);
            }
        }
    }

    /** Mean of {@code log Σ exp z − z_y}, in double precision from float32 logits {@code n × K}. */
    static double crossEntropy(float[] logits, Examples examples) {
        int classes = examples.classes();
        double sum = 0;
        for (int i = 0; i < examples.size(); i++) {
            int row = i * classes;
            double max = logits[row];
            for (int k = 1; k < classes; k++) {
                max = Math.max(max, logits[row + k]);
            }
            double total = 0;
            for (int k = 0; k < classes; k++) {
                total += Math.exp(logits[row + k] - max);
            }
            sum += Math.log(total) + max - logits[row + examples.labels()[i]];
        }
        return sum / examples.size();
    }
}
