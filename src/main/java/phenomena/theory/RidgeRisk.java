package phenomena.theory;

/**
 * The risk of ridge regression on isotropic features, without penalty (minimum-norm least squares) or with.
 *
 * <p>The model: {@code y = xᵀβ + ε}, x of p independent entries with mean 0 and variance 1, n examples, and β̂ the minimum of
 *
 * <pre>  ‖y − Xb‖² / n + λ ‖b‖²,   that is   β̂ = (XᵀX + nλ I)⁻¹ Xᵀy</pre>
 *
 * so a program whose penalty is added to the <em>sum</em> of squares wants nλ. As n and p grow with γ = p/n, the excess risk
 * tends to {@code r² λ² m′(−λ) + σ² γ (m(−λ) − λ m′(−λ))}, bias and variance, where m is the Stieltjes transform of the
 * Marchenko–Pastur law of the eigenvalues s of XᵀX/n: {@code m(−λ) = ∫ dF(s) / (s + λ)}. Written with the mean shrinkage
 * {@code w = ∫ s dF(s) / (s + λ) = 1 − λ m(−λ)}, which loses no digits,
 *
 * <pre>
 *   S = √((1 − γ + λ)² + 4γλ)     w = 2 / (1 + γ + λ + S)     bias = r² (1 − w)² / (wS)     variance = σ² γ w / S
 * </pre>
 *
 * Without penalty it is variance {@code σ² γ / (1 − γ)} alone for γ &lt; 1, and {@code r² (1 − 1/γ) + σ² / (γ − 1)} for γ &gt; 1.
 *
 * <p>Hastie, Montanari, Rosset &amp; Tibshirani 2022, "Surprises in high-dimensional ridgeless least squares interpolation"
 * (arXiv:1903.08560), theorem 1 (without penalty) and corollary 5 (with); also Dobriban &amp; Wager 2018, theorem 2.1. Their
 * risk is the excess risk. {@link #expected}, the finite sizes, is not theirs.
 *
 * @param signal r², squared norm of β, at least 0
 * @param noise σ², variance of ε, at least 0
 */
public record RidgeRisk(double signal, double noise) {

    public RidgeRisk {
        Check.nonNegative("signal", signal);
        Check.nonNegative("noise", noise);
    }

    /** S and w at one γ and λ. */
    private record Shrinkage(double root, double mean) {

        static Shrinkage of(double gamma, double penalty) {
            double root = Math.hypot(1 - gamma + penalty, 2 * Math.sqrt(gamma * penalty));
            return new Shrinkage(root, 2 / (1 + gamma + penalty + root));
        }
    }

    /**
     * The limit as n and p grow together.
     *
     * @param gamma γ = p/n, above 0
     * @param penalty λ, at least 0, or infinite (the fit is then 0)
     * @return the risk; infinite at γ = 1 without penalty, unless there is no noise
     * @throws IllegalArgumentException if γ or λ is not in its range
     */
    public Risk limit(double gamma, double penalty) {
        Check.positive("gamma", gamma);
        requirePenalty(penalty);
        if (penalty == Double.POSITIVE_INFINITY) {
            return new Risk(signal, 0, noise);
        }
        Shrinkage at = Shrinkage.of(gamma, penalty);
        if (at.root == 0) {
            return new Risk(0, noise == 0 ? 0 : Double.POSITIVE_INFINITY, noise);
        }
        double kept = 1 - at.mean;
        return new Risk(signal * kept * kept / (at.mean * at.root), noise * gamma * at.mean / at.root, noise);
    }

    /**
     * The expectation over Gaussian examples at finite n and p, up to terms of order 1/n²: {@link #limit} plus
     *
     * <pre>
     *   bias: r² λ² (3 + γw²) / (n S⁴)        variance: σ² (γw/S² − λγ (3 + γw²) / S⁴) / n
     * </pre>
     *
     * which follows from the mean of the resolvent's trace, {@code p m(−λ) + γw/S²}, in Bai &amp; Silverstein 2004, "CLT for linear
     * spectral statistics of large-dimensional sample covariance matrices", theorem 1.1, real case. It serves away from the
     * peak: where nS² is large. Without penalty {@link WeakFeaturesRisk} is exact, and is what this gives there.
     *
     * @param examples n, at least 1
     * @param features p, at least 1
     * @param penalty λ, at least 0, or infinite
     * @throws IllegalArgumentException if n, p or λ is not in its range
     */
    public Risk expected(int examples, int features, double penalty) {
        Check.atLeast("examples", examples, 1);
        Check.atLeast("features", features, 1);
        requirePenalty(penalty);
        if (penalty == 0) {
            return WeakFeaturesRisk.of(examples, features, signal, 0, noise);
        }
        double gamma = (double) features / examples;
        Risk limit = limit(gamma, penalty);
        if (penalty == Double.POSITIVE_INFINITY) {
            return limit;
        }
        Shrinkage at = Shrinkage.of(gamma, penalty);
        double square = at.root * at.root;
        double steep = (3 + gamma * at.mean * at.mean) * penalty / (square * square);
        return new Risk(
                limit.bias() + signal * penalty * steep / examples,
                limit.variance() + noise * gamma * (at.mean / square - steep) / examples,
                noise);
    }

    /**
     * The penalty of least risk, {@code λ* = σ² γ / r²}; infinite without signal, 0 without noise.
     *
     * <p>Its limit is the paper's corollary 5; for Gaussian features it is also the optimum of the expected risk at every
     * finite n and p, because ridge regression is then the posterior mean of a β without preferred direction.
     *
     * @param gamma γ = p/n, above 0
     * @throws IllegalArgumentException if γ is not in its range
     */
    public double optimalPenalty(double gamma) {
        Check.positive("gamma", gamma);
        return noise == 0 ? 0 : noise * gamma / signal;
    }

    /**
     * The limit at the optimal penalty: its excess risk is {@code σ² γ m(−λ*)}, has no peak and rises with γ.
     *
     * @param gamma γ = p/n, above 0
     * @throws IllegalArgumentException if γ is not in its range
     */
    public Risk optimal(double gamma) {
        return limit(gamma, optimalPenalty(gamma));
    }

    private static void requirePenalty(double penalty) {
        if (!(penalty >= 0)) {
            throw new IllegalArgumentException("penalty must be at least 0, got " + penalty);
        }
    }
}
