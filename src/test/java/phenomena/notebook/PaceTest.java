package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void time_left_follows_from_the_share_done() {
        var pace = new Pace(25, 100, Duration.ofSeconds(10));

        assertThat(pace.remaining()).contains(Duration.ofSeconds(30));
        assertThat(pace.percent()).isEqualTo("25%");
    }

    @Test
    void nothing_done_promises_nothing() {
        assertThat(new Pace(0, 100, Duration.ofSeconds(10)).remaining()).isEmpty();
        assertThat(new Pace(5, 0, Duration.ofSeconds(10)).remaining()).isEmpty();
    }

    @Test
    void is_at_100_percent_only_when_all_is_done() {
        assertThat(new Pace(999, 1000, Duration.ZERO).percent()).isEqualTo("99%");
        assertThat(new Pace(1000, 1000, Duration.ZERO).percent()).isEqualTo("100%");
    }

    @Test
    void says_durations_as_a_person_does() {
        assertThat(Pace.say(Duration.ofMillis(40_600))).isEqualTo("41 s");
        assertThat(Pace.say(Duration.ofSeconds(185))).isEqualTo("3 min 05 s");
        assertThat(Pace.say(Duration.ofMinutes(123))).isEqualTo("2 h 03 min");
    }

    @Test
    void says_how_a_training_or_other_work_ended() {
        var pace = new Pace(63, 100, Duration.ofSeconds(41));

        assertThat(pace.ended("completed", 30)).isEqualTo("30 replicas trained in 41 s");
        assertThat(pace.ended("interrupted", 1)).isEqualTo("1 replica, interrupted at 63% after 41 s");
        assertThat(pace.ended("completed", 0)).isEqualTo("done in 41 s");
        assertThat(pace.ended("interrupted", 0)).isEqualTo("interrupted at 63% after 41 s");
        assertThat(pace.ended("disk full", 2)).isEqualTo("stopped at 63% after 41 s: disk full");
    }
}
