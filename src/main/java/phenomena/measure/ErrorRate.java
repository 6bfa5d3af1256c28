package phenomena.measure;

import java.util.function.IntPredicate;
import phenomena.dataset.Examples;

/**
 * {@code error}: the fraction of labels that are not at the largest of their logits, in [0, 1], on train and test.
 *
 * <p>Where training labels are corrupted it also reads, on train, {@code error clean} and {@code error corrupted} (against
 * the labels trained on) and {@code recovered}: the fraction of corrupted labels predicted as they were originally.
 */
public record ErrorRate() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            for (Part part : Part.values()) {
                Examples examples = observation.examples(replica, part);
                double error = of(observation.predictions(replica, part), examples);
                readings.put(replica, observation.step(), part.label(), "error", error);
            }
            if (observation.examples(replica, Part.TRAIN).labelNoise() > 0) {
                byCorruption(observation, replica, readings);
            }
        }
    }

    private static void byCorruption(Observation observation, int replica, Readings readings) {
        Examples train = observation.examples(replica, Part.TRAIN);
        int[] predicted = observation.predictions(replica, Part.TRAIN);
        long step = observation.step();
        double clean = fraction(train, i -> !train.isCorrupted(i), i -> predicted[i] != train.labels()[i]);
        double corrupted = fraction(train, train::isCorrupted, i -> predicted[i] != train.labels()[i]);
        double recovered = fraction(train, train::isCorrupted, i -> predicted[i] == train.originalLabels()[i]);
        readings.put(replica, step, "train", "error clean", clean);
        readings.put(replica, step, "train", "error corrupted", corrupted);
        readings.put(replica, step, "train", "recovered", recovered);
    }

    /**
     * The error rate of predictions against the examples' labels, in [0, 1].
     *
     * @param predictions as {@link Observation#predictions} gives them
     */
    public static double of(int[] predictions, Examples examples) {
        return fraction(examples, i -> true, i -> predictions[i] != examples.labels()[i]);
    }

    /** Among the labels that {@code among} picks, the fraction for which {@code holds}; NaN if it picks none. */
    private static double fraction(Examples examples, IntPredicate among, IntPredicate holds) {
        int picked = 0;
        int held = 0;
        for (int i = 0; i < examples.labels().length; i++) {
            if (among.test(i)) {
                picked++;
                held += holds.test(i) ? 1 : 0;
            }
        }
        return picked == 0 ? Double.NaN : (double) held / picked;
    }
}
