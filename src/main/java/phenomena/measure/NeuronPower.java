package phenomena.measure;

import java.util.Arrays;

/**
 * What frequencies explain of neurons that are functions of a pair (a, b) modulo p; sums over the p² pairs.
 *
 * @param products at {@code [k − 1][neuron]} the power in the products of 1, cosine and sine of frequency k in a and in b
 * @param polynomials the same and that of the squares: in all polynomials of degree 2 in those waves
 * @param variances of each neuron the sum of squares about its mean; 0 where it does not vary
 */
record NeuronPower(double[][] products, double[][] polynomials, double[] variances) {

    private static final double ROUNDING = 1e-20; // a variance over its squared mean that is no more than rounding

    /** A residue that a pair has. The products of waves of a and b are waves of their sum and of their difference. */
    private enum Along {
        A,
        B,
        SUM,
        DIFFERENCE;

        int of(int pair, int modulus) {
            int a = pair / modulus;
            int b = pair % modulus;
            return switch (this) {
                case A -> a;
                case B -> b;
                case SUM -> (a + b) % modulus;
                case DIFFERENCE -> (a - b + modulus) % modulus;
            };
        }
    }

    /** One term of a sum over examples. */
    private interface Term {

        double of(double activation, int neuron);
    }

    /**
     * The power of a replica's neurons.
     *
     * @throws IllegalArgumentException if its examples are not the table of all pairs modulo an odd p
     */
    static NeuronPower of(Observation observation, int replica) {
        OperandPairs pairs = OperandPairs.of(observation, replica);
        Fourier fourier = Fourier.over(pairs.modulus());
        double[][][] along = new double[Along.values().length][][];
        for (Along residue : Along.values()) {
            along[residue.ordinal()] = fourier.power(sums(observation, replica, pairs, residue));
        }
        double[][] ofOne = sum(along[Along.A.ordinal()], along[Along.B.ordinal()]);
        double[][] products = sum(ofOne, sum(along[Along.SUM.ordinal()], along[Along.DIFFERENCE.ordinal()]));
        double[][] polynomials = sum(products, doubled(ofOne));
        double[] variances = variances(observation, replica);
        double[] scales = Arrays.stream(variances)
                .map(variance ->
                        variance == 0 ? 0 : 1.0 / pairs.modulus()) // a wave's norm² is p times that over residues
                .toArray();
        return new NeuronPower(scaled(products, scales), scaled(polynomials, scales), variances);
    }

    /** Of each neuron that varies, the largest part of its variance that one frequency has of {@code powers}. */
    double[] shares(double[][] powers) {
        double[] shares = new double[variances.length];
        int varying = 0;
        for (int neuron = 0; neuron < variances.length; neuron++) {
            if (variances[neuron] != 0) {
                double best = 0;
                for (double[] power : powers) {
                    best = Math.max(best, power[neuron]);
                }
                shares[varying++] = best / variances[neuron];
            }
        }
        return Arrays.copyOf(shares, varying);
    }

    /**
     * Each neuron's sums over the pairs that agree in one residue, {@code (p, width)}: all that a wave along it meets, so
     * that p values a neuron are transformed in place of p².
     */
    private static double[] sums(Observation observation, int replica, OperandPairs pairs, Along residue) {
        double[] sums = null;
        for (Part part : Part.values()) {
            double[] activations = observation.activations(replica, part);
            int[] own = pairs.of(part);
            int width = activations.length / own.length;
            sums = sums == null ? new double[pairs.modulus() * width] : sums;
            for (int i = 0; i < own.length; i++) {
                int row = residue.of(own[i], pairs.modulus()) * width;
                for (int neuron = 0; neuron < width; neuron++) {
                    sums[row + neuron] += activations[i * width + neuron];
                }
            }
        }
        return sums;
    }

    private static double[] variances(Observation observation, int replica) {
        int n = observation.examples(replica, Part.TRAIN).size()
                + observation.examples(replica, Part.TEST).size();
        double[] means = totals(observation, replica, (x, neuron) -> x / n);
        double[] variances = totals(observation, replica, (x, neuron) -> (x - means[neuron]) * (x - means[neuron]));
        for (int neuron = 0; neuron < means.length; neuron++) {
            if (variances[neuron] <= ROUNDING * n * means[neuron] * means[neuron]) {
                variances[neuron] = 0;
            }
        }
        return variances;
    }

    private static double[] totals(Observation observation, int replica, Term term) {
        double[] totals = null;
        for (Part part : Part.values()) {
            double[] activations = observation.activations(replica, part);
            int width = activations.length / observation.examples(replica, part).size();
            totals = totals == null ? new double[width] : totals;
            for (int i = 0; i < activations.length; i += width) {
                for (int neuron = 0; neuron < width; neuron++) {
                    totals[neuron] += term.of(activations[i + neuron], neuron);
                }
            }
        }
        return totals;
    }

    /** For each frequency k the power of 2k, where the squares of its waves stand; none where that is k itself again. */
    private static double[][] doubled(double[][] power) {
        int modulus = 2 * power.length + 1;
        double[][] doubled = new double[power.length][];
        for (int k = 1; k <= power.length; k++) {
            int twice = Math.min(2 * k, modulus - 2 * k); // modulo p the waves of 2k and of −2k are the same
            doubled[k - 1] = twice == k ? new double[power[0].length] : power[twice - 1];
        }
        return doubled;
    }

    private static double[][] sum(double[][] first, double[][] second) {
        double[][] sum = new double[first.length][first[0].length];
        for (int k = 0; k < sum.length; k++) {
            for (int neuron = 0; neuron < sum[k].length; neuron++) {
                sum[k][neuron] = first[k][neuron] + second[k][neuron];
            }
        }
        return sum;
    }

    private static double[][] scaled(double[][] power, double[] scales) {
        double[][] scaled = new double[power.length][scales.length];
        for (int k = 0; k < scaled.length; k++) {
            for (int neuron = 0; neuron < scales.length; neuron++) {
                scaled[k][neuron] = scales[neuron] * power[k][neuron];
            }
        }
        return scaled;
    }
}
