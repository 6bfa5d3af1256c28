package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import phenomena.run.Progress;

class ProgressChoiceTest {
    private static final Optional<Cell> CELL = Optional.of(new RecordingCell());
    private static final Optional<Cell> NO_CELL = Optional.empty();

    @Test
    void unset_it_follows_who_watches() {
        assertThat(ProgressChoice.progress(null, CELL, () -> true)).isInstanceOf(LiveProgress.class);
        assertThat(ProgressChoice.progress(null, NO_CELL, () -> true)).isInstanceOf(TerminalProgress.class);
        assertThat(ProgressChoice.progress(" ", NO_CELL, () -> false)).isSameAs(Progress.NONE);
    }

    @Test
    void a_person_can_choose() {
        assertThat(ProgressChoice.progress("terminal", CELL, () -> false)).isInstanceOf(TerminalProgress.class);
        assertThat(ProgressChoice.progress("off", CELL, () -> true)).isSameAs(Progress.NONE);
        assertThat(ProgressChoice.progress("live", CELL, () -> true)).isInstanceOf(LiveProgress.class);
    }

    @Test
    void live_without_a_notebook_is_as_if_unset() {
        assertThat(ProgressChoice.progress("live", NO_CELL, () -> false)).isSameAs(Progress.NONE);
    }

    @Test
    void an_unknown_choice_names_the_three() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProgressChoice.progress("loud", CELL, () -> true))
                .withMessageContaining("live, terminal or off")
                .withMessageContaining("\"loud\"");
    }
}
