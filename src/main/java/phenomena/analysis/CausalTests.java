package phenomena.analysis;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phenomena.dataset.Examples;
import phenomena.measure.TokenLosses;
import phenomena.model.Intervention;
import phenomena.run.Run;
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
