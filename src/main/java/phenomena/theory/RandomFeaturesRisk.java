package phenomena.theory;

/**
 * Minimum-norm least squares on random features: the limit of its risk, with the peak where features are as many as examples.
 *
 * <p>The model: x and the N first-layer weights θ are uniform on the sphere of radius √d; the features are
 * {@code σ(⟨θ, x⟩ / √d)}; only the second layer is fitted, to n examples of
 * {@code y = β₀ + ⟨β₁, x⟩ + g(x) + ε}, where F₁² = ‖β₁‖², g is a nonlinear part (a Gaussian process on the sphere,
 * without constant or linear part) of variance F⋆², and ε has variance τ². With N, n, d → ∞ at ψ₁ = N/d, ψ₂ = n/d, and then
 * the ridge penalty → 0,
 *
 * <pre>
 *   excess risk = F₁² ℰ₁/ℰ₀ + (τ² + F⋆²) ℰ₂/ℰ₀ + F⋆²
 * </pre>
 *
 * with ℰ₀, ℰ₁, ℰ₂ polynomials in ψ₁, ψ₂, ζ = μ₁/μ⋆ and
 * {@code χ = −(√((ψζ² − ζ² − 1)² + 4ζ²ψ) + ψζ² − ζ² − 1) / (2ζ²)}, ψ = min(ψ₁, ψ₂). The activation enters by
 * μ₀ = E σ(G), μ₁ = E G σ(G), μ⋆² = E σ(G)² − μ₀² − μ₁², G standard Gaussian. The constant β₀ costs nothing in the limit.
 *
 * <p>Mei &amp; Montanari 2022, "The generalization error of random features regression: precise asymptotics and the double
 * descent curve" (arXiv:1908.05355), theorem 3 (ridgeless limit). Their risk is the excess risk. Their bias, ℰ₁/ℰ₀, holds the
 * variance due to the random features as well.
 *
 * @param linear F₁², at least 0
 * @param nonlinear F⋆², at least 0
 * @param noise τ², at least 0
 * @param zeta ζ, above 0
 */
public record RandomFeaturesRisk(double linear, double nonlinear, double noise, double zeta) {

    public RandomFeaturesRisk {
        Check.nonNegative("linear", linear);
        Check.nonNegative("nonlinear", nonlinear);
        Check.nonNegative("noise", noise);
        Check.positive("zeta", zeta);
    }

    /** Features {@code max(u, 0)}: μ₁ = 1/2, μ⋆² = 1/4 − 1/(2π), ζ ≈ 1.659. */
    public static RandomFeaturesRisk relu(double linear, double nonlinear, double noise) {
        return new RandomFeaturesRisk(linear, nonlinear, noise, .5 / Math.sqrt(.25 - 1 / (2 * Math.PI)));
    }

    /**
     * The limit of the risk.
     *
     * @param psi1 ψ₁ = N/d, features per dimension, above 0
     * @param psi2 ψ₂ = n/d, examples per dimension, above 0
     * @return the risk; infinite at ψ₁ = ψ₂, unless the target is constant and without noise
     * @throws IllegalArgumentException if a ratio is not above 0
     */
    public Risk limit(double psi1, double psi2) {
        Check.positive("psi1", psi1);
        Check.positive("psi2", psi2);
        if (psi1 == psi2) {
            return new Risk(
                    linear == 0 ? nonlinear : Double.POSITIVE_INFINITY,
                    noise + nonlinear == 0 ? 0 : Double.POSITIVE_INFINITY,
                    noise);
        }
        double z = zeta * zeta;
        double x = chi(Math.min(psi1, psi2));
        double both = psi1 * psi2;
        double x2 = x * x;
        double x3 = x2 * x;
        // What ℰ₀ and −ℰ₂ share.
        double shared = -x3 * x2 * z * z * z + 3 * x2 * x2 * z * z - 2 * x3 * z * z - 3 * x3 * z + 2 * x2 * z + x2;
        double e0 = shared
                + (both - psi2 - psi1 + 1) * x3 * z * z * z
                + (psi1 + psi2 - 3 * both + 1) * x2 * z * z
                + 3 * both * x * z
                - both;
        double e1 = psi2 * x3 * z * z - psi2 * x2 * z + both * x * z - both;
        double e2 = -shared + (psi1 - 1) * x3 * z * z * z - (psi1 + 1) * x2 * z * z;
        return new Risk(linear * e1 / e0 + nonlinear, (noise + nonlinear) * e2 / e0, noise);
    }

    /** χ, by whichever of the quadratic's two forms adds numbers of one sign. */
    private double chi(double psi) {
        double z = zeta * zeta;
        double b = psi * z - z - 1;
        double root = Math.sqrt(b * b + 4 * z * psi);
        return b > 0 ? -(root + b) / (2 * z) : -2 * psi / (root - b);
    }
}
