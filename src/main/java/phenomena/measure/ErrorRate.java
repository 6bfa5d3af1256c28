package phenomena.measure;

import java.util.function.IntPredicate;
import phenomena.dataset.Examples;

/**
 * {@code error}: the fraction of examples whose largest logit is not their label, in [0, 1], on train and test.
 *
 * <p>Where training labels are corrupted it also reads, on train, {@code error clean} and {@code error corrupted} (against
 * the labels trained on) and {@code recovered}: the fraction of corrupted examples predicted as their original label.
 */
public record ErrorRate() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            for (Part part : Part.values()) {
                Examples examples = observation.examples(replica, part);
                double error = of(observation.logits(replica, part), examples);
                readings.put(replica, observation.step(), part.label(), "error", error);
            }
            if (observation.examples(replica, Part.TRAIN).labelNoise() > 0) {
                byCorruption(observation, replica, readings);
            }
        }
    }

    private static void byCorruption(Observation observation, int replica, Readings readings) {
        Examples train = observation.examples(replica, Part.TRAIN);
        float[] logits = observation.logits(replica, Part.TRAIN);
        long step = observation.step();
        double clean = fraction(train, i -> !train.isCorrupted(i), i -> wrong(logits, train, i));
        double corrupted = fraction(train, train::isCorrupted, i -> wrong(logits, train, i));
        double recovered = fraction(
                train,
                train::isCorrupted,
                i -> Predictions.predicted(logits, i, train.classes()) == train.originalLabels()[i]);
        readings.put(replica, step, "train", "error clean", clean);
        readings.put(replica, step, "train", "error corrupted", corrupted);
        readings.put(replica, step, "train", "recovered", recovered);
    }

    /**
     * The error rate of logits {@code n × K} against the examples' labels, in [0, 1].
     *
     * @param logits row after row
     */
    public static double of(float[] logits, Examples examples) {
        return fraction(examples, i -> true, i -> wrong(logits, examples, i));
    }

    private static boolean wrong(float[] logits, Examples examples, int i) {
        return Predictions.predicted(logits, i, examples.classes()) != examples.labels()[i];
    }

    /** Among the examples that {@code among} picks, the fraction for which {@code holds}; NaN if it picks none. */
    private static double fraction(Examples examples, IntPredicate among, IntPredicate holds) {
        int picked = 0;
        int held = 0;
        for (int i = 0; i < examples.size(); i++) {
            if (among.test(i)) {
                picked++;
                held += holds.test(i) ? 1 : 0;
            }
        }
        return picked == 0 ? Double.NaN : (double) held / picked;
    }
}
