package phenomena.analysis;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.stat.StatUtils;
import tech.tablesaw.api.Table;

/**
 * How steeply the loss falls from each size to the next: −Δ log L / Δ log N, with no law assumed. Along E + A / N^α it falls
 * from α towards 0; along a pure power it stays.
 */
public final class LocalSlopes {

    private record Step(double from, double to, Interval slope) {}

    private LocalSlopes() {}

    /**
     * The slopes between consecutive sizes, from the means of log loss over seeds. The interval is Student's, with one variance
     * for all sizes, from seeds about their means.
     *
     * @param table a row for each run: its loss in {@code value}, and its size
     * @param input the column of sizes
     * @param confidence in (0, 1), e.g. 0.9
     * @return a row for each step: {@code from}, {@code to}, {@code slope}, {@code low}, {@code high}, {@code n} runs at its two
     *     ends; the ends of intervals are NaN where no size has two runs
     * @throws IllegalArgumentException if a column is missing, a size or loss is not positive and finite, a replica is there
     *     twice, there are fewer than two sizes, or the confidence is outside (0, 1)
     */
    public static Table of(Table table, String input, double confidence) {
        Losses losses = Losses.of(table, List.of(input));
        losses.requireSpan(List.of(input), 2, 1);
        int[][] sizes = losses.groups().stream()
                .sorted(Comparator.comparingDouble(group -> losses.sizes()[group[0]][0]))
                .toArray(int[][]::new);
        int degrees = losses.count() - sizes.length;
        double t = Scatter.student(Math.max(1, degrees), confidence);
        double deviation = degrees == 0 ? Double.NaN : Math.sqrt(losses.withinSizes() / degrees);
        Step[] steps = IntStream.range(1, sizes.length)
                .mapToObj(i -> step(losses, sizes[i - 1], sizes[i], t * deviation))
                .toArray(Step[]::new);
        return Table.create(
                "local slopes in " + input,
                Columns.number("from", steps, Step::from),
                Columns.number("to", steps, Step::to),
                Columns.number("slope", steps, step -> step.slope().centre()),
                Columns.number("low", steps, step -> step.slope().low()),
                Columns.number("high", steps, step -> step.slope().high()),
                Columns.whole("n", steps, step -> step.slope().count()));
    }

    private static Step step(Losses losses, int[] here, int[] there, double margin) {
        double from = losses.sizes()[here[0]][0];
        double to = losses.sizes()[there[0]][0];
        double slope = (mean(losses, here) - mean(losses, there)) / (to - from);
        double half = margin * Math.sqrt(1. / here.length + 1. / there.length) / (to - from);
        return new Step(
                Math.exp(from),
                Math.exp(to),
                new Interval(slope, slope - half, slope + half, here.length + there.length));
    }

    private static double mean(Losses losses, int[] rows) {
        return StatUtils.mean(
                Arrays.stream(rows).mapToDouble(i -> losses.losses()[i]).toArray());
    }
}
