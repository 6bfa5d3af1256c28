package phenomena.measure;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;

/**
 * How far each neuron of the last hidden layer speaks of one frequency, as a function of the pair (a, b) modulo p.
 *
 * <p>{@code neuron share} is the part of a neuron's variance over all p² pairs that its best frequency k explains, with the
 * products of {@code 1, cos w_k a, sin w_k a} and {@code 1, cos w_k b, sin w_k b}, {@code w_k = 2πk/p}; the mean over the
 * neurons that vary. {@code neurons above 0.85} is the fraction of all neurons whose share is larger than that: 433 of 512 in
 * the trained transformer of Nanda et al. 2023 (arXiv:2301.05217, section 4.3).
 *
 * <p>{@code neuron share with squares} and {@code neurons above 0.85 with squares} let k explain {@code cos² w_k a} and its
 * like as well, waves of frequency 2k in one operand: every polynomial of degree 2 in the waves of k. The paper's text speaks
 * of these polynomials, its notebook counts the products alone. A quadratic neuron {@code (cos(w_k a + φ) + cos(w_k b + ψ))²}
 * has 1 with squares and .8 without.
 *
 * <p>{@code neuron ipr} and {@code neuron ipr median} are the mean and the median of {@link Spectrum#participation} over the
 * neurons, with the power that each frequency's products have. All is NaN where no neuron varies.
 */
public record NeuronSpectrum() implements Probe {

    private static final double HIGH = 0.85;

    /**
     * @throws IllegalArgumentException if train and test examples are not together the table of all pairs modulo an odd p
     * @throws IllegalStateException if the architecture does not show its neurons
     */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            long step = observation.step();
            NeuronPower power = NeuronPower.of(observation, replica);
            double[] shares = power.shares(power.products());
            double[] polynomial = power.shares(power.polynomials());
            int neurons = power.variances().length;
            readings.put(replica, step, "", "neuron share", StatUtils.mean(shares));
            readings.put(replica, step, "", "neurons above " + HIGH, high(shares, neurons));
            readings.put(replica, step, "", "neuron share with squares", StatUtils.mean(polynomial));
            readings.put(replica, step, "", "neurons above " + HIGH + " with squares", high(polynomial, neurons));
            double[] participations = Spectrum.participations(power.products());
            readings.put(replica, step, "", "neuron ipr", StatUtils.mean(participations));
            readings.put(replica, step, "", "neuron ipr median", StatUtils.percentile(participations, 50));
        }
    }

    private static double high(double[] shares, int neurons) {
        double sum = Arrays.stream(shares).sum();
        if (shares.length == 0 || Double.isNaN(sum)) {
            return Double.NaN;
        }
        return (double) Arrays.stream(shares).filter(share -> share > HIGH).count() / neurons;
    }
}
