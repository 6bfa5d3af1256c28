package phenomena.baseline;

import java.util.stream.IntStream;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import phenomena.dataset.Seeds;

/** Points that a test draws. */
final class RandomPoints {

    private RandomPoints() {}

    static Points gaussian(int n, int features, int outputs, long seed) {
        return new Points(normal(n * features, seed), features, normal(n * outputs, seed + 1_000), outputs);
    }

    static double[] normal(int count, long seed) {
        var normal = ZigguratSampler.NormalizedGaussian.of(Seeds.stream(seed, "test"));
        return IntStream.range(0, count).mapToDouble(i -> normal.sample()).toArray();
    }
}
