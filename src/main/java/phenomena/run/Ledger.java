package phenomena.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a cohort's replicas have left so far, beside the engine: rows, probes' memories, outcomes, kept parameters, and the past for instruments that look back. */
final class Ledger {

    private final Map<Replica, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Replica, Outcome> outcomes = new HashMap<>();
    private final Map<Replica, Map<String, int[]>> memories = new HashMap<>();
    private final Map<Replica, Map<String, float[]>> parameters = new HashMap<>();
    private final Map<Replica, SortedMap<Long, double[][]>> past = new HashMap<>();

    Ledger(List<Replica> replicas) {
        replicas.forEach(replica -> rows.put(replica, new ArrayList<>()));
    }

    List<Row> rows(Replica replica) {
        return rows.get(replica);
    }

    Map<Replica, Outcome> outcomes() {
        return outcomes;
    }

    Map<Replica, Map<String, int[]>> memories() {
        return memories;
    }

    /** A replica's states at its measured steps, where an instrument looks back: step to {@link Cohort#network(int)}. */
    SortedMap<Long, double[][]> past(Replica replica) {
        return past.computeIfAbsent(replica, r -> new TreeMap<>());
    }

    /** Drops a replica's past. */
    void forget(Replica replica) {
        past.remove(replica);
    }

    /** Keeps parameters of one step, in float32. */
    void keep(Replica replica, long step, Map<String, double[]> named) {
        Map<String, float[]> kept = parameters.computeIfAbsent(replica, r -> new LinkedHashMap<>());
        named.forEach((name, values) -> {
            float[] rounded = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                rounded[i] = (float) values[i];
            }
            kept.put(step + "/" + name, rounded);
        });
    }

    /** Kept parameters by {@code step/name}, of replicas whose protocol keeps some. */
    Map<Replica, Map<String, float[]>> parameters() {
        return parameters;
    }
}
