package phenomena.measure;

import phenomena.dataset.Examples;
import phenomena.model.Objective;

/** {@code loss}: what is trained for, as its mean over the labels of the train and of the test examples. */
public record Loss() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            for (Part part : Part.values()) {
                double loss = mean(
                        observation.objective(),
                        observation.logits(replica, part),
                        observation.examples(replica, part));
                readings.put(replica, observation.step(), part.label(), "loss", loss);
            }
        }
    }

    /** The objective's mean over the labels of examples with logits {@code (n · P) × K}, in double precision. */
    static double mean(Objective objective, double[] logits, Examples examples) {
        double sum = 0;
        for (int i = 0; i < examples.labels().length; i++) {
            sum += objective.loss(logits, i * examples.classes(), examples.classes(), examples.labels()[i]);
        }
        return sum / examples.labels().length;
    }
}
