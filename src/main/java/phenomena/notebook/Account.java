package phenomena.notebook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import phenomena.protocol.ProtocolJson;
import phenomena.run.Outcome;
import phenomena.run.Run;

/** Says in a line or two where the numbers of some runs come from, and what did not go as planned. */
final class Account {

    private Account() {}

    /**
     * @param runs what was asked for
     * @param begun when it was asked for; runs created since then were trained now
     */
    static String of(List<Run> runs, Instant begun) {
        Map<Boolean, List<Run>> isOld = runs.stream()
                .collect(Collectors.partitioningBy(
                        run -> Instant.parse(run.provenance().created()).isBefore(begun)));
        List<Run> old = isOld.get(true);
        List<Run> now = isOld.get(false);
        StringBuilder account = new StringBuilder();
        if (!old.isEmpty()) {
            String cores = old.get(0).provenance().machine().get("cores");
            account.append("%s from records, trained on %s in %.0f s (%s cores)%n"
                    .formatted(replicas(old), days(old), seconds(old), cores));
        }
        if (!now.isEmpty()) {
            account.append("%s trained now in %.0f s%n".formatted(replicas(now), seconds(now)));
        }
        for (Run run : runs) {
            describeTrouble(run, account);
        }
        return account.toString().strip();
    }

    private static void describeTrouble(Run run, StringBuilder account) {
        List<Long> interrupted = run.protocol().seeds().stream()
                .filter(seed -> run.outcomes().get(seed) instanceof Outcome.Interrupted)
                .toList();
        String name = run.protocol().name();
        if (!interrupted.isEmpty()) {
            account.append("%s: interrupted at seeds %s; run the cell again to go on%n".formatted(name, interrupted));
        }
        if (!run.diverged().isEmpty()) {
            account.append("%s: diverged at seeds %s%n".formatted(name, run.diverged()));
        }
        if (!ProtocolJson.isPortable(run.protocol())) {
            account.append("%s: not filed, since it uses a type of your own%n".formatted(name));
        }
    }

    private static String replicas(List<Run> runs) {
        int count = runs.stream().mapToInt(run -> run.outcomes().size()).sum();
        return count + (count == 1 ? " replica" : " replicas");
    }

    /** Runs of one training share its time: it counts once. */
    private static double seconds(List<Run> runs) {
        return runs.stream()
                .map(Run::provenance)
                .distinct()
                .mapToDouble(provenance -> provenance.seconds())
                .sum();
    }

    private static String days(List<Run> runs) {
        return runs.stream()
                .map(run -> run.provenance().created().substring(0, 10))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
