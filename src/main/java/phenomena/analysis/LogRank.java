package phenomena.analysis;

import java.util.stream.DoubleStream;
import org.hipparchus.distribution.continuous.ChiSquaredDistribution;
import tech.tablesaw.api.Table;

/**
 * The log-rank test of two arms (Mantel 1966, "Evaluation of survival data and two new rank order statistics"): whether the
 * times to arrive differ, by their order alone, censored replicas included.
 *
 * <p>At each time at which anybody arrived, with d arrivals among n still on the way, of them n₁ in the first arm, e =
 * d n₁/n arrivals are expected there, with variance d (n₁/n) (1 − n₁/n) (n − d)/(n − 1). The statistic is
 * (Σ d₁ − Σ e)²/Σ variance; its p is that of χ² with one degree of freedom: approximate for few replicas, and for arms whose
 * replicas are independent, also where they share seeds. Where nobody arrived it tells nothing: statistic 0, p 1.
 *
 * @param arrived how many of the first arm arrived
 * @param expected how many would have if the arms did not differ
 * @param statistic χ², at least 0
 * @param p the probability of such a statistic or a greater one if the arms do not differ
 */
public record LogRank(int arrived, double expected, double statistic, double p) {

    /**
     * Compares two tables of passages (see {@link FirstPassage}).
     *
     * @throws IllegalArgumentException if a column is missing, an arm has no rows, or a value is NaN
     */
    public static LogRank of(Table first, Table second) {
        return of(Waits.of(first), Waits.of(second));
    }

    static LogRank of(Waits first, Waits second) {
        double expected = 0;
        double variance = 0;
        double[] times = DoubleStream.concat(DoubleStream.of(first.value()), DoubleStream.of(second.value()))
                .distinct()
                .toArray();
        for (double time : times) {
            double d = first.arrivedAt(time) + second.arrivedAt(time);
            double n = first.watchedAt(time) + second.watchedAt(time);
            double share = first.watchedAt(time) / n;
            expected += d * share;
            variance += n == 1 ? 0 : d * share * (1 - share) * (n - d) / (n - 1);
        }
        double excess = first.arrived() - expected;
        double statistic = variance == 0 ? 0 : excess * excess / variance;
        double p = 1 - new ChiSquaredDistribution(1).cumulativeProbability(statistic);
        return new LogRank(first.arrived(), expected, statistic, p);
    }
}
