package phenomena.run;

import ai.djl.engine.Engine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Where a record comes from.
 *
 * @param created when the training ended, ISO-8601 in UTC
 * @param seconds wall time of the training it was part of; of its last part, where it was interrupted and resumed
 * @param software versions of library, engine and JDK
 * @param machine operating system, architecture and cores
 * @param plan replicas in each pass, passes at once, and threads of an engine operation
 */
public record Provenance(
        String created, double seconds, Map<String, String> software, Map<String, String> machine, String plan) {

    /** Of what this program trained, just now. */
    static Provenance now(double seconds, int cores, Plan plan) {
        String created = Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
        return new Provenance(created, seconds, versions(), machine(cores), describe(plan));
    }

    private static Map<String, String> versions() {
        Map<String, String> software = new LinkedHashMap<>();
        String version = Provenance.class.getPackage().getImplementationVersion();
        software.put("phenomena", version == null ? "development" : version);
        software.put("numerics", Integer.toString(Identity.NUMERICS));
        Engine engine = Engine.getInstance();
        software.put(engine.getEngineName(), engine.getVersion());
        software.put("jdk", Runtime.version().toString());
        return software;
    }

    private static Map<String, String> machine(int cores) {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("cores", Integer.toString(cores));
        return machine;
    }

    private static String describe(Plan plan) {
        return "passes of "
                + plan.passes().stream()
                        .map(pass -> Integer.toString(pass.size()))
                        .collect(Collectors.joining(", "))
                + " replicas, " + plan.workers() + " at once, " + plan.engineThreads() + " engine threads each";
    }
}
