package phenomena.baseline;

import org.apache.commons.rng.sampling.UnitSphereSampler;
import phenomena.dataset.Seeds;

/**
 * Linear regression on N random rectified units {@code max(0, w_j · x) / √N}, w_j uniform on the unit sphere of the d inputs,
 * without biases: the random-features model of Mei and Montanari (2019, arXiv:1908.05355, section 1), a two-layer network
 * of which only the second layer is fitted. Their inputs lie on the sphere of radius √d and their ridge is
 * {@code (Nλ/d) ‖a‖²}; here the penalty stands for their λ/d. The units of one seed are nested: those of a smaller N are the
 * first of a larger.
 *
 * @param features N, at least 1; past n and without a penalty the fit is the interpolator of least norm
 * @param penalty λ of {@link LeastSquares}, at least 0
 */
public record RandomReluFeatures(int features, double penalty) implements Baseline {

    /** @throws IllegalArgumentException if a value is outside its range */
    public RandomReluFeatures {
        Check.atLeast("features", features, 1);
        Check.notNegative("penalty", penalty);
    }

    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        return MappedFit.of(map(train.features(), seed), penalty, train);
    }

    FeatureMap map(int inputs, long seed) {
        var sphere = UnitSphereSampler.of(Seeds.stream(seed, "random-relu-features"), inputs);
        double[] weights = new double[inputs * features];
        for (int j = 0; j < features; j++) {
            Vectors.putColumn(sphere.sample(), weights, features, j);
        }
        return new RandomFeatures(weights, new double[features], 1 / Math.sqrt(features), z -> Math.max(0, z));
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return MappedFit.size(examples, features, outputs, penalty, this.features);
    }
}
