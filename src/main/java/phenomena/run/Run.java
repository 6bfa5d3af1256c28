package phenomena.run;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
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

    /** The same numbers as the run of another protocol, one that differs in nothing but its name. */
    Run named(Protocol named) {
        if (named.equals(protocol)) {
            return this;
        }
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
