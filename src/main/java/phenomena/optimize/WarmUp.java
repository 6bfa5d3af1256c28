package phenomena.optimize;

import java.util.Objects;

/**
 * Linear warm-up of the learning rate: its factor is {@code min(1, step / steps)}, and {@code step} counts the updates made.
 *
 * <p>So it is in the code of Power et al. (2022), Nanda et al. (2023) and Lee et al. (2024), each with 10 steps: the first update
 * moves nothing, it only fills the base's memories, and the full rate is reached after {@code steps} updates. Decoupled weight
 * decay is a share of the learning rate and warms up with it, as under PyTorch's schedulers.
 *
 * @param base what steps at the scheduled rate
 * @param steps updates until the full rate, at least 1
 */
public record WarmUp(Optimizer base, int steps) implements Wrapper {

    /**
     * @throws NullPointerException if {@code base} is null
     * @throws IllegalArgumentException if {@code steps} is out of its range
     */
    public WarmUp {
        Objects.requireNonNull(base, "base must be given, got null");
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be at least 1, got " + steps);
        }
    }

    @Override
    public WarmUp withBase(Optimizer base) {
        return new WarmUp(base, steps);
    }

    /** What the learning rate is multiplied by after {@code step} updates, in [0, 1]. */
    public double factor(long step) {
        return Math.min(1, (double) step / steps);
    }

    @Override
    public void update(Block block, long step) {
        double factor = factor(step);
        Optimizer now = factor < 1 ? base.withLearningRate(factor * base.learningRate()) : base;
        now.update(inner(block), step);
    }
}
