package phenomena.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;
import phenomena.analysis.HuberCost.Minimum;
import phenomena.dataset.Seeds;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * A power law fitted to resampled runs.
 *
 * <p>Where every size has at least two seeds they are resampled within their size: n − 1 of its n, with replacement, each
 * weighing n/(n − 1), which makes the variance of a mean come out right where n are few (Rao and Wu 1988, "Resampling
 * inference with complex survey data"). Sizes stay, so this knows seeds and not whether the law holds. Otherwise residuals
 * about the law are, centred, scaled by √(n/(n − p)) for what the fit took, and added to the law (Davison and Hinkley
 * 1997, section 6.2.3).
 *
 * <p>Intervals are quantiles of the resamples, further out than named by as much as Student's t exceeds the normal (Hesterberg
 * 2015, "What teachers should know about the bootstrap", section 5.2: percentile intervals are too narrow in small samples).
 */
public final class PowerLawBootstrap {

    private final PowerLaw law;
    private final double[][] columns;
    private final Minimum best;
    private final HuberCost cost;
    private final int degrees;

    private PowerLawBootstrap(PowerLaw law, double[][] columns, Minimum best, HuberCost cost, int degrees) {
        this.law = law;
        this.columns = columns;
        this.best = best;
        this.cost = cost;
        this.degrees = degrees;
    }

    static PowerLawBootstrap of(PowerLaw law, Losses losses, HuberCost cost, Minimum best, int resamples, long seed) {
        if (resamples < 100) {
            throw new IllegalArgumentException("resamples must be at least 100, got " + resamples);
        }
        UniformRandomProvider random = Seeds.stream(seed, "bootstrap");
        boolean seeds = losses.isRepeated();
        double[][] columns = new double[best.theta().length][resamples];
        double[] low = best.theta().clone(); // the same law with hardly a floor: the other end of the ridge
        low[low.length - 1] = law.held()[low.length - 1] ? low[low.length - 1] : StatUtils.min(cost.values()) - 3;
        for (int b = 0; b < resamples; b++) {
            HuberCost resample = seeds
                    ? cost.withWeights(seedWeights(losses, random))
                    : cost.withValues(aroundTheLaw(cost, best, law.parameters(), random));
            double[] theta =
                    resample.least(List.of(best.theta(), low), law.held()).theta();
            for (int p = 0; p < theta.length; p++) {
                columns[p][b] = p == theta.length - 1 ? cost.floor(theta) : Math.exp(theta[p]);
            }
        }
        int degrees = losses.count() - (seeds ? losses.groups().size() : law.parameters());
        return new PowerLawBootstrap(law, columns, best, cost, degrees);
    }

    private static double[] seedWeights(Losses losses, UniformRandomProvider random) {
        double[] weights = new double[losses.count()];
        for (int[] group : losses.groups()) {
            for (int draw = 1; draw < group.length; draw++) {
                weights[group[random.nextInt(group.length)]] += group.length / (group.length - 1.);
            }
        }
        return weights;
    }

    private static double[] aroundTheLaw(HuberCost cost, Minimum best, int parameters, UniformRandomProvider random) {
        double[] residuals = Scatter.residuals(cost, best);
        int n = residuals.length;
        double mean = StatUtils.mean(residuals);
        double scale = Math.sqrt((double) n / (n - parameters));
        return IntStream.range(0, n)
                .mapToDouble(i ->
                        LogSumExp.of(best.theta(), cost.sizes()[i]) + scale * (residuals[random.nextInt(n)] - mean))
                .toArray();
    }

    /** As {@link PowerLawFit#exponent}, whether the law is identified or not. */
    public Interval exponent(String input, double confidence) {
        return interval(2 * law.index(input) + 1, confidence);
    }

    /** As {@link PowerLawFit#coefficient}. */
    public Interval coefficient(String input, double confidence) {
        return interval(2 * law.index(input), confidence);
    }

    /** As {@link PowerLawFit#floor}. */
    public Interval floor(double confidence) {
        return interval(columns.length - 1, confidence);
    }

    private Interval interval(int p, double confidence) {
        double tail = new NormalDistribution().cumulativeProbability(-Scatter.student(degrees, confidence));
        double centre = p == columns.length - 1 ? cost.floor(best.theta()) : Math.exp(best.theta()[p]);
        Interval ends = Spread.quantiles(tail, 1 - tail).of(columns[p]);
        return new Interval(centre, ends.low(), ends.high(), columns[p].length);
    }

    /** A row for each resample: {@code floor}, and {@code coefficient} and {@code exponent} of each input. */
    public Table table() {
        Table table = Table.create("resamples", DoubleColumn.create("floor", columns[columns.length - 1].clone()));
        for (int j = 0; j < law.inputs().size(); j++) {
            String of = " of " + law.inputs().get(j);
            table.addColumns(
                    DoubleColumn.create("coefficient" + of, columns[2 * j].clone()),
                    DoubleColumn.create("exponent" + of, columns[2 * j + 1].clone()));
        }
        return table;
    }

    /** How many resamples there are, and of what. */
    @Override
    public String toString() {
        return "%d resamples of a law in %s".formatted(columns[0].length, law.inputs());
    }
}
