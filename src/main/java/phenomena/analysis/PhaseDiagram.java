package phenomena.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;

/** The phases of learning over two dials of a sweep: a row for each cell. */
public final class PhaseDiagram {

    private PhaseDiagram() {}

    /**
     * Sums up the replicas of each cell.
     *
     * <p>Each replica has its {@link Phase}; a cell has that of most of its replicas, of equally many the one further from
     * generalising. A replica that was interrupted, or ended early for a reason unknown, before it did both is in no
     * phase: more steps might have changed it. A cell of only such replicas is {@code unfinished}. One that diverged is judged
     * by what it reached.
     *
     * @param delay the replicas of a sweep
     * @param x the column of one dial
     * @param y the column of the other
     * @param comprehension the delay, in steps, below which a replica comprehends and does not grok; 1000 in the paper, of
     *     100,000 steps
     * @return one row a cell, in order of first appearance: x, y; {@code replicas}; {@code fitted} and {@code grokked},
     *     fractions of them that reached the train threshold and both; {@code test step} and {@code delay}, Kaplan–Meier
     *     medians, infinite if not reached, NaN where no replica fitted and there is no delay; {@code phase}; {@code agree},
     *     the fraction of the replicas in that phase; {@code cut short}, how many did not complete
     * @throws IllegalArgumentException if there is no such column, or comprehension is not above 0
     */
    public static Table of(GrokkingDelay delay, String x, String y, double comprehension) {
        if (!(comprehension > 0)) {
            throw new IllegalArgumentException("comprehension must be above 0 steps, got " + comprehension);
        }
        Table replicas = delay.table();
        Groups groups = Groups.of(replicas, x, y);
        GrokkingDelay[] cells = groups.rows().stream().map(delay::rows).toArray(GrokkingDelay[]::new);
        Votes[] votes = groups.rows().stream()
                .map(rows -> Votes.of(replicas.rows(rows), comprehension))
                .toArray(Votes[]::new);
        return groups.keys()
                .addColumns(
                        Columns.whole("replicas", cells, GrokkingDelay::size),
                        Columns.number("fitted", cells, cell -> 1 - cell.fraction(GrokkingDelay.NEVER_FITTED)),
                        Columns.number("grokked", cells, cell -> cell.fraction(GrokkingDelay.GROKKED)),
                        Columns.number("test step", cells, cell -> median(cell.testSteps())),
                        Columns.number("delay", cells, cell -> median(cell.delays())),
                        Columns.text("phase", votes, Votes::phase),
                        Columns.number("agree", votes, Votes::agree),
                        Columns.whole("cut short", cells, GrokkingDelay::cutShort))
                .setName("phases of learning");
    }

    private static double median(Table passages) {
        return passages.isEmpty() ? Double.NaN : KaplanMeier.of(passages).quantile(.5);
    }

    /** How many replicas of a cell are in each phase. */
    private record Votes(int[] counts, int replicas) {

        static Votes of(Table cell, double comprehension) {
            int[] counts = new int[Phase.values().length];
            for (int i = 0; i < cell.rowCount(); i++) {
                String outcome = cell.stringColumn("outcome").get(i);
                boolean judged = List.of(Trajectories.COMPLETED, Trajectories.DIVERGED)
                        .contains(cell.stringColumn("ended").get(i));
                if (outcome.equals(GrokkingDelay.GROKKED)) {
                    boolean soon = cell.doubleColumn("delay").getDouble(i) < comprehension;
                    counts[(soon ? Phase.COMPREHENSION : Phase.GROKKING).ordinal()]++;
                } else if (judged) {
                    boolean fitted = outcome.equals(GrokkingDelay.CENSORED);
                    counts[(fitted ? Phase.MEMORISATION : Phase.CONFUSION).ordinal()]++;
                }
            }
            return new Votes(counts, cell.rowCount());
        }

        private int most() {
            return Arrays.stream(counts).max().getAsInt();
        }

        String phase() {
            int last = IntStream.range(0, counts.length)
                    .filter(i -> counts[i] == most())
                    .max()
                    .getAsInt();
            return most() == 0 ? "unfinished" : Phase.values()[last].toString();
        }

        double agree() {
            return (double) most() / replicas;
        }
    }
}
