package phenomena.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import phenomena.run.Run;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * When each replica arrived at a threshold, and what a group of replicas says of the time it takes.
 *
 * <p>A table of passages has a row for each replica: the columns that tell replicas apart (run, replica, dials), then
 *
 * <ul>
 *   <li>{@code value}: the first measured step at the threshold; where there is none, the last measured step, and the true
 *       time is beyond it;
 *   <li>{@code low}, {@code high}: what is known of the true time. Steps are measured on a grid, so it lies after the last
 *       measured step that was not there yet, up to {@code value}; {@code high} is infinite where the threshold was not
 *       reached;
 *   <li>{@code reached}: whether it was. Where not, the replica is censored: its value is a bound and no time, so a median
 *       of the column alone is wrong; {@link KaplanMeier} and {@link #summary} take it as what it is;
 *   <li>{@code ended}: {@code completed}, {@code diverged}, {@code interrupted}, or {@code early}: measured no further than
 *       a step before the table's last, for a reason that the table does not hold.
 * </ul>
 *
 * <p>A replica that diverged will never arrive. It stays, not there yet, until the table's last step: left out from its last
 * measurement on, as an interrupted one is, it would count as one that might have arrived as soon as the others.
 */
public final class FirstPassage {

    private FirstPassage() {}

    /** As {@link #of(Table, List, Threshold)}, with what the table alone tells of how replicas ended. */
    public static Table of(Table table, Threshold threshold) {
        return of(table, List.of(), threshold);
    }

    /**
     * The passages of all replicas. A value of NaN has not arrived, and says nothing of the time before.
     *
     * @param table tidy rows: run, replica, step, split, quantity, value, and any further columns, such as a dial's; all with
     *     the same number of steps to train, or those that trained for fewer count as ended early
     * @param runs the runs that the table was made from, for how their replicas ended; runs that are not given are read
     *     from the table: a last value that is not finite is a divergence
     * @param threshold what counts as arrived
     * @return a table of passages, named after the threshold
     * @throws IllegalArgumentException if a column is missing, or the quantity was not measured on that split
     */
    public static Table of(Table table, List<Run> runs, Threshold threshold) {
        Trajectories measured = Trajectories.of(table, threshold.quantity(), threshold.split());
        int n = measured.curves().size();
        double[] low = new double[n];
        double[] value = new double[n];
        boolean[] reached = new boolean[n];
        String[] ended = new String[n];
        for (int i = 0; i < n; i++) {
            TreeMap<Long, Double> curve = measured.curves().get(i);
            Long arrival = arrival(curve, threshold);
            ended[i] = measured.ended(i, runs);
            reached[i] = arrival != null;
            if (reached[i]) {
                value[i] = arrival;
                low[i] = lastStep(curve.headMap(arrival), threshold);
            } else {
                boolean never = ended[i].equals(Trajectories.DIVERGED);
                value[i] = never ? measured.lastStep() : lastStep(curve, null);
                low[i] = value[i];
            }
        }
        return table(measured.replicas(), new double[][] {low, value, value}, reached, ended)
                .setName(threshold.toString());
    }

    /** The first measured step at the threshold, or from which on all are; null if there is none. */
    private static Long arrival(TreeMap<Long, Double> curve, Threshold threshold) {
        Long arrival = null;
        for (Map.Entry<Long, Double> at : curve.entrySet()) {
            if (!threshold.isMetBy(at.getValue())) {
                arrival = threshold.lasting() ? null : arrival;
            } else if (arrival == null) {
                arrival = at.getKey();
            }
        }
        return arrival;
    }

    /** The last step with a value, one that is not there yet if a threshold is given; 0 if there is none. */
    private static double lastStep(Map<Long, Double> curve, Threshold notMet) {
        return curve.entrySet().stream()
                .filter(at -> !Double.isNaN(at.getValue()))
                .filter(at -> notMet == null || !notMet.isMetBy(at.getValue()))
                .mapToLong(Map.Entry::getKey)
                .max()
                .orElse(0);
    }

    /** @param times low, value and high; the high of those that did not arrive is taken to be infinite */
    static Table table(Table replicas, double[][] times, boolean[] reached, String[] ended) {
        double[] high = times[2].clone();
        BooleanColumn arrived = BooleanColumn.create("reached");
        for (int i = 0; i < high.length; i++) {
            high[i] = reached[i] ? high[i] : Double.POSITIVE_INFINITY;
            arrived.append(reached[i]);
        }
        return replicas.copy()
                .addColumns(
                        DoubleColumn.create("low", times[0]),
                        DoubleColumn.create("value", times[1]),
                        DoubleColumn.create("high", high),
                        arrived,
                        StringColumn.create("ended", ended));
    }

    /**
     * What groups of replicas say of the time: Kaplan–Meier quantiles and an interval for the median.
     *
     * <p>The interval is that of the order statistics (the sign test's): the k-th smallest and the k-th greatest time, with the
     * greatest k for which a binomial of n and ½ is below k with probability at most (1 − confidence)/2. It assumes no more
     * than that replicas are independent. Each replica enters the lower end with the least and the upper end with the
     * greatest time it may have had, so the confidence is at least the nominal one whatever the censoring and the grid. It is
     * not there for few replicas: 95% needs 6, 90% needs 5.
     *
     * @param passages a table of passages
     * @param confidence in (0, 1), e.g. 0.95
     * @param by the columns that tell groups apart; none for one group
     * @return one row a group, in order of first appearance: the {@code by} columns; {@code replicas}, {@code reached};
     *     {@code lower quartile}, {@code median}, {@code upper quartile}, infinite where too few arrived to tell; {@code low},
     *     {@code high} of the median's interval, NaN where there is none; and all of it {@code in words}
     * @throws IllegalArgumentException if a column is missing or the confidence is outside (0, 1)
     */
    public static Table summary(Table passages, double confidence, String... by) {
        Groups groups = Groups.of(passages, by);
        Waits[] waits = groups.rows().stream()
                .map(rows -> Waits.of(passages.rows(rows)))
                .toArray(Waits[]::new);
        KaplanMeier[] curves = Arrays.stream(waits).map(Waits::kaplanMeier).toArray(KaplanMeier[]::new);
        Interval[] medians =
                Arrays.stream(waits).map(group -> group.median(confidence)).toArray(Interval[]::new);
        return groups.keys()
                .addColumns(
                        Columns.whole("replicas", waits, Waits::size),
                        Columns.whole("reached", waits, Waits::arrived),
                        Columns.number("lower quartile", curves, curve -> curve.quantile(.25)),
                        Columns.number("median", curves, curve -> curve.quantile(.5)),
                        Columns.number("upper quartile", curves, curve -> curve.quantile(.75)),
                        Columns.number("low", medians, Interval::low),
                        Columns.number("high", medians, Interval::high),
                        Columns.text("in words", waits, group -> group.words(confidence)))
                .setName(passages.name());
    }
}
