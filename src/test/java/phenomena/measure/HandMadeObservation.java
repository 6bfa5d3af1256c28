package phenomena.measure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.model.CrossEntropy;
import phenomena.model.Objective;

/** Replicas whose logits and parameters a test writes down, and the readings that a probe takes of them. */
final class HandMadeObservation implements Observation {

    final Map<Integer, double[]> train = new HashMap<>();
    final Map<Integer, double[]> test = new HashMap<>();
    final Map<Integer, Map<String, double[]>> parameters = new HashMap<>();
    final Map<Integer, double[]> trainActivations = new HashMap<>();
    final Map<Integer, double[]> testActivations = new HashMap<>();
    Objective objective = new CrossEntropy();
    Heads heads;
    long step;
    boolean last;

    private final List<Split> splits;
    private final Map<String, int[]> memories = new HashMap<>();

    /** @param splits the data of each replica */
    HandMadeObservation(Split... splits) {
        this.splits = List.of(splits);
    }

    /** Examples of one dull feature with these labels, trained on and original. */
    static Examples labelled(int classes, int[] labels, int[] originalLabels) {
        return new Examples(new float[labels.length], new long[] {1}, labels, originalLabels, classes);
    }

    /** What a probe reads, by "replica step split quantity", in the order of reading. */
    Map<String, Double> read(Probe probe) {
        Map<String, Double> read = new LinkedHashMap<>();
        List<String> twice = new ArrayList<>();
        probe.measure(this, (replica, at, split, quantity, value) -> {
            String key = replica + " " + at + " " + split + " " + quantity;
            if (read.put(key, value) != null) {
                twice.add(key);
            }
        });
        if (!twice.isEmpty()) {
            throw new AssertionError("read twice: " + twice);
        }
        return read;
    }

    @Override
    public long step() {
        return step;
    }

    @Override
    public boolean last(int replica) {
        return last;
    }

    @Override
    public int replicas() {
        return splits.size();
    }

    @Override
    public Examples examples(int replica, Part part) {
        return part.of(splits.get(replica));
    }

    @Override
    public Objective objective() {
        return objective;
    }

    @Override
    public double[] activations(int replica, Part part) {
        return (part == Part.TRAIN ? trainActivations : testActivations).get(replica);
    }

    @Override
    public Heads heads() {
        return heads == null ? Observation.super.heads() : heads;
    }

    @Override
    public double[] logits(int replica, Part part) {
        return (part == Part.TRAIN ? train : test).get(replica);
    }

    @Override
    public Map<String, double[]> parameters(int replica) {
        return parameters.get(replica);
    }

    @Override
    public int[] memory(int replica, String name, int size) {
        return memories.computeIfAbsent(replica + " " + name, key -> new int[size]);
    }
}
