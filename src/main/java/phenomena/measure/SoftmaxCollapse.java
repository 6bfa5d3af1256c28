package phenomena.measure;

import phenomena.dataset.Examples;

/**
 * {@code softmax collapse}: the fraction of training labels, in [0, 1], that their softmax in float32 gives exactly 1
 * (Prieto et al. 2025, arXiv:2501.04697, section 3). Their cross-entropy is exactly 0 there, and so is its gradient
 * {@code p_y − 1} at the label's logit: the exponentials of the other logits, each more than {@code ln 2²⁴ ≈ 16.6} below, vanish
 * beside 1 when they are added to it.
 *
 * <p>{@code softmax collapse float64} asks the same of float64, where it takes {@code ln 2⁵³ ≈ 36.7}. In a training in float64 the
 * second is what happens, and the first what float32 would have lost with the same logits. Under another objective both say what
 * cross-entropy would do. NaN where a logit is.
 */
public record SoftmaxCollapse() implements Probe {

    private interface Softmax {

        double ofLabel(double[] logits, int from, int classes, int label);
    }

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            long step = observation.step();
            double single = collapsed(observation, replica, SoftmaxCollapse::inFloat32);
            double twice = collapsed(observation, replica, SoftmaxCollapse::inFloat64);
            readings.put(replica, step, "train", "softmax collapse", single);
            readings.put(replica, step, "train", "softmax collapse float64", twice);
        }
    }

    private static double collapsed(Observation observation, int replica, Softmax softmax) {
        Examples train = observation.examples(replica, Part.TRAIN);
        double[] logits = observation.logits(replica, Part.TRAIN);
        int collapsed = 0;
        for (int i = 0; i < train.labels().length; i++) {
            double p = softmax.ofLabel(logits, i * train.classes(), train.classes(), train.labels()[i]);
            if (Double.isNaN(p)) {
                return Double.NaN;
            }
            collapsed += p == 1 ? 1 : 0;
        }
        return (double) collapsed / train.labels().length;
    }

    /** The label's probability, every result rounded to float32, and the exponentials added in the order of the classes. */
    private static double inFloat32(double[] logits, int from, int classes, int label) {
        float max = Float.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            max = Math.max(max, (float) logits[from + k]);
        }
        float total = 0;
        for (int k = 0; k < classes; k++) {
            total += (float) Math.exp((float) logits[from + k] - max);
        }
        return (float) Math.exp((float) logits[from + label] - max) / total;
    }

    private static double inFloat64(double[] logits, int from, int classes, int label) {
        double max = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            max = Math.max(max, logits[from + k]);
        }
        double total = 0;
        for (int k = 0; k < classes; k++) {
            total += Math.exp(logits[from + k] - max);
        }
        return Math.exp(logits[from + label] - max) / total;
    }
}
