package phenomena.optimize;

import java.util.Objects;

/**
 * Grokfast with its exponential moving average (Lee et al. 2024, arXiv:2405.20233): the slow part of the gradient is
 * amplified, {@code h ← αh + (1−α)g; g ← g + λh}.
 *
 * <p>The average begins at the first gradient, as in the authors' code, and is not corrected for bias: of a gradient that does not
 * change {@code (1 + λ)g} is passed on from the first step. The average is of the gradients that come in, not of those passed on.
 *
 * @param base what steps along the amplified gradient
 * @param decay α, in [0, 1); 0.98 in the authors' code
 * @param strength λ, at least 0; 2 in the authors' code
 */
public record GrokfastEma(Optimizer base, double decay, double strength) implements Wrapper {

    /**
     * @throws NullPointerException if {@code base} is null
     * @throws IllegalArgumentException if a number is out of its range
     */
    public GrokfastEma {
        Objects.requireNonNull(base, "base must be given, got null");
        Optimizer.requireFraction("decay", decay);
        Optimizer.requireNonNegative("strength", strength);
    }

    @Override
    public GrokfastEma withBase(Optimizer base) {
        return new GrokfastEma(base, decay, strength);
    }

    @Override
    public int ownMemories() {
        return 1;
    }

    @Override
    public void update(Block block, long step) {
        Numbers average = block.memories().get(0);
        if (step == 0) {
            average.copy(block.gradient());
        } else {
            average.mix(decay, 1 - decay, block.gradient());
        }
        block.gradient().add(strength, average);
        base.update(inner(block), step);
    }
}
