package phenomena.run;

import java.util.ArrayList;
import java.util.List;

/** One progress for many threads: collects what they report and passes it on a few times a second. */
final class SharedProgress implements Progress {

    private static final long PAUSE_NANOS = 100_000_000;

    private final Progress progress;
    private final List<Row> rows = new ArrayList<>();
    private long replicaSteps;
    private long told = System.nanoTime();
    private boolean started;

    SharedProgress(Progress progress) {
        this.progress = progress;
    }

    @Override
    public synchronized void start(String title, long replicaSteps) {
        started = true;
        progress.start(title, replicaSteps);
    }

    @Override
    public synchronized void advance(long replicaSteps, List<Row> measured) {
        this.replicaSteps += replicaSteps;
        rows.addAll(measured);
        if (System.nanoTime() - told >= PAUSE_NANOS) {
            tell();
        }
    }

    @Override
    public synchronized void finish(String outcome) {
        if (started) {
            tell();
            progress.finish(outcome);
        }
    }

    private void tell() {
        progress.advance(replicaSteps, List.copyOf(rows));
        rows.clear();
        replicaSteps = 0;
        told = System.nanoTime();
    }
}
