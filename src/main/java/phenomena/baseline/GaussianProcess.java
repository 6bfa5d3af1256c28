package phenomena.baseline;

import java.util.Map;

/**
 * Regression by a Gaussian process of mean 0 and covariance {@code s² k(x, x′)}, on targets with independent noise of
 * variance σ² (Rasmussen and Williams 2006, algorithm 2.1). Several outputs are independent processes of one covariance; of
 * one-hot targets the posterior means are votes, not probabilities. {@link LikeliestGaussianProcess} chooses the numbers.
 *
 * @param kernel k, 1 at distance 0
 * @param variance s², more than 0
 * @param noise σ², a variance, at least 0
 */
public record GaussianProcess(Kernel kernel, double variance, double noise) implements Baseline {

    /** @throws IllegalArgumentException if {@code variance} is not more than 0, or {@code noise} is negative */
    public GaussianProcess {
        Check.positive("variance", variance);
        Check.notNegative("noise", noise);
    }

    /** Of variance s² = 1. */
    public GaussianProcess(Kernel kernel, double noise) {
        this(kernel, 1, noise);
    }

    /**
     * Its quantities are {@code rank}, {@code pseudo-inverse} (1 where the covariance of the targets is singular to working
     * precision, so that singular directions were left out; else 0) and {@code condition} of {@code s² K + σ² I},
     * {@code log marginal likelihood} (nats, summed over points and outputs; NaN where that matrix is singular),
     * {@code length scale}, {@code variance} and {@code noise}.
     */
    @Override
    public Posterior fit(Points train, long seed) {
        requireMemory(train);
        double[] covariance = KernelFit.gram(kernel, train);
        for (int i = 0; i < covariance.length; i++) {
            covariance[i] *= variance;
        }
        GramInverse inverse = new GramInverse(covariance, train.size(), noise);
        double[] weights = inverse.solve(train.targets(), train.outputs());
        double fit = Vectors.dot(train.targets(), weights);
        double constants = inverse.logDeterminant() + train.size() * Math.log(2 * Math.PI);
        Map<String, Double> quantities = inverse.quantities();
        quantities.put("log marginal likelihood", -(fit + train.outputs() * constants) / 2);
        quantities.put("length scale", kernel.lengthScale());
        quantities.put("variance", variance);
        quantities.put("noise", noise);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= variance;
        }
        return new Posterior(new KernelFit(kernel, train, weights, quantities), variance, inverse);
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return KernelFit.size(examples, features, outputs);
    }

    /** What is known of the function after the points were seen: its mean predicts. */
    public static final class Posterior implements Predictor {

        private final KernelFit mean;
        private final double variance;
        private final GramInverse inverse;

        private Posterior(KernelFit mean, double variance, GramInverse inverse) {
            this.mean = mean;
            this.variance = variance;
            this.inverse = inverse;
        }

        /** The posterior means. */
        @Override
        public double[] predict(double[] inputs, int features) {
            return mean.predict(inputs, features);
        }

        /**
         * The posterior variance of the function (without the noise of a target) at m inputs; it is the same for all outputs.
         *
         * @param inputs {@code m × features}, row after row
         * @param features numbers in one input
         * @return m variances in [0, s²]
         * @throws IllegalArgumentException if it was fitted to another number of features
         */
        public double[] variances(double[] inputs, int features) {
            Points train = mean.train();
            double[] variances = new double[Check.inputs(inputs, features, train.features())];
            for (int i = 0; i < variances.length; i++) {
                double[] covariance = KernelFit.values(mean.kernel(), inputs, i, i + 1, train);
                double known = variance * variance * inverse.quadratic(covariance);
                variances[i] = Math.max(0, variance - known);
            }
            return variances;
        }

        @Override
        public Map<String, Double> quantities() {
            return mean.quantities();
        }
    }
}
