package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.run.Row;

class LiveProgressTest {
    private final RecordingCell cell = new RecordingCell();
    private long now;
    private final LiveProgress progress = new LiveProgress(cell, () -> now);

    private void advance(double seconds, long replicaSteps, Row... measured) {
        now += Duration.ofMillis(Math.round(1000 * seconds)).toNanos();
        progress.advance(replicaSteps, List.of(measured));
    }

    @Test
    void a_training_shorter_than_two_seconds_leaves_nothing() {
        progress.start("MLP", 100);
        advance(1.9, 100);
        progress.finish("completed");

        assertThat(cell.outputs).isEmpty();
    }

    @Test
    void updates_at_most_twice_a_second() {
        progress.start("MLP", 100);
        advance(2, 10);
        advance(.4, 10);
        advance(.1, 10);
        advance(.3, 10);

        assertThat(cell.outputs).extracting(RecordingCell.Output::verb).containsExactly("show", "update");
        assertThat(cell.outputs.get(1).id()).isEqualTo(cell.outputs.get(0).id());
    }

    @Test
    void shows_the_share_the_time_and_the_curve() {
        progress.start("Random labels, MLP", 100);
        advance(10, 25, new Row("mlp", 0, 100, "test", "error", .25));

        assertThat((String) cell.last().bundle().get("text/html"))
                .contains("Random labels, MLP", "25% after 10 s, about 30 s left", "test 0.25", "<svg");
    }

    @Test
    void leaves_one_line_of_text() {
        progress.start("MLP", 100);
        advance(40, 50, new Row("mlp", 0, 1, "test", "error", .25), new Row("mlp", 1, 1, "test", "error", .25));
        advance(1, 50);
        progress.finish("completed");

        assertThat(cell.last().verb()).isEqualTo("update");
        assertThat(cell.last().bundle()).isEqualTo(Map.of("text/plain", "MLP: 2 replicas trained in 41 s"));
    }

    @Test
    void says_that_it_was_interrupted() {
        progress.start("MLP", 100);
        advance(40, 50);
        progress.finish("interrupted");

        assertThat(cell.last().bundle().get("text/plain").toString()).contains("interrupted at 50% after 40 s");
    }

    @Test
    void a_second_training_gets_its_own_display_and_curve() {
        progress.start("first", 10);
        advance(3, 10, new Row("a", 0, 1, "train", "error", .25));
        progress.finish("completed");
        progress.start("second", 10);
        advance(3, 5);

        assertThat(cell.last().verb()).isEqualTo("show");
        assertThat(cell.last().id()).isNotEqualTo(cell.outputs.get(0).id());
        assertThat((String) cell.last().bundle().get("text/html"))
                .contains("second")
                .doesNotContain("train 0.25");
    }

    @Test
    void a_hostile_title_is_inert() {
        progress.start("<img src=x onerror=alert(1)>", 10);
        advance(3, 5);

        assertThat((String) cell.last().bundle().get("text/html"))
                .contains("&lt;img")
                .doesNotContain("<img");
    }
}
