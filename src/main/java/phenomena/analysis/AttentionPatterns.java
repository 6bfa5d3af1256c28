package phenomena.analysis;

import java.util.Collections;
import java.util.List;
import phenomena.dataset.Examples;
import phenomena.measure.Heads;
import phenomena.model.Intervention;
import phenomena.run.Run;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.Table;

/** Where the heads of a recorded network look, seen again from the parameters that its record kept. */
public final class AttentionPatterns {

    private AttentionPatterns() {}

    /**
     * Every head's pattern at every kept step of one seed.
     *
     * <pre>{@code
     * var repeated = new RepeatedTokens(64, new Sequences(32, 1, 1)).split(0).test();
     * var patterns = AttentionPatterns.of(run, 0, repeated);
     * }</pre>
     *
     * @param sequences a few: a row for each pair of positions, L (L + 1) / 2 of them, of each head, sequence and step
     * @return columns {@code replica, step, sequence, layer, head, query, key, value}; positions are from 0 on, keys up to the query's,
     *     and the values of one query sum to 1
     * @throws IllegalArgumentException if no parameters were kept, or the sequences do not suit the network: another alphabet, or longer
     *     than the positions that it knows
     * @throws IllegalStateException if the architecture shows no attention
     */
    public static Table of(Run run, long seed, Examples sequences) {
        return of(run, seed, sequences, Intervention.NONE);
    }

    /** The same under an intervention, such as the ablation of a head. */
    public static Table of(Run run, long seed, Examples sequences, Intervention intervention) {
        if (run.keptSteps(seed).isEmpty()) {
            throw new IllegalArgumentException("parameters of seed " + seed
                    + " must be kept at one step or more, got none;" + " ask for some with Measurement.withKeptSteps");
        }
        Rows rows = new Rows(seed);
        for (long step : run.keptSteps(seed)) {
            run.observe(seed, step, network -> {
                Heads heads = network.heads();
                List<String> points = heads.patterns();
                heads.show(
                        Collections.nCopies(1, sequences),
                        intervention,
                        points,
                        (replica, sequence, point, values) -> rows.add(
                                step,
                                sequence,
                                points.indexOf(point),
                                values,
                                heads.decoder().heads()));
                return null;
            });
        }
        return rows.table();
    }

    /** Columns that grow. */
    private static final class Rows {

        private final LongColumn replica = LongColumn.create("replica");
        private final LongColumn step = LongColumn.create("step");
        private final IntColumn sequence = IntColumn.create("sequence");
        private final IntColumn layer = IntColumn.create("layer");
        private final IntColumn head = IntColumn.create("head");
        private final IntColumn query = IntColumn.create("query");
        private final IntColumn key = IntColumn.create("key");
        private final DoubleColumn value = DoubleColumn.create("value");
        private final long seed;

        Rows(long seed) {
            this.seed = seed;
        }

        /** Patterns {@code H × L × L} of one layer. */
        void add(long atStep, int ofSequence, int ofLayer, double[] patterns, int heads) {
            int length = (int) Math.round(Math.sqrt(patterns.length / (double) heads));
            for (int i = 0; i < patterns.length; i++) {
                if (i % length <= i / length % length) {
                    replica.append(seed);
                    step.append(atStep);
                    sequence.append(ofSequence);
                    layer.append(ofLayer);
                    head.append(i / (length * length));
                    query.append(i / length % length);
                    key.append(i % length);
                    value.append(patterns[i]);
                }
            }
        }

        Table table() {
            return Table.create("attention", replica, step, sequence, layer, head, query, key, value);
        }
    }
}
