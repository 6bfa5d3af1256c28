package phenomena.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a cohort's replicas have left so far, beside the engine: rows, probes' memories, outcomes, final parameters. */
final class Ledger {

    private final Map<Replica, List<Row>> rows = new LinkedHashMap<>();
    private final Map<Replica, Outcome> outcomes = new HashMap<>();
    private final Map<Replica, Map<String, int[]>> memories = new HashMap<>();
    private final Map<Replica, Map<String, float[]>> parameters = new HashMap<>();

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

    /** Final parameters by name, of replicas whose protocol keeps them. */
    Map<Replica, Map<String, float[]>> parameters() {
        return parameters;
    }
}
