package phenomena.figure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import phenomena.figure.HeadGraph.Edge;
import tech.tablesaw.api.Table;

/**
 * Which head reads which: the heads of one network as points, layer over layer, with lines from what a head writes to those that read it,
 * and what each head does; a panel for what is read into queries, keys and values, and a slider over the training steps.
 *
 * <pre>{@code
 * lab.show(Circuit.of(run.table(), 0).steps(run.keptSteps(0))
 *     .title("The induction head's keys read the previous-token head"));
 * }</pre>
 *
 * <p>A line is as wide as its {@link phenomena.measure.CompositionScores} is above 0, the score of heads that have nothing to do with each
 * other, and the widest is the greatest of all panels and steps; there is none at or below 0. A head is a circle where it is nearer to
 * perfect {@link phenomena.measure.HeadScores} in prefix matching, a square where in the previous token, the more coloured the further it
 * is from one that looks at all places alike to a perfect one. All its scores are in the hover, those of {@link
 * phenomena.measure.CopyingScore} too where there are any. Heads of different seeds have nothing in common but their numbers, so that a
 * circuit is of one.
 *
 * @param table tidy rows: run, replica, step, split, quantity, value
 * @param seed of which network
 * @param steps the training steps to draw
 */
public record Circuit(Table table, long seed, List<Long> steps) implements Drawing {
    private static final int MOST_HEADS = 8;
    private static final int MOST_LAYERS = 4;

    /**
     * @throws IllegalArgumentException if the table has no composition scores, or none of the seed or of a step, is of several runs, or
     *     the network has more than 4 layers or 8 heads in one
     */
    public Circuit {
        steps = List.copyOf(new TreeSet<>(steps));
        HeadGraph graph = HeadGraph.of(table, seed);
        if (steps.isEmpty() || !graph.steps().containsAll(steps)) {
            throw new IllegalArgumentException(
                    "steps must be some of those measured, " + graph.steps() + ", got " + steps);
        }
        if (graph.layers() > MOST_LAYERS || graph.perLayer() > MOST_HEADS) {
            throw new IllegalArgumentException("a circuit must have at most " + MOST_LAYERS + " layers of " + MOST_HEADS
                    + " heads for its lines to be told apart, got " + graph.layers() + " of " + graph.perLayer()
                    + ": draw a Heatmap of PerHead.pairs");
        }
    }

    /**
     * The circuit of one seed's network at its last measured step.
     *
     * @param table tidy rows with {@link phenomena.measure.CompositionScores}, and best {@link phenomena.measure.HeadScores}
     * @throws IllegalArgumentException as the constructor
     */
    public static Circuit of(Table table, long seed) {
        return new Circuit(
                table, seed, List.of(HeadGraph.of(table, seed).steps().last()));
    }

    /**
     * At these training steps, with a slider over them.
     *
     * @throws IllegalArgumentException if there is none, or one was not measured
     */
    public Circuit steps(Collection<Long> steps) {
        return new Circuit(table, seed, List.copyOf(steps));
    }

    @Override
    public Chart chart() {
        HeadGraph graph = HeadGraph.of(table, seed);
        double widest = 0;
        for (long step : steps) {
            for (Edge edge : graph.edges(step)) {
                widest = Math.max(widest, edge.score());
            }
        }
        SortedMap<Long, Chart> pictures = new TreeMap<>();
        for (long step : steps) {
            List<Chart> panels = new ArrayList<>();
            for (String kind : HeadGraph.KINDS) {
                panels.add(new CircuitPanel(graph, step, widest).of(kind));
            }
            pictures.put(step, Chart.grid(panels.size(), panels));
        }
        return Slider.overSteps(pictures).remark(remark(graph, widest)).altText(strongest(graph));
    }

    private String remark(HeadGraph graph, double widest) {
        String lines = widest > 0
                ? "Lines: composition scores above 0, the score of unrelated heads; the widest is " + digits(widest)
                        + "."
                : "No composition score is above 0, the score of unrelated heads.";
        return "Seed " + seed + ". " + lines
                + (graph.hasScores()
                        ? " Heads: circles by prefix matching, squares by previous token, in %, whichever is nearer to 100; white"
                                + " is even attention."
                        : "");
    }

    /** The strongest edge at the last step in words. */
    private String strongest(HeadGraph graph) {
        long last = steps.get(steps.size() - 1);
        Edge strongest = null;
        for (Edge edge : graph.edges(last)) {
            strongest = strongest == null || edge.score() > strongest.score() ? edge : strongest;
        }
        String what = "Circuit of " + graph.heads().size() + " heads at step " + Tidy.count(last);
        return strongest == null
                ? what + ", none reads another"
                : what + ", strongest: " + strongest.kind() + " of "
                        + strongest.from().name() + " into " + strongest.into().name() + ", "
                        + digits(strongest.score());
    }

    private static String digits(double score) {
        return String.format(Locale.ROOT, "%.2f", score);
    }
}
