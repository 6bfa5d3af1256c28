package phenomena.optimize;

import java.util.Objects;

/**
 * ⊥Grad (Prieto et al. 2025, arXiv:2501.04697): a step that, to first order, does not scale the weights. Of each
 * parameter tensor's gradient the part along its weights is removed, {@code g⊥ = g − (w·g / w·w) w}, and the rest is
 * brought back to the gradient's length, {@code g ← g⊥ |g| / |g⊥|}, as in the authors' code.
 *
 * <p>A gradient passes unchanged where all weights are 0. Differs from that code where nothing but rounding error is left of
 * {@code g⊥}, as for a tensor of one number: the error is not blown up to a random step, the gradient is 0.
 *
 * @param base what steps along the projected gradient
 */
public record OrthogonalGradient(Optimizer base) implements Wrapper {

    /** The authors': only weights of 0 notice. */
    private static final double TINY = 1e-30;

    /** Of the gradient's length: some ten units in the last place of float32. */
    private static final double ROUNDING = 1e-6;

    /** @throws NullPointerException if {@code base} is null */
    public OrthogonalGradient {
        Objects.requireNonNull(base, "base must be given, got null");
    }

    @Override
    public OrthogonalGradient withBase(Optimizer base) {
        return new OrthogonalGradient(base);
    }

    @Override
    public boolean needsWholeParameters() {
        return true;
    }

    @Override
    public void update(Block block, long step) {
        Numbers w = block.weights();
        Numbers g = block.gradient();
        double length = Math.sqrt(g.dot(g));
        g.add(-w.dot(g) / (w.dot(w) + TINY), w);
        double left = Math.sqrt(g.dot(g));
        g.scale(left > ROUNDING * length ? length / left : 0);
        base.update(inner(block), step);
    }
}
