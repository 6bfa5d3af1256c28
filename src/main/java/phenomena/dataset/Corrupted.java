package phenomena.dataset;

import java.util.Objects;

/**
 * A task whose data a {@link Corruption} has spoilt.
 *
 * @param task what gives the data; its seed is also the corruption's, under another purpose
 * @param corruption what is done to them
 */
public record Corrupted(Task task, Corruption corruption) implements Task {

    /** @throws NullPointerException if either is null */
    public Corrupted {
        Objects.requireNonNull(task, "task must be given, got null");
        Objects.requireNonNull(corruption, "corruption must be given, got null");
    }

    @Override
    public Split split(long seed) {
        return corruption.apply(task.split(seed), seed);
    }
}
