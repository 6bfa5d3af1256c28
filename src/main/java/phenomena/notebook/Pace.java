package phenomena.notebook;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a training is.
 *
 * @param done replica-steps done
 * @param total replica-steps at most
 * @param elapsed time since it began
 */
record Pace(long done, long total, Duration elapsed) {

    /** The share of the work that is done, in [0, 1]. */
    double fraction() {
        return total <= 0 ? 0 : Math.min(1.0, (double) done / total);
    }

    /** The time left at the pace so far; empty before anything is done. */
    Optional<Duration> remaining() {
        double fraction = fraction();
        return fraction == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - fraction) / fraction)));
    }

    /** The share in whole percent, rounded down, so that 100% means finished. */
    String percent() {
        return (int) Math.floor(100 * fraction()) + "%";
    }

    /**
     * How a training ended, as a line to keep.
     *
     * @param outcome {@code "completed"}, {@code "interrupted"} or an error's message
     * @param replicas how many replicas were measured; 0 where the work is not a training
     */
    String ended(String outcome, int replicas) {
        String who = replicas == 1 ? "1 replica" : replicas + " replicas";
        return switch (outcome) {
            case "completed" -> (replicas == 0 ? "done in " : who + " trained in ") + say(elapsed);
            case "interrupted" ->
                (replicas == 0 ? "" : who + ", ") + "interrupted at " + percent() + " after " + say(elapsed);
            default -> "stopped at " + percent() + " after " + say(elapsed) + ": " + outcome;
        };
    }

    /** A duration as a person says it: {@code 41 s}, {@code 3 min 05 s}, {@code 2 h 03 min}. */
    static String say(Duration duration) {
        long seconds = duration.plusMillis(500).toSeconds();
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return "%d min %02d s".formatted(seconds / 60, seconds % 60);
        }
        return "%d h %02d min".formatted(seconds / 3600, seconds % 3600 / 60);
    }
}
