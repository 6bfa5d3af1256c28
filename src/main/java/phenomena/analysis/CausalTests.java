package phenomena.analysis;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.util.CombinatoricsUtils;
import phenomena.dataset.Examples;
import phenomena.measure.TokenLosses;
import phenomena.model.Ablation;
import phenomena.model.Head;
import phenomena.model.Intervention;
import phenomena.run.Run;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a recorded network loses when heads are ablated, and what comes back when parts are restored, from the parameters that its record
 * kept.
 *
 * <pre>{@code
 * var tests = CausalTests.of(sequences)
 *     .with("without the first head", Intervention.ablating(Ablation.Kind.MEAN, new Head(0, 0)))
 *     .with("keys put back", Intervention.ablating(Ablation.Kind.MEAN, new Head(0, 0)).restoring(Hook.KEYS, new Head(1, 0)));
 * lab.show(tests.on(run, 0, run.keptSteps(0).last()));
 * }</pre>
 *
 * @param sequences what the network predicts
 * @param tests what is done to it, by name, in order; {@code "all heads"} stands for nothing
 */
public record CausalTests(Examples sequences, Map<String, Intervention> tests) {

    /** The name of the test in which nothing is done. */
    public static final String ALL_HEADS = "all heads";

    public CausalTests {
        tests = Collections.unmodifiableMap(new LinkedHashMap<>(tests));
    }

    /** Nothing done yet. */
    public static CausalTests of(Examples sequences) {
        return new CausalTests(sequences, Map.of(ALL_HEADS, Intervention.NONE));
    }

    /**
     * And one test more.
     *
     * @throws IllegalArgumentException if the name is taken
     */
    public CausalTests with(String name, Intervention intervention) {
        Map<String, Intervention> more = new LinkedHashMap<>(tests);
        if (more.put(name, intervention) != null) {
            throw new IllegalArgumentException("tests must have names of their own, got \"" + name + "\" twice");
        }
        return new CausalTests(sequences, more);
    }

    /** And for each set of so many of the heads a test of its own: they ablated together, named as lists name them. */
    public CausalTests withEach(List<Head> heads, int size, Ablation.Kind kind) {
        CausalTests all = this;
        for (int[] chosen : (Iterable<int[]>) () -> CombinatoricsUtils.combinationsIterator(heads.size(), size)) {
            Head[] set = Arrays.stream(chosen).mapToObj(heads::get).toArray(Head[]::new);
            all = all.with(List.of(set).toString(), Intervention.ablating(kind, set));
        }
        return all;
    }

    /**
     * What each test costs one seed's network as it was last kept, where the context tells what comes.
     *
     * @param from number of the first token that counts, in [2, L + 1]: the losses' mean is over this and all later ones
     * @param unknown the loss, in nats, of what knows nothing of the context; the gain is how far all heads together are below it
     * @return columns {@code replica, test, loss, removed}: {@code removed} is the part of the gain that is gone, 0 for all heads
     * @throws IllegalArgumentException as {@link #on}; also if no token counts
     */
    public Table costs(Run run, long seed, int from, double unknown) {
        if (from < 2 || from > sequences.features() + 1) {
            throw new IllegalArgumentException("from must be in [2, " + (sequences.features() + 1)
                    + "], the tokens that are predicted, got " + from);
        }
        Table losses = on(run, seed, run.keptSteps(seed).last());
        losses = losses.where(losses.intColumn("token").isGreaterThanOrEqualTo(from));
        Table costs = losses.summarize("loss", AggregateFunctions.mean).by("replica", "test");
        DoubleColumn loss =
                DoubleColumn.create("loss", costs.numberColumn("Mean [loss]").asDoubleArray());
        double full = loss.getDouble(costs.stringColumn("test").firstIndexOf(ALL_HEADS));
        DoubleColumn removed = loss.subtract(full).divide(unknown - full).setName("removed");
        return costs.removeColumns("Mean [loss]").addColumns(loss, removed).setName("costs");
    }

    /** The same of every seed of the run. */
    public Table costs(Run run, int from, double unknown) {
        Table all = null;
        for (long seed : run.protocol().seeds()) {
            Table costs = costs(run, seed, from, unknown);
            all = all == null ? costs : all.append(costs);
        }
        return all;
    }

    /**
     * The losses of one seed's network as it was after {@code step} updates.
     *
     * @return columns {@code replica, step, test, token, loss}: the mean loss over the sequences of predicting their tokens 2 … L + 1,
     *     numbered from 1
     * @throws IllegalArgumentException if the parameters of the step were not kept, or sequences or an intervention do not suit the
     *     network: another alphabet, longer than its positions, a head that it does not have, no head left
     * @throws IllegalStateException if the architecture shows no attention
     */
    public Table on(Run run, long seed, long step) {
        LongColumn replica = LongColumn.create("replica");
        LongColumn steps = LongColumn.create("step");
        StringColumn test = StringColumn.create("test");
        IntColumn token = IntColumn.create("token");
        DoubleColumn loss = DoubleColumn.create("loss");
        run.observe(seed, step, network -> {
            tests.forEach((name, intervention) -> {
                double[] logits = network.heads().logits(List.of(sequences), intervention)[0];
                double[] losses = TokenLosses.of(network.objective(), logits, sequences);
                for (int i = 0; i < losses.length; i++) {
                    replica.append(seed);
                    steps.append(step);
                    test.append(name);
                    token.append(i + 2);
                    loss.append(losses[i]);
                }
            });
            return null;
        });
        return Table.create("causal tests", replica, steps, test, token, loss);
    }
}
