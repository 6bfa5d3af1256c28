package phenomena.optimize;

import java.util.List;
import java.util.Objects;

/**
 * Grokfast with its windowed moving average (Lee et al. 2024, arXiv:2405.20233): {@code g ← g + λ · mean} of the last
 * {@code window} gradients, this one among them.
 *
 * <p>Until the window is full, in the first {@code window − 1} steps, the gradient passes unchanged, as in the authors' code with its
 * {@code warmup}. It remembers {@code window + 1} numbers for each parameter, and a resumable record keeps them all: with the authors'
 * window of 100 that is fifty times what Adam remembers, where {@link GrokfastEma} adds one number.
 *
 * @param base what steps along the amplified gradient
 * @param window how many gradients are averaged, at least 1; 100 in the authors' code
 * @param strength λ, at least 0; 5 in the authors' code
 */
public record GrokfastMa(Optimizer base, int window, double strength) implements Wrapper {

    /**
     * @throws NullPointerException if {@code base} is null
     * @throws IllegalArgumentException if a number is out of its range
     */
    public GrokfastMa {
        Objects.requireNonNull(base, "base must be given, got null");
        if (window < 1) {
            throw new IllegalArgumentException("window must be at least 1, got " + window);
        }
        Optimizer.requireNonNegative("strength", strength);
    }

    @Override
    public GrokfastMa withBase(Optimizer base) {
        return new GrokfastMa(base, window, strength);
    }

    @Override
    public int ownMemories() {
        return window + 1;
    }

    /**
     * Cuts time into rounds of {@code window} steps. The window is then the tail of the last round and the head of this one: the tails'
     * sums are made once, at a round's beginning, and the head's grows with each gradient. Unlike a running sum that adds the newest
     * and takes off the oldest, this leaves no rounding error of large early gradients behind, under which small late ones drown.
     */
    @Override
    public void update(Block block, long step) {
        List<Numbers> slots = block.memories().subList(0, window); // this round's gradients, then the last one's tails
        Numbers head = block.memories().get(window);
        int slot = (int) (step % window);
        if (slot == 0) {
            for (int i = window - 2; i > 0; i--) {
                slots.get(i).add(1, slots.get(i + 1));
            }
            head.scale(0);
        }
        head.add(1, block.gradient());
        slots.get(slot).copy(block.gradient());
        if (step >= window - 1) {
            block.gradient().add(strength / window, head);
            if (slot + 1 < window) {
                block.gradient().add(strength / window, slots.get(slot + 1));
            }
        }
        base.update(inner(block), step);
    }
}
