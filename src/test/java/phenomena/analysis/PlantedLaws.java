package phenomena.analysis;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import phenomena.dataset.Seeds;

/**
 * A law E + A / N^α with runs that scatter about it.
 *
 * @param seeds the standard deviation of a run's log loss about its size's
 * @param sizes that of a size about the law
 */
record PlantedLaws(double floor, double coefficient, double exponent, double seeds, double sizes) {

    /** As many runs at each of equally spaced sizes. */
    static double[] sizes(double from, double ratio, int count, int seeds) {
        double[] sizes = new double[count * seeds];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = from * Math.pow(ratio, (i / seeds) / (count - 1.));
        }
        return sizes;
    }

    static UniformRandomProvider random(int set) {
        return Seeds.stream(set, "planted");
    }

    double at(double n) {
        return floor + coefficient / Math.pow(n, exponent);
    }

    double[] at(double[] sizes) {
        return Arrays.stream(sizes).map(this::at).toArray();
    }

    /** Losses of runs; those that stand together at one size share its deviation. */
    double[] draw(double[] at, UniformRandomProvider random) {
        ZigguratSampler.NormalizedGaussian gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        double[] losses = new double[at.length];
        double deviation = 0;
        for (int i = 0; i < at.length; i++) {
            deviation = i > 0 && at[i] == at[i - 1] ? deviation : sizes * gaussian.sample();
            losses[i] = at(at[i]) * Math.exp(deviation + seeds * gaussian.sample());
        }
        return losses;
    }

    double draw(double n, UniformRandomProvider random) {
        return draw(new double[] {n}, random)[0];
    }
}
