package phenomena.analysis;

import java.util.Arrays;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/**
 * The Kaplan–Meier estimate of the fraction of replicas that have not arrived yet (Kaplan and Meier 1958, "Nonparametric
 * estimation from incomplete observations").
 *
 * <p>With d(t) arrivals at time t among the n(t) replicas that were still watched and not there just before it, the estimate
 * is S(t) = Π over t' ≤ t of (1 − d(t')/n(t')). A replica censored at t is still among the n(t). An arrival counts at
 * the measured step that showed it; replicas measured on one grid are estimated exactly at its steps. The censoring must not
 * tell anything of the time: a reader who presses stop does not, a divergence does (see {@link FirstPassage}).
 */
public final class KaplanMeier {

    private static final double ROUNDING = 1e-12;

    private final double[] times; // distinct, ascending
    private final int[] atRisk;
    private final int[] arrived;
    private final int[] censored;
    private final double[] survival;
    private final double[] error;

    /** @param all every time, ascending; @param lost those that were censored, ascending */
    private KaplanMeier(double[] all, double[] lost) {
        int m = 0;
        double[] distinct = new double[all.length];
        for (double time : all) {
            if (m == 0 || time > distinct[m - 1]) {
                distinct[m++] = time;
            }
        }
        times = Arrays.copyOf(distinct, m);
        atRisk = new int[m];
        arrived = new int[m];
        censored = new int[m];
        survival = new double[m];
        error = new double[m];
        count(all, lost);
        estimate();
    }

    private void count(double[] all, double[] lost) {
        int seen = 0;
        int gone = 0;
        for (int i = 0; i < times.length; i++) {
            atRisk[i] = all.length - seen;
            for (; seen < all.length && all[seen] == times[i]; seen++) {
                arrived[i]++;
            }
            for (; gone < lost.length && lost[gone] == times[i]; gone++) {
                arrived[i]--;
                censored[i]++;
            }
        }
    }

    private void estimate() {
        double left = 1;
        double greenwood = 0;
        for (int i = 0; i < times.length; i++) {
            int stay = atRisk[i] - arrived[i];
            left *= (double) stay / atRisk[i];
            greenwood += arrived[i] == 0 ? 0 : (double) arrived[i] / atRisk[i] / stay; // infinite where nobody stays
            survival[i] = left;
            error[i] = left * Math.sqrt(greenwood);
        }
    }

    /**
     * The estimate from a table of passages (see {@link FirstPassage}).
     *
     * @throws IllegalArgumentException if a column is missing, there are no rows, or a value is NaN
     */
    public static KaplanMeier of(Table passages) {
        return Waits.of(passages).kaplanMeier();
    }

    /**
     * The estimate from times.
     *
     * @param times when each one arrived, or was last seen not to have, in any order
     * @param reached whether it arrived
     * @throws IllegalArgumentException if there are none, their numbers differ, or a time is not finite
     */
    public static KaplanMeier of(double[] times, boolean[] reached) {
        if (times.length == 0 || times.length != reached.length) {
            throw new IllegalArgumentException("times and reached must be as many, and at least one, got "
                    + times.length + " and " + reached.length);
        }
        double[] all = times.clone();
        double[] lost = new double[times.length];
        int censored = 0;
        for (int i = 0; i < times.length; i++) {
            if (!Double.isFinite(times[i])) {
                throw new IllegalArgumentException("times must be finite, got " + times[i]);
            }
            all[i] += 0.0; // −0 becomes 0
            if (!reached[i]) {
                lost[censored++] = all[i];
            }
        }
        lost = Arrays.copyOf(lost, censored);
        Arrays.sort(all);
        Arrays.sort(lost);
        return new KaplanMeier(all, lost);
    }

    /** S at a time: the estimated fraction that arrives later than that, in [0, 1]; past {@link #last} as there. */
    public double survival(double time) {
        int i = at(time);
        return i < 0 ? 1 : survival[i];
    }

    /**
     * Greenwood's standard error of {@link #survival}, S √(Σ d/(n (n − d))) (Greenwood 1926, "The natural duration of
     * cancer"); NaN where S is 0.
     */
    public double standardError(double time) {
        int i = at(time);
        return i < 0 ? 0 : error[i];
    }

    private int at(double time) {
        int i = Arrays.binarySearch(times, time);
        return i >= 0 ? i : -i - 2;
    }

    /**
     * The time by which a fraction has arrived, the least t with S(t) ≤ 1 − p; infinite if fewer arrived.
     *
     * <p>Unlike the quantiles of {@link Spread} it does not interpolate: it is a step that was measured, of an even number
     * the lower of the middle two, and it is there as soon as the fraction arrived, whatever becomes of the others.
     *
     * @param p in (0, 1], .5 for the median
     * @throws IllegalArgumentException if it is outside (0, 1]
     */
    public double quantile(double p) {
        if (!(p > 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be in (0, 1], got " + p);
        }
        for (int i = 0; i < times.length; i++) {
            if (survival[i] <= 1 - p + ROUNDING) {
                return times[i];
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The last time at which anybody arrived or was watched: where a quantile is not reached, it is beyond this. */
    public double last() {
        return times[times.length - 1];
    }

    /**
     * The curve, one row for each time at which somebody arrived or was last seen: {@code step}, {@code at risk}, {@code
     * reached}, {@code censored}, {@code survival}, {@code standard error}.
     */
    public Table table() {
        return Table.create(
                "Kaplan–Meier",
                DoubleColumn.create("step", times),
                IntColumn.create("at risk", atRisk),
                IntColumn.create("reached", arrived),
                IntColumn.create("censored", censored),
                DoubleColumn.create("survival", survival),
                DoubleColumn.create("standard error", error));
    }

    /** The curve as a text table. */
    @Override
    public String toString() {
        return table().printAll();
    }
}
