package phenomena.baseline;

import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import phenomena.dataset.Seeds;

/**
 * The isotropic linear model {@code y = x · β + ε}, x standard normal in D dimensions and ε normal of variance σ², with the
 * signal spread evenly: every coefficient is {@code ±√(signal/D)}. Fitted with {@link LinearRegression} on the first p inputs
 * it is the weak-features model of Belkin, Hsu and Xu (2020, arXiv:1903.07571, section 2), whose p inputs are drawn at
 * random: here any p of them carry p/D of the signal exactly. On all D it is the isotropic model of Hastie et al. (2019,
 * arXiv:1903.08560, section 3).
 *
 * <p>The judge knows β, so its numbers have no error of a test set: {@code risk} is {@code ‖β̂ − β‖²} (and the square of a
 * fitted intercept), {@code loss} is risk + σ². It judges what {@link LinearRegression} fitted alone.
 *
 * @param examples n, at least 1
 * @param features D, at least 1
 * @param signal {@code ‖β‖²}, at least 0
 * @param noise σ², a variance, at least 0
 */
public record WeakFeatures(int examples, int features, double signal, double noise) implements Regression {

    /** @throws IllegalArgumentException if a value is outside its range */
    public WeakFeatures {
        Check.atLeast("examples", examples, 1);
        Check.atLeast("features", features, 1);
        if ((long) examples * features > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("examples × features must be at most " + Integer.MAX_VALUE
                    + ", what an array holds, got " + examples + " × " + features);
        }
        Check.notNegative("signal", signal);
        Check.notNegative("noise", noise);
    }

    @Override
    public Drawn draw(long seed) {
        UniformRandomProvider signs = Seeds.stream(seed, "weak-features-coefficients");
        double[] coefficients = new double[features];
        for (int j = 0; j < features; j++) {
            coefficients[j] = (signs.nextBoolean() ? 1 : -1) * Math.sqrt(signal / features);
        }
        var input = ZigguratSampler.NormalizedGaussian.of(Seeds.stream(seed, "weak-features-inputs"));
        var error = ZigguratSampler.NormalizedGaussian.of(Seeds.stream(seed, "weak-features-noise"));
        double[] inputs = new double[examples * features];
        double[] targets = new double[examples];
        for (int i = 0; i < examples; i++) {
            for (int j = 0; j < features; j++) {
                double value = input.sample();
                inputs[i * features + j] = value;
                targets[i] += value * coefficients[j];
            }
            targets[i] += Math.sqrt(noise) * error.sample();
        }
        return new Drawn(new Points(inputs, features, targets, 1), coefficients, noise);
    }

    /**
     * One draw of the model.
     *
     * @param train the n points
     * @param coefficients β, D numbers
     * @param noise σ²
     */
    public record Drawn(Points train, double[] coefficients, double noise) implements Trial {

        /**
         * The expected squared error on a fresh input, without the target's noise.
         *
         * @throws IllegalArgumentException if {@code fitted} is not a {@link LinearFit} of D inputs and one output
         */
        public double risk(Predictor fitted) {
            if (!(fitted instanceof LinearFit linear) || linear.coefficients().length != coefficients.length) {
                throw new IllegalArgumentException("the exact risk must be that of a linear function of "
                        + coefficients.length + " inputs, got "
                        + fitted.getClass().getSimpleName()
                        + "; fit LinearRegression, or measure the error on points drawn under another seed");
            }
            double risk = linear.intercept()[0] * linear.intercept()[0];
            for (int j = 0; j < coefficients.length; j++) {
                double miss = linear.coefficients()[j] - coefficients[j];
                risk += miss * miss;
            }
            return risk;
        }

        @Override
        public Map<String, Double> test(Predictor fitted) {
            double risk = risk(fitted);
            return Map.of("loss", risk + noise, "risk", risk);
        }
    }
}
