package phenomena.baseline;

import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import phenomena.dataset.Seeds;

/**
 * Points of a function on [−1, 1]: x uniform, {@code y = f(x) + ε}, ε normal of variance σ². The judge compares with f
 * itself: {@code risk} is the mean of {@code (f̂ − f)²} over the midpoints of 4096 equal parts, {@code loss} is risk + σ².
 * With one seed a larger n keeps the points of a smaller one and adds to them.
 *
 * @param function f, finite on [−1, 1]
 * @param examples n, at least 1
 * @param noise σ², a variance, at least 0
 */
public record NoisyFunction(DoubleUnaryOperator function, int examples, double noise) implements Regression {

    private static final int PARTS = 4096;

    /** @throws IllegalArgumentException if a value is outside its range */
    public NoisyFunction {
        Check.atLeast("examples", examples, 1);
        Check.notNegative("noise", noise);
    }

    @Override
    public Trial draw(long seed) {
        UniformRandomProvider place = Seeds.stream(seed, "noisy-function-inputs");
        var error = ZigguratSampler.NormalizedGaussian.of(Seeds.stream(seed, "noisy-function-noise"));
        double[] inputs = new double[examples];
        double[] targets = new double[examples];
        for (int i = 0; i < examples; i++) {
            inputs[i] = 2 * place.nextDouble() - 1;
            targets[i] = function.applyAsDouble(inputs[i]) + Math.sqrt(noise) * error.sample();
        }
        return new Drawn(new Points(inputs, 1, targets, 1), truth(), noise);
    }

    private Points truth() {
        double[] inputs = new double[PARTS];
        double[] targets = new double[PARTS];
        for (int i = 0; i < PARTS; i++) {
            inputs[i] = (2.0 * i + 1) / PARTS - 1;
            targets[i] = function.applyAsDouble(inputs[i]);
        }
        return new Points(inputs, 1, targets, 1);
    }

    private record Drawn(Points train, Points truth, double noise) implements Trial {

        @Override
        public Map<String, Double> test(Predictor fitted) {
            double risk = Regression.meanSquaredError(fitted, truth);
            return Map.of("loss", risk + noise, "risk", risk);
        }
    }
}
