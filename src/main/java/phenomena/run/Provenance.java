package phenomena.run;

import java.util.Map;

/**
 * Where a record comes from.
 *
 * @param created when the training ended, ISO-8601 in UTC
 * @param seconds wall time of the training it was part of
 * @param software versions of library, engine and JDK
 * @param machine operating system, architecture and cores
 * @param plan replicas in each pass, passes at once, and threads of an engine operation
 */
public record Provenance(
        String created, double seconds, Map<String, String> software, Map<String, String> machine, String plan) {}
