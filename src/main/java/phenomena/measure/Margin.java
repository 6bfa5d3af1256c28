package phenomena.measure;

import java.util.Arrays;
import phenomena.dataset.Examples;

/**
 * The margin {@code z_y − max_{k ≠ y} z_k} of the labels of the train and the test examples, in units of logits: {@code margin} is its
 * median, {@code margin low} its lower decile (the value at index ⌊n/10⌋ of the sorted margins). Above 0 means fitted.
 */
public record Margin() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            for (Part part : Part.values()) {
                Examples examples = observation.examples(replica, part);
                double[] margins = new double[examples.labels().length];
                for (int i = 0; i < margins.length; i++) {
                    margins[i] = Predictions.margin(
                            observation.logits(replica, part), i, examples.classes(), examples.labels()[i]);
                }
                Arrays.sort(margins);
                double median = (margins[(margins.length - 1) / 2] + margins[margins.length / 2]) / 2;
                readings.put(replica, observation.step(), part.label(), "margin", median);
                readings.put(replica, observation.step(), part.label(), "margin low", margins[margins.length / 10]);
            }
        }
    }
}
