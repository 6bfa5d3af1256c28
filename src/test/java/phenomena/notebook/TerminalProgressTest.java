package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now;
    private final TerminalProgress progress =
            new TerminalProgress(new PrintStream(written, true, StandardCharsets.UTF_8), () -> now);

    private String written() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void ends_with_a_full_bar_on_its_own_line() {
        progress.start("Random labels, MLP", 200);
        now = Duration.ofSeconds(3).toNanos();
        progress.advance(100, List.of());
        progress.advance(100, List.of());
        progress.finish("completed");

        assertThat(written()).startsWith("\r").endsWith(System.lineSeparator());
        assertThat(written().substring(written().lastIndexOf('\r')))
                .contains("Random labels, MLP", "100%", "200/200", "completed");
    }

    @Test
    void an_interrupted_bar_says_where_it_stopped() {
        progress.start("MLP", 200);
        now = Duration.ofSeconds(3).toNanos();
        progress.advance(100, List.of());
        progress.finish("interrupted");

        assertThat(written().substring(written().lastIndexOf('\r'))).contains("50%", "interrupted");
    }

    @Test
    void a_training_shorter_than_two_seconds_leaves_nothing() {
        progress.start("MLP", 200);
        now = Duration.ofMillis(1900).toNanos();
        progress.advance(200, List.of());
        progress.finish("completed");

        assertThat(written()).isEmpty();
    }
}
