package phenomena.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import phenomena.dataset.Split;
import phenomena.measure.Observation;
import phenomena.protocol.Protocol;
import tech.tablesaw.api.Table;

/**
 * What a protocol left: tidy rows, outcomes and provenance.
 *
 * @param protocol what was run
 * @param table columns {@code run, replica, step, split, quantity, value}; replica is the seed
 * @param outcomes how each replica ended, by seed
 * @param provenance where the numbers come from
 * @param kept the parameters that the protocol keeps, by seed and {@code step/name}
 */
public record Run(
        Protocol protocol,
        Table table,
        Map<Long, Outcome> outcomes,
        Provenance provenance,
        Map<Long, Map<String, float[]>> kept) {

    /** The steps at which a seed's parameters were kept, ascending. */
    public SortedSet<Long> keptSteps(long seed) {
        SortedSet<Long> steps = new TreeSet<>();
        kept.getOrDefault(seed, Map.of())
                .keySet()
                .forEach(name -> steps.add(Long.valueOf(name.substring(0, name.indexOf('/')))));
        return steps;
    }

    /**
     * A seed's parameters after {@code step} updates, by name, in float32.
     *
     * @throws IllegalArgumentException if they were not kept
     */
    public Map<String, float[]> parameters(long seed, long step) {
        Map<String, float[]> named = new TreeMap<>();
        String at = step + "/";
        kept.getOrDefault(seed, Map.of()).forEach((name, values) -> {
            if (name.startsWith(at)) {
                named.put(name.substring(at.length()), values);
            }
        });
        if (named.isEmpty()) {
            throw new IllegalArgumentException("parameters of seed " + seed + " are kept at the steps "
                    + keptSteps(seed) + ", got " + step + "; ask for others with Measurement.withKeptSteps");
        }
        return named;
    }

    /**
     * Looks at a seed's network as it was after {@code step} updates: with any instrument, also one that the protocol does not name.
     *
     * <pre>{@code
     * double[] wave = run.observe(0, 6_000, network -> OperandGrid.of(network, 0).neuron(12));
     * }</pre>
     *
     * @param look sees the network alone, at index 0; what it sees is gone when it returns
     * @return what {@code look} returns
     * @throws IllegalArgumentException if its parameters were not kept, or they are not all: running statistics are not kept
     */
    public <T> T observe(long seed, long step, Function<Observation, T> look) {
        Map<String, float[]> named = parameters(seed, step);
        Autograd.useThreads(Runtime.getRuntime().availableProcessors());
        Split split = protocol.task().split(seed);
        try (Cohort cohort = new Cohort(List.of(new Replica(0, protocol, seed)), List.of(split))) {
            cohort.setParameters(named);
            Snapshot snapshot = new Snapshot(cohort, step, new HashMap<>());
            snapshot.setLast(0);
            return Autograd.unrecorded(() -> look.apply(snapshot));
        }
    }

    /** The same numbers as the run of another protocol, one that differs in nothing but its name. */
    Run named(Protocol named) {
        if (named.equals(protocol)) {
            return this;
        }
        return new Run(named, Rows.named(named.name(), table), outcomes, provenance, kept);
    }

    /** Whether every replica reached its end or diverged, so that nothing is left to train. */
    public boolean isComplete() {
        return outcomes.values().stream().noneMatch(outcome -> outcome instanceof Outcome.Interrupted);
    }

    /** The seeds whose replicas diverged. */
    public List<Long> diverged() {
        return protocol.seeds().stream()
                .filter(seed -> outcomes.get(seed) instanceof Outcome.Diverged)
                .toList();
    }

    /** One line for a person: name, replicas, how they ended, and how long it took. */
    @Override
    public String toString() {
        long interrupted = outcomes.values().stream()
                .filter(outcome -> outcome instanceof Outcome.Interrupted)
                .count();
        return "%s: %d replicas%s%s, trained in %.0f s on %s"
                .formatted(
                        protocol.name(),
                        outcomes.size(),
                        diverged().isEmpty() ? "" : ", " + diverged().size() + " diverged",
                        interrupted == 0 ? "" : ", " + interrupted + " interrupted",
                        provenance.seconds(),
                        provenance.created());
    }
}
