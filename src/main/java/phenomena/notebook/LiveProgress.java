package phenomena.notebook;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.unbescape.html.HtmlEscape;
import phenomena.run.Progress;
import phenomena.run.Row;

/**
 * Draws a training into the running cell as it goes: share done, time left, and the median of the error over the
 * replicas with their range. One line of text stays; a training shorter than two seconds leaves nothing.
 *
 * <p>The drawing is SVG inside HTML, because JupyterLab draws a Plotly figure only once.
 */
public final class LiveProgress implements Progress {
    private static final Duration UNSEEN = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final Cell cell;
    private final LongSupplier nanoTime;

    private String id = "";
    private String title = "";
    private long total;
    private long done;
    private long started;
    private long drawn;
    private boolean shown;
    private LiveCurves curves = new LiveCurves();

    /**
     * Draws into a cell.
     *
     * @param cell the output of the cell that trains
     */
    public LiveProgress(Cell cell) {
        this(cell, System::nanoTime);
    }

    LiveProgress(Cell cell, LongSupplier nanoTime) {
        this.cell = cell;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void start(String training, long replicaSteps) {
        id = UUID.randomUUID().toString();
        title = training;
        total = replicaSteps;
        done = 0;
        started = nanoTime.getAsLong();
        shown = false;
        curves = new LiveCurves();
    }

    @Override
    public synchronized void advance(long replicaSteps, List<Row> measured) {
        done += replicaSteps;
        measured.forEach(curves::add);
        long now = nanoTime.getAsLong();
        boolean due = shown ? now - drawn >= BETWEEN.toNanos() : now - started >= UNSEEN.toNanos();
        if (due) {
            drawn = now;
            display(Map.of(Displayed.HTML, html(), Displayed.PLAIN, title + ": " + pace().percent()));
        }
    }

    @Override
    public synchronized void finish(String outcome) {
        if (shown) {
            display(Map.of(Displayed.PLAIN, title + ": " + pace().ended(outcome, curves.replicas())));
        }
    }

    private void display(Map<String, Object> bundle) {
        if (shown) {
            cell.update(id, bundle);
        } else {
            cell.show(id, bundle);
        }
        shown = true;
    }

    private Pace pace() {
        return new Pace(done, total, Duration.ofNanos(nanoTime.getAsLong() - started));
    }

    private String html() {
        Pace pace = pace();
        String left = pace.remaining()
                .map(time -> ", about " + Pace.say(time) + " left")
                .orElse("");
        return "<div><b>" + HtmlEscape.escapeHtml4Xml(title) + "</b> " + pace.percent() + " after "
                + Pace.say(pace.elapsed()) + left
                + "<br/><progress max='1' value='" + pace.fraction() + "' style='width:480px'></progress><br/>"
                + LiveChart.svg(curves) + "</div>";
    }
}
