package phenomena.analysis;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.distribution.continuous.TDistribution;
import phenomena.dataset.Seeds;

/**
 * The bootstrap over seeds (Efron and Tibshirani 1993, §13.3): seeds are drawn with replacement, each with all that was measured
 * under it, so that what the values of a seed have in common is not taken for noise.
 *
 * <p>The plain percentile interval of few seeds is too narrow: of the mean of 5 normal values, at 95%, it holds the true one in
 * about 83% of trials. This is the expanded percentile interval (Hesterberg 2015, "What teachers should know about the bootstrap",
 * arXiv:1411.5279): quantiles {@code Φ(∓ √(n/(n−1)) t₍₁₊c₎⁄₂,ₙ₋₁)} in place of {@code (1 ∓ c)/2}, which makes up for the variance
 * and the tails that n seeds lack. Of fewer than 5 seeds it can be no wider than their range, and remains too narrow.
 *
 * @param confidence of the interval, in (0, 1), e.g. 0.95
 * @param resamples how many times seeds are drawn, at least 100
 * @param seed the same seed gives the same interval
 */
public record Bootstrap(double confidence, int resamples, long seed) {

    /** 95% intervals from 2,000 resamples. */
    public static final Bootstrap HOUSE = new Bootstrap(0.95, 2_000, 0);

    public Bootstrap {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), got " + confidence);
        }
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, got " + resamples);
        }
    }

    /**
     * A statistic of seeds, with its interval; infinite values are ordered like others. One seed has no interval.
     *
     * @param statistic of the seeds at these places, any of them more than once
     */
    Interval of(int seeds, Function<int[], Double> statistic) {
        UniformRandomProvider random = Seeds.stream(seed, "bootstrap");
        double[] drawn = new double[resamples];
        for (int b = 0; b < resamples; b++) {
            drawn[b] = statistic.apply(random.ints(seeds, 0, seeds).toArray());
        }
        Arrays.sort(drawn);
        double centre = statistic.apply(IntStream.range(0, seeds).toArray());
        if (seeds == 1) {
            return new Interval(centre, Double.NaN, Double.NaN, 1);
        }
        int cut = Math.max(1, (int) Math.floor((resamples + 1) * tail(seeds)));
        return new Interval(centre, drawn[cut - 1], drawn[resamples - cut], seeds);
    }

    private double tail(int seeds) {
        double t = new TDistribution(seeds - 1).inverseCumulativeProbability((1 + confidence) / 2);
        return new NormalDistribution().cumulativeProbability(-Math.sqrt(seeds / (seeds - 1.0)) * t);
    }

    /** For a person: {@code 95% bootstrap interval over seeds}. */
    @Override
    public String toString() {
        return Waits.digits(100 * confidence) + "% bootstrap interval over seeds";
    }
}
