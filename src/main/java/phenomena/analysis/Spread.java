package phenomena.analysis;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.stat.descriptive.rank.Percentile.EstimationType;
import phenomena.dataset.Seeds;

/**
 * A rule that turns the values of several seeds into a centre and an interval.
 *
 * <p>NaN values (a measure that was not defined) are left out, and {@link Interval#count} tells how many were left. With
 * none left, centre and interval are NaN.
 *
 * <p>Quantiles are linear interpolations between order statistics: the {@code p}-quantile of sorted
 * {@code x₀ … xₙ₋₁} stands at position {@code h = p (n − 1)} and is {@code x⌊h⌋ + (h − ⌊h⌋)(x⌊h⌋₊₁ − x⌊h⌋)}. This is type
 * 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages", and the default of R and NumPy.
 */
public interface Spread {

    /** The centre and interval of the values, in any order. */
    Interval of(double[] values);

    /** What the centre is, {@code "median"} or {@code "mean"}. */
    String centre();

    /** What the interval is, to stand in a caption: {@code "10% to 90% of seeds"}. */
    String interval();

    /**
     * The median, and two quantiles.
     *
     * @param low the lower quantile, in [0, high)
     * @param high the upper quantile, in (low, 1]
     * @throws IllegalArgumentException if they are outside these ranges
     */
    static Spread quantiles(double low, double high) {
        if (!(low >= 0 && low < high && high <= 1)) {
            throw new IllegalArgumentException("quantiles must be 0 ≤ low < high ≤ 1, got " + low + " and " + high);
        }
        String interval = low == 0 && high == 1
                ? "minimum to maximum over seeds"
                : String.format(Locale.ROOT, "%.3g%% to %.3g%% of seeds", 100 * low, 100 * high)
                        .replaceAll("\\.0+%", "%");
        return rule(
                "median", interval, x -> new Interval(quantile(x, .5), quantile(x, low), quantile(x, high), x.length));
    }

    /** The median, and the least and the greatest value: what can be said of fewer than five seeds. */
    static Spread range() {
        return quantiles(0, 1);
    }

    /** The house rule: 10% to 90% of five seeds or more, minimum to maximum of fewer. */
    static Spread forSeeds(int seeds) {
        return seeds < 5 ? range() : quantiles(.1, .9);
    }

    /**
     * The mean, and Student's interval for it: {@code x̄ ± t₍₁₊c₎⁄₂,ₙ₋₁ s / √n}. One value has no interval.
     *
     * @param confidence c, in (0, 1), e.g. 0.95
     * @throws IllegalArgumentException if it is outside (0, 1)
     */
    static Spread student(double confidence) {
        String interval = percent(confidence) + " Student interval of the mean";
        return aroundMean(interval, n -> new TDistribution(n - 1).inverseCumulativeProbability((1 + confidence) / 2));
    }

    /**
     * The mean, and {@code count} standard errors of it on either side: {@code x̄ ± count · s / √n}. One value has no interval.
     *
     * @param count above 0
     * @throws IllegalArgumentException if it is not
     */
    static Spread standardErrors(double count) {
        if (!(count > 0)) {
            throw new IllegalArgumentException("count must be above 0, got " + count);
        }
        String interval =
                BigDecimal.valueOf(count).stripTrailingZeros().toPlainString() + " standard errors of the mean";
        return aroundMean(interval, n -> count);
    }

    /**
     * The median, and the percentile bootstrap interval for it (Efron and Tibshirani 1993, §13.3): the quantiles of the
     * medians of {@code resamples} samples drawn with replacement. Every group of values is resampled with the same stream.
     *
     * @param confidence in (0, 1), e.g. 0.95
     * @param resamples how many samples, at least 100
     * @param seed the same seed gives the same interval
     * @throws IllegalArgumentException if an argument is outside its range
     */
    static Spread bootstrapMedian(double confidence, int resamples, long seed) {
        return bootstrap("median", x -> quantile(x, .5), confidence, resamples, seed);
    }

    /** As {@link #bootstrapMedian}, of the mean. */
    static Spread bootstrapMean(double confidence, int resamples, long seed) {
        return bootstrap("mean", StatUtils::mean, confidence, resamples, seed);
    }

    /** {@code x̄ ± f(n) · s / √n}; the factor f is asked for two values or more. */
    private static Spread aroundMean(String interval, IntToDoubleFunction factor) {
        return rule("mean", interval, x -> {
            double mean = StatUtils.mean(x);
            double half = x.length < 2
                    ? Double.NaN
                    : factor.applyAsDouble(x.length) * Math.sqrt(StatUtils.variance(x) / x.length);
            return new Interval(mean, mean - half, mean + half, x.length);
        });
    }

    private static Spread bootstrap(
            String centre, ToDoubleFunction<double[]> statistic, double confidence, int resamples, long seed) {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, got " + resamples);
        }
        String interval = percent(confidence) + " bootstrap interval of the " + centre;
        return rule(centre, interval, x -> {
            UniformRandomProvider random = Seeds.stream(seed, "bootstrap");
            double[] drawn = new double[resamples];
            double[] sample = new double[x.length];
            for (int b = 0; b < resamples; b++) {
                for (int i = 0; i < sample.length; i++) {
                    sample[i] = x[random.nextInt(x.length)];
                }
                drawn[b] = statistic.applyAsDouble(sample);
            }
            double tail = (1 - confidence) / 2;
            return new Interval(statistic.applyAsDouble(x), quantile(drawn, tail), quantile(drawn, 1 - tail), x.length);
        });
    }

    private static String percent(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), got " + confidence);
        }
        return String.format(Locale.ROOT, "%.4g%%", 100 * confidence).replaceAll("\\.0+%", "%");
    }

    private static double quantile(double[] values, double p) {
        if (p == 0) {
            return StatUtils.min(values); // the library's quantiles start above 0
        }
        return new Percentile().withEstimationType(EstimationType.R_7).evaluate(values, 100 * p);
    }

    private static Spread rule(String centre, String interval, Function<double[], Interval> rule) {
        return new Spread() {
            @Override
            public Interval of(double[] values) {
                double[] defined =
                        Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
                return defined.length == 0 ? new Interval(Double.NaN, Double.NaN, Double.NaN, 0) : rule.apply(defined);
            }

            @Override
            public String centre() {
                return centre;
            }

            @Override
            public String interval() {
                return interval;
            }
        };
    }
}
