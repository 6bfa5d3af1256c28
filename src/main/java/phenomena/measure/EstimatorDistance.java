package phenomena.measure;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import phenomena.dataset.Examples;
import phenomena.theory.InContext;

/**
 * How far what a network says is from what each in-context estimator says, on the test sequences: {@code distance to uniform},
 * {@code distance to unigram}, {@code distance to bigram} and so on up to an order, the mean over sequences and tokens of {@code
 * KL(estimator ‖ network)} in nats, at least 0 and 0 where they say the same (after the distances to such strategies of Edelman et al.
 * 2024, arXiv:2402.11004, figure 1). The network says the softmax of its logits, the estimators what {@link InContext} does: order m
 * counts what followed the last m tokens.
 *
 * <p>At a replica's last measurement also {@code loss of uniform}, {@code loss of unigram} … on the same sequences: the lines to draw
 * beside its loss. And {@code excess over uniform} …, by how much the network's loss is above that, with {@code error of excess over
 * uniform} …, its standard error, over sequences on each of which the two are compared: no network is below an optimal estimator by
 * more than chance. NaN for a single sequence.
 *
 * @param order the highest order m, at least 0; 1 is the bigram
 * @param concentration α of the estimators' Dirichlet prior, above 0; 1 is the flat one
 */
public record EstimatorDistance(int order, double concentration) implements Probe {

    private static final String[] NAMES = {"unigram", "bigram", "trigram"};

    /** @throws IllegalArgumentException if a number is outside its range */
    public EstimatorDistance {
        new InContext(2, order, concentration);
    }

    /** @throws IllegalArgumentException if the test examples are no sequences, or there are too many tokens for the order */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            Examples test = observation.examples(replica, Part.TEST);
            TokenLosses.requireSequences(test);
            double[] logits = observation.logits(replica, Part.TEST);
            for (int m = -1; m <= order; m++) {
                double[] estimated = estimated(test, m);
                read(observation, readings, replica, "distance to " + name(m), distance(estimated, logits, test));
                if (observation.last(replica)) {
                    compare(observation, readings, replica, m, logits, estimated);
                }
            }
        }
    }

    private static void read(Observation observation, Readings readings, int replica, String quantity, double value) {
        readings.put(replica, observation.step(), Part.TEST.label(), quantity, value);
    }

    /** What an order is called; −1 is no order at all. */
    private static String name(int order) {
        if (order < 0) {
            return "uniform";
        }
        return order < NAMES.length ? NAMES[order] : (order + 1) + "-gram";
    }

    /** The estimator's probabilities, {@code (n · L) × K}. */
    private double[] estimated(Examples test, int order) {
        int length = test.features();
        int classes = test.classes();
        double[] all = new double[test.labels().length * classes];
        if (order < 0) {
            Arrays.fill(all, 1.0 / classes);
            return all;
        }
        InContext estimator = new InContext(classes, order, concentration);
        int[] tokens = new int[length];
        for (int from = 0; from < test.labels().length; from += length) {
            for (int t = 0; t < length; t++) {
                tokens[t] = (int) test.inputs()[from + t];
            }
            System.arraycopy(estimator.predictions(tokens), 0, all, from * classes, length * classes);
        }
        return all;
    }

    private static double distance(double[] estimated, double[] logits, Examples test) {
        int classes = test.classes();
        double sum = 0;
        for (int row = 0; row < logits.length; row += classes) {
            double most = Arrays.stream(logits, row, row + classes).max().orElseThrow();
            double total = 0;
            for (int k = row; k < row + classes; k++) {
                total += Math.exp(logits[k] - most);
            }
            double normaliser = most + Math.log(total);
            for (int k = row; k < row + classes; k++) {
                sum += estimated[k] * (Math.log(estimated[k]) - logits[k] + normaliser);
            }
        }
        return sum / test.labels().length;
    }

    private static void compare(
            Observation observation, Readings readings, int replica, int order, double[] logits, double[] estimated) {
        Examples test = observation.examples(replica, Part.TEST);
        int classes = test.classes();
        int[] labels = test.labels();
        double[] bySequence = means(test, i -> -Math.log(estimated[i * classes + labels[i]]));
        double[] own = means(test, i -> observation.objective().loss(logits, i * classes, classes, labels[i]));
        StreamingStatistics excess = new StreamingStatistics();
        for (int n = 0; n < own.length; n++) {
            excess.addValue(own[n] - bySequence[n]);
        }
        String name = name(order);
        read(observation, readings, replica, "loss of " + name, StatUtils.mean(bySequence));
        read(observation, readings, replica, "excess over " + name, excess.getMean());
        double error = own.length > 1 ? excess.getStandardDeviation() / Math.sqrt(own.length) : Double.NaN;
        read(observation, readings, replica, "error of excess over " + name, error);
    }

    /** The mean loss of each sequence. */
    private static double[] means(Examples test, IntToDoubleFunction lossOfLabel) {
        double[] means = new double[test.size()];
        for (int i = 0; i < test.labels().length; i++) {
            means[i / test.features()] += lossOfLabel.applyAsDouble(i) / test.features();
        }
        return means;
    }
}
