package phenomena.analysis;

import java.util.Arrays;
import java.util.Locale;
import org.hipparchus.distribution.discrete.BinomialDistribution;
import tech.tablesaw.api.Table;

/** The rows of a table of passages, as arrays; what {@link FirstPassage} says of the columns holds. */
record Waits(long[] replicas, double[] low, double[] value, double[] high, boolean[] reached) {

    /** @throws IllegalArgumentException if a column is missing, there are no rows, or a value is NaN */
    static Waits of(Table passages) {
        for (String column : new String[] {"replica", "low", "value", "high", "reached"}) {
            Summary.require(passages, column);
        }
        int n = passages.rowCount();
        boolean[] reached = new boolean[n];
        for (int i = 0; i < n; i++) {
            reached[i] = passages.booleanColumn("reached").get(i);
        }
        Waits waits = new Waits(
                passages.longColumn("replica").asLongArray(),
                passages.doubleColumn("low").asDoubleArray(),
                passages.doubleColumn("value").asDoubleArray(),
                passages.doubleColumn("high").asDoubleArray(),
                reached);
        waits.kaplanMeier(); // refuses what is no time
        return waits;
    }

    int size() {
        return value.length;
    }

    int arrived() {
        int arrived = 0;
        for (boolean one : reached) {
            arrived += one ? 1 : 0;
        }
        return arrived;
    }

    int arrivedAt(double time) {
        int arrived = 0;
        for (int i = 0; i < size(); i++) {
            arrived += reached[i] && value[i] == time ? 1 : 0;
        }
        return arrived;
    }

    /** How many are on the way just before a time. */
    int watchedAt(double time) {
        int watched = 0;
        for (double until : value) {
            watched += until >= time ? 1 : 0;
        }
        return watched;
    }

    KaplanMeier kaplanMeier() {
        return KaplanMeier.of(value, reached);
    }

    /** The least the median may be: that of the least times, or, if too few arrived, the last time somebody was watched. */
    double leastMedian() {
        KaplanMeier curve = KaplanMeier.of(low, reached);
        double median = curve.quantile(.5);
        return median == Double.POSITIVE_INFINITY ? curve.last() : median;
    }

    /** The greatest the median may be: that of the greatest times, infinite if too few arrived. */
    double greatestMedian() {
        double[] times = new double[size()];
        for (int i = 0; i < times.length; i++) {
            times[i] = reached[i] ? high[i] : value[i];
        }
        return KaplanMeier.of(times, reached).quantile(.5);
    }

    /** Those at {@code rows}, in that order, any of them more than once. */
    Waits pick(int[] rows) {
        int n = rows.length;
        Waits picked = new Waits(new long[n], new double[n], new double[n], new double[n], new boolean[n]);
        for (int i = 0; i < n; i++) {
            picked.replicas[i] = replicas[rows[i]];
            picked.low[i] = low[rows[i]];
            picked.value[i] = value[rows[i]];
            picked.high[i] = high[rows[i]];
            picked.reached[i] = reached[rows[i]];
        }
        return picked;
    }

    /** The Kaplan–Meier median and its interval from order statistics; see {@link FirstPassage#summary}. */
    Interval median(double confidence) {
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("confidence must be in (0, 1), got " + confidence);
        }
        double centre = kaplanMeier().quantile(.5);
        int n = size();
        BinomialDistribution below = new BinomialDistribution(n, .5);
        int k = 0;
        // the guard takes rounding: a probability that is exactly the tail asked for counts as within it
        while (2 * (k + 1) <= n && below.cumulativeProbability(k) <= (1 - confidence) / 2 + 1e-12) {
            k++;
        }
        if (k == 0) {
            return new Interval(centre, Double.NaN, Double.NaN, n);
        }
        double[] lows = low.clone();
        double[] highs = high.clone();
        Arrays.sort(lows);
        Arrays.sort(highs);
        return new Interval(centre, lows[k - 1], highs[n - k], n);
    }

    /** For a person: the median, its interval, the quartiles, and how many arrived. */
    String words(double confidence) {
        Interval median = median(confidence);
        KaplanMeier curve = kaplanMeier();
        String percent = digits(100 * confidence) + "%";
        String interval = Double.isNaN(median.low())
                ? "too few for a " + percent + " interval"
                : percent + " interval " + range(median.low(), median.high());
        return "median %s (%s; quartiles %s to %s), %d of %d arrived"
                .formatted(
                        orMore(median.centre(), curve.last()),
                        interval,
                        orMore(curve.quantile(.25), curve.last()),
                        orMore(curve.quantile(.75), curve.last()),
                        arrived(),
                        size());
    }

    /** {@code 2 to 5}, {@code from 2}. */
    static String range(double low, double high) {
        return high == Double.POSITIVE_INFINITY ? "from " + digits(low) + " up" : digits(low) + " to " + digits(high);
    }

    /** A number, or {@code > bound} where it is infinite. */
    static String orMore(double value, double bound) {
        return value == Double.POSITIVE_INFINITY ? "> " + digits(bound) : digits(value);
    }

    /** Whole numbers as they are, others to three digits. */
    static String digits(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return Long.toString((long) value);
        }
        String text = String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
        return text.contains(".") && !text.contains("e") ? text.replaceFirst("\\.?0+$", "") : text;
    }
}
