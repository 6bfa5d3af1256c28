package phenomena.run;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import phenomena.baseline.Points;
import phenomena.baseline.Predictor;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Observation;
import phenomena.measure.Part;
import phenomena.model.MeanSquaredError;
import phenomena.model.Objective;

/** A fitted baseline as probes see it: one replica at step 0, whose outputs stand for logits. */
final class FittedObservation implements Observation {

    private final Predictor predictor;
    private final Split split;
    private final Function<Part, Points> points;
    private final Map<Part, double[]> outputs = new HashMap<>();
    private final Map<String, int[]> memories = new HashMap<>();

    /** @param points the split's parts as what the predictor reads */
    FittedObservation(Predictor predictor, Split split, Function<Part, Points> points) {
        this.predictor = predictor;
        this.split = split;
        this.points = points;
    }

    @Override
    public long step() {
        return 0;
    }

    @Override
    public boolean last(int replica) {
        return true;
    }

    @Override
    public int replicas() {
        return 1;
    }

    @Override
    public Examples examples(int replica, Part part) {
        return part.of(split);
    }

    @Override
    public Objective objective() {
        return new MeanSquaredError();
    }

    @Override
    public double[] logits(int replica, Part part) {
        return outputs.computeIfAbsent(part, asked -> {
            Points read = points.apply(asked);
            return predictor.predict(read.inputs(), read.features());
        });
    }

    @Override
    public double[] activations(int replica, Part part) {
        throw new IllegalStateException("a baseline must have a hidden layer to show, got none");
    }

    @Override
    public Map<String, double[]> parameters(int replica) {
        return Map.of();
    }

    @Override
    public int[] memory(int replica, String name, int size) {
        return memories.computeIfAbsent(name, key -> new int[size]);
    }
}
