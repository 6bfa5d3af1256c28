package phenomena.measure;

import java.util.TreeSet;
import phenomena.dataset.Examples;

/**
 * When each training label was fitted for good.
 *
 * <p>A label is fitted since the first measured step from which every measurement until the last finds it at
 * the largest of its logits. Read once, at a replica's last measurement, as curves over the steps: {@code fitted clean} and
 * {@code fitted corrupted} are the fractions of the original and of the corrupted labels that are fitted since
 * that step or earlier, in [0, 1] (after the per-example view of Arpit et al. 2017, section 3).
 */
public record FittedSince() implements Probe {

    private static final String MEMORY = "fitted since";

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            Examples train = observation.examples(replica, Part.TRAIN);
            int[] predicted = observation.predictions(replica, Part.TRAIN);
            int[] since = observation.memory(replica, MEMORY, train.labels().length); // step + 1, or 0 while not fitted
            for (int i = 0; i < since.length; i++) {
                boolean fitted = predicted[i] == train.labels()[i];
                if (!fitted) {
                    since[i] = 0;
                } else if (since[i] == 0) {
                    since[i] = Math.toIntExact(observation.step() + 1);
                }
            }
            if (observation.last(replica)) {
                read(replica, train, since, readings);
            }
        }
    }

    private static void read(int replica, Examples train, int[] since, Readings readings) {
        TreeSet<Integer> steps = new TreeSet<>();
        for (int step : since) {
            if (step > 0) {
                steps.add(step);
            }
        }
        for (int step : steps) {
            readings.put(replica, step - 1, "train", "fitted clean", fraction(train, since, step, false));
            if (train.labelNoise() > 0) {
                readings.put(replica, step - 1, "train", "fitted corrupted", fraction(train, since, step, true));
            }
        }
    }

    private static double fraction(Examples train, int[] since, int step, boolean corrupted) {
        int all = 0;
        int fitted = 0;
        for (int i = 0; i < since.length; i++) {
            if (train.isCorrupted(i) == corrupted) {
                all++;
                fitted += since[i] > 0 && since[i] <= step ? 1 : 0;
            }
        }
        return all == 0 ? Double.NaN : (double) fitted / all;
    }
}
