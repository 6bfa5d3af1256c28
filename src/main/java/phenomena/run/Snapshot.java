package phenomena.run;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import phenomena.dataset.Examples;
import phenomena.measure.ErrorRate;
import phenomena.measure.Heads;
import phenomena.measure.Observation;
import phenomena.measure.Part;
import phenomena.model.Decoder;
import phenomena.model.Network;
import phenomena.model.Objective;

/** A cohort at one step, as probes see it; logits leave the engine once, when first asked for. */
final class Snapshot implements Observation {

    private final Cohort cohort;
    private final long step;
    private final Map<Replica, Map<String, int[]>> memories;
    private final Map<Part, double[][]> logits = new EnumMap<>(Part.class);
    private final Map<Part, double[][]> activations = new EnumMap<>(Part.class);
    private final Map<Part, int[][]> predictions = new EnumMap<>(Part.class);
    private final boolean[] last;

    Snapshot(Cohort cohort, long step, Map<Replica, Map<String, int[]>> memories) {
        this.cohort = cohort;
        this.step = step;
        this.memories = memories;
        last = new boolean[cohort.size()];
    }

    void setLast(int replica) {
        last[replica] = true;
    }

    /** The replica's training error; NaN if one of its logits is not finite. */
    double trainError(int replica) {
        double[] own = logits(replica, Part.TRAIN);
        for (double logit : own) {
            if (!Double.isFinite(logit)) {
                return Double.NaN;
            }
        }
        return ErrorRate.of(predictions(replica, Part.TRAIN), examples(replica, Part.TRAIN));
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean last(int replica) {
        return last[replica];
    }

    @Override
    public int replicas() {
        return cohort.size();
    }

    @Override
    public Examples examples(int replica, Part part) {
        return cohort.measured(replica, part);
    }

    @Override
    public Objective objective() {
        return cohort.learner().objective();
    }

    @Override
    public double[] logits(int replica, Part part) {
        return logits.computeIfAbsent(part, cohort::logits)[replica];
    }

    @Override
    public double[] activations(int replica, Part part) {
        return activations.computeIfAbsent(part, cohort::activations)[replica];
    }

    @Override
    public int[] predictions(int replica, Part part) {
        int[][] all = predictions.computeIfAbsent(part, p -> new int[cohort.size()][]);
        if (all[replica] == null) {
            all[replica] = Observation.super.predictions(replica, part);
        }
        return all[replica];
    }

    @Override
    public Heads heads() {
        return cohort.learner().architecture() instanceof Decoder decoder
                ? new HeadPasses(cohort, decoder)
                : Observation.super.heads();
    }

    @Override
    public Map<String, double[]> parameters(int replica) {
        double[] row = cohort.row(replica);
        Map<String, double[]> named = new LinkedHashMap<>();
        for (Network.Entry entry : cohort.entries()) {
            named.put(entry.name(), Arrays.copyOfRange(row, entry.offset(), entry.offset() + entry.length()));
        }
        return named;
    }

    @Override
    public int[] memory(int replica, String name, int size) {
        return memories.computeIfAbsent(cohort.members().get(replica).replica(), r -> new HashMap<>())
                .computeIfAbsent(name, n -> new int[size]);
    }
}
