package phenomena.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where one pass keeps its checkpoint; passes with a replica that cannot be filed keep none. */
final class PassFile {

    /** Nanoseconds between checkpoints: short enough to lose little, long enough to cost little. */
    private static final long INTERVAL = Long.getLong("phenomena.checkpointMillis", 20_000) * 1_000_000;

    private final Path file; // null: none
    private final String id;
    private final List<Replica> replicas;
    private final long begun = System.nanoTime();
    private long written = begun;

    private PassFile(Path file, String id, List<Replica> replicas) {
        this.file = file;
        this.id = id;
        this.replicas = replicas;
    }

    static PassFile of(RunStore store, List<Replica> replicas, List<Runner.Job> jobs) {
        StringBuilder text = new StringBuilder();
        for (Replica replica : replicas) {
            Identity identity = jobs.stream()
                    .filter(job -> job.index() == replica.run())
                    .findFirst()
                    .orElseThrow()
                    .identity();
            if (identity == null) {
                return new PassFile(null, "", replicas);
            }
            text.append(identity.sha256()).append(' ').append(replica.seed()).append('\n');
        }
        String id = Identity.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
        return new PassFile(store.unfinished().resolve(id.substring(0, 16) + ".checkpoint"), id, replicas);
    }

    /** The checkpoint there is, or null. */
    Checkpoint read(List<Replica> replicas) {
        return file == null ? null : Checkpoint.read(file, id, replicas).orElse(null);
    }

    void writeIfDue(Cohort cohort, Ledger ledger, long step) {
        if (System.nanoTime() - written >= INTERVAL) {
            write(cohort, ledger, step);
        }
    }

    void write(Cohort cohort, Ledger ledger, long step) {
        if (file == null) {
            return;
        }
        List<Integer> kept = cohort.members().stream().map(Member::block).toList();
        try {
            new Checkpoint(step, kept, cohort.state(), ledger).write(file, id, replicas);
        } catch (IOException e) {
            throw new StoreException(
                    "checkpoint cannot be written (" + e.getMessage()
                            + "); free space in the run store and run it again",
                    e);
        }
        written = System.nanoTime();
    }

    /** Keeps the end of a long pass until the records it belongs to are filed. */
    void finish(Cohort cohort, Ledger ledger) {
        if (System.nanoTime() - begun >= INTERVAL / 10) {
            write(
                    cohort,
                    ledger,
                    replicas.get(0).protocol().learner().training().steps());
        }
    }

    void delete() {
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new StoreException("checkpoint " + file.getFileName() + " cannot be deleted", e);
        }
    }
}
