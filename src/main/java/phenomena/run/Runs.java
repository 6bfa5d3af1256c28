package phenomena.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import phenomena.dataset.Examples;
import phenomena.dataset.Sampled;
import phenomena.dataset.Task;
import phenomena.protocol.Protocol;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

/**
 * Several runs, as one table.
 *
 * @param runs the runs, in the order asked for
 * @param dials the numbers that tell them apart, by name, each with its value in every run; empty where only the protocols'
 *     names do
 */
public record Runs(List<Run> runs, Map<String, List<Double>> dials) {

    public Runs {
        runs = List.copyOf(runs);
        dials = Collections.unmodifiableMap(new LinkedHashMap<>(dials)); // in their order
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("runs must be at least one, got none");
        }
        for (Map.Entry<String, List<Double>> dial : dials.entrySet()) {
            if (dial.getValue().size() != runs.size()) {
                throw new IllegalArgumentException("values of the dial \"" + dial.getKey() + "\" must be " + runs.size()
                        + ", one for each run, got " + dial.getValue().size());
            }
        }
    }

    /** Runs told apart by their protocols' names. */
    public static Runs of(List<Run> runs) {
        return new Runs(runs, Map.of());
    }

    /** With a column {@code parameterCount} more: how many numbers each run's networks train, embeddings and biases too. */
    public Runs withParameterCounts() {
        Map<String, List<Double>> more = new LinkedHashMap<>(dials);
        more.put(
                "parameterCount",
                runs.stream().map(run -> (double) parameters(run.protocol())).toList());
        return new Runs(runs, more);
    }

    private static long parameters(Protocol protocol) {
        Task task =
                protocol.task() instanceof Sampled sampled ? sampled.withTrain(1) : protocol.task(); // cheaper to draw
        Examples one = task.split(protocol.seeds().get(0)).train();
        return protocol.learner()
                .architecture()
                .cost(one.inputShape(), one.classes())
                .parameters();
    }

    /** The rows of all runs, tidy: {@code run, replica, step, split, quantity, value}, and a column for each dial. */
    public Table table() {
        Table all = withDials(0).emptyCopy();
        for (int i = 0; i < runs.size(); i++) {
            all.append(withDials(i));
        }
        all.setName(dials.isEmpty() ? "runs" : String.join(", ", dials.keySet()));
        return all;
    }

    private Table withDials(int i) {
        Table rows = runs.get(i).table().copy();
        dials.forEach((name, values) ->
                rows.addColumns(DoubleColumn.create(name, rows.rowCount()).fillWith(() -> values.get(i))));
        return rows;
    }

    /** Whether nothing is left to train in any of them. */
    public boolean isComplete() {
        return runs.stream().allMatch(Run::isComplete);
    }

    /** One line a run. */
    @Override
    public String toString() {
        return String.join("\n", runs.stream().map(Run::toString).toList());
    }
}
