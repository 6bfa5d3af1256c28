package phenomena.baseline;

import java.util.Map;

/**
 * Kernel ridge regression: the f that makes {@code (1/n) Σ (y_i − f(x_i))² + λ ‖f‖²} least in the kernel's space,
 * {@code f = Σ α_i k(·, x_i)} with {@code α = (K + nλ I)⁻¹ y}. At λ = 0 it is the interpolator of least norm. It is the
 * posterior mean of {@link GaussianProcess} with noise variance nλ.
 *
 * @param kernel k
 * @param penalty λ, at least 0
 */
public record KernelRidge(Kernel kernel, double penalty) implements Baseline {

    /** @throws IllegalArgumentException if {@code penalty} is negative or not finite */
    public KernelRidge {
        Check.notNegative("penalty", penalty);
    }

    /**
     * Its quantities are {@code rank}, {@code pseudo-inverse} (1 where the Gram matrix is singular to working precision, so
     * that singular directions were left out; else 0), {@code condition} of {@code K + nλ I}, and {@code norm} of f.
     */
    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        double[] gram = KernelFit.gram(kernel, train);
        GramInverse inverse = new GramInverse(gram, train.size(), train.size() * penalty);
        double[] weights = inverse.solve(train.targets(), train.outputs());
        Map<String, Double> quantities = inverse.quantities();
        quantities.put("norm", KernelFit.norm(gram, weights, train.outputs()));
        return new KernelFit(kernel, train, weights, quantities);
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return KernelFit.size(examples, features, outputs);
    }
}
