package phenomena.baseline;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import phenomena.dataset.Seeds;

/**
 * Linear regression on N random waves {@code √(2/N) cos(w_j · x + b_j)}, w_j normal with deviation 1/ℓ in each direction
 * and b_j uniform in [0, 2π) (Rahimi and Recht 2007, "Random features for large-scale kernel machines", algorithm 1). As N
 * grows the products of two inputs' features approach the kernel {@link Kernel.Rbf}, and the fit approaches
 * {@link KernelRidge} with the same penalty. The waves of one seed are nested: those of a smaller N are the first of a larger.
 *
 * @param features N, at least 1; past n and without a penalty the fit is the interpolator of least norm
 * @param lengthScale ℓ, more than 0, in units of the inputs
 * @param penalty λ of {@link LeastSquares}, at least 0
 */
public record RandomFourierFeatures(int features, double lengthScale, double penalty) implements Baseline {

    /** @throws IllegalArgumentException if a value is outside its range */
    public RandomFourierFeatures {
        Check.atLeast("features", features, 1);
        Check.positive("lengthScale", lengthScale);
        Check.notNegative("penalty", penalty);
    }

    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        return MappedFit.of(map(train.features(), seed), penalty, train);
    }

    FeatureMap map(int inputs, long seed) {
        UniformRandomProvider random = Seeds.stream(seed, "random-fourier-features");
        var normal = ZigguratSampler.NormalizedGaussian.of(random);
        double[] weights = new double[inputs * features];
        double[] shifts = new double[features];
        for (int j = 0; j < features; j++) {
            for (int i = 0; i < inputs; i++) {
                weights[i * features + j] = normal.sample() / lengthScale;
            }
            shifts[j] = 2 * Math.PI * random.nextDouble();
        }
        return new RandomFeatures(weights, shifts, Math.sqrt(2.0 / features), Math::cos);
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return MappedFit.size(examples, features, outputs, penalty, this.features);
    }
}
