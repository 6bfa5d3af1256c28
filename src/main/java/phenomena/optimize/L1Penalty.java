package phenomena.optimize;

import java.util.Objects;

/**
 * The gradient of an L1 penalty {@code λ Σ|w|} beside the loss's: {@code g ← g + λ sign(w)}, where the sign of 0 is 0.
 *
 * <p>It acts on every parameter, biases included. A step moves a weight by a finite amount, so small weights swing around 0 and
 * do not come to rest on it.
 *
 * <p>The other penalties need no wrapper. L2, {@code (λ/2) Σw²}, is {@link Adam}'s and {@link Sgd}'s own {@code weightDecay};
 * decay that is no part of the gradient, and so is not divided by its second moment, is {@link AdamW}'s.
 *
 * @param base what steps along the sum
 * @param strength λ, at least 0
 */
public record L1Penalty(Optimizer base, double strength) implements Wrapper {

    /**
     * @throws NullPointerException if {@code base} is null
     * @throws IllegalArgumentException if {@code strength} is out of its range
     */
    public L1Penalty {
        Objects.requireNonNull(base, "base must be given, got null");
        Optimizer.requireNonNegative("strength", strength);
    }

    @Override
    public L1Penalty withBase(Optimizer base) {
        return new L1Penalty(base, strength);
    }

    @Override
    public void update(Block block, long step) {
        block.gradient().addSign(strength, block.weights());
        base.update(inner(block), step);
    }
}
