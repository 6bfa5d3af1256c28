package phenomena.notebook;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import phenomena.run.Progress;
import phenomena.run.Row;

/** A bar with the time left, on the terminal; a training shorter than two seconds leaves nothing. */
public final class TerminalProgress implements Progress {
    private static final Duration UNSEEN = Duration.ofSeconds(2);
    private static final int COLUMNS = 100;

    private final PrintStream terminal;
    private final LongSupplier nanoTime;

    private String title = "";
    private long total;
    private long done;
    private long started;
    private ProgressBar bar;

    /**
     * Draws to the process's own standard error. {@code System.err} would not do: a kernel replaces it, and the bar
     * would land in the notebook as an error.
     */
    public TerminalProgress() {
        this(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8), System::nanoTime);
    }

    TerminalProgress(PrintStream terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void start(String training, long replicaSteps) {
        title = training;
        total = replicaSteps;
        done = 0;
        started = nanoTime.getAsLong();
        bar = null;
    }

    @Override
    public synchronized void advance(long replicaSteps, List<Row> measured) {
        done += replicaSteps;
        var elapsed = Duration.ofNanos(nanoTime.getAsLong() - started);
        if (bar == null && elapsed.compareTo(UNSEEN) >= 0) {
            bar = bar(elapsed);
        }
        if (bar != null) {
            bar.stepTo(done);
        }
    }

    @Override
    public synchronized void finish(String outcome) {
        if (bar != null) {
            bar.setExtraMessage(" " + outcome);
            bar.close();
            bar = null;
            terminal.println();
        }
    }

    private ProgressBar bar(Duration elapsed) {
        return new ProgressBarBuilder()
                .setTaskName(title)
                .setInitialMax(total)
                .startsFrom(done, elapsed)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(500)
                // A fixed width: asking the terminal for its own loads native code, which JDK 24 and later warn of.
                .setConsumer(new DelegatingProgressBarConsumer(line -> terminal.print("\r" + line), COLUMNS))
                .build();
    }
}
