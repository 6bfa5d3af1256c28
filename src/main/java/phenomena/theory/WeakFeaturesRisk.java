package phenomena.theory;

/**
 * Least squares on some of the features: the exact risk of the minimum-norm fit, at any finite size.
 *
 * <p>The model: {@code y = xᵀβ + ε} with x standard Gaussian in D dimensions and ε Gaussian; p of the D features are used,
 * the coefficients of the others are 0, and among all fits of least squares the one of least norm is taken. With n examples,
 * b² the squared norm of the used coefficients of β and a² that of the others,
 *
 * <pre>
 *   E (y − xᵀβ̂)² = (a² + σ²) (1 + p / (n − p − 1))                      p ≤ n − 2
 *                 = infinite                                            n − 1 ≤ p ≤ n + 1
 *                 = b² (1 − n / p) + (a² + σ²) (1 + n / (p − n − 1))     p ≥ n + 2
 * </pre>
 *
 * Belkin, Hsu &amp; Xu 2020, "Two models of double descent for weak features" (arXiv:1903.07571), section 2, theorem 1. Used
 * features drawn at random give b² and a² their mean, p/D and 1 − p/D of the signal (its corollary 1). With p = D the model is
 * isotropic least squares.
 *
 * <p>Differs from the paper in that the risk comes in parts, in that p = 0 is finite at n = 1, and in that the peak is finite
 * where nothing is there to fit amiss (a² + σ² = 0).
 *
 * @param examples n, at least 1
 * @param features D, at least 1
 * @param signal squared norm of β, at least 0
 * @param noise σ², variance of the label noise, at least 0
 */
public record WeakFeaturesRisk(int examples, int features, double signal, double noise) {

    public WeakFeaturesRisk {
        Check.atLeast("examples", examples, 1);
        Check.atLeast("features", features, 1);
        Check.nonNegative("signal", signal);
        Check.nonNegative("noise", noise);
    }

    /**
     * The risk with p features drawn at random, in expectation over the draw, the examples and their noise.
     *
     * @param used p, in 0 … D
     * @throws IllegalArgumentException if p is not in that range
     */
    public Risk used(int used) {
        return of(examples, used, seen(used), unseen(used), noise);
    }

    /**
     * The risk with p given features, in expectation over the examples and their noise.
     *
     * @param examples n, at least 1
     * @param used p, at least 0
     * @param seen b², squared norm of the coefficients of the used features
     * @param unseen a², squared norm of the others'
     * @param noise σ²
     * @throws IllegalArgumentException if a number is below its least value, or not finite
     */
    public static Risk of(int examples, int used, double seen, double unseen, double noise) {
        Check.atLeast("examples", examples, 1);
        Check.atLeast("used features", used, 0);
        Check.nonNegative("seen", seen);
        Check.nonNegative("unseen", unseen);
        Check.nonNegative("noise", noise);
        double shrunk = used <= examples ? 0 : seen * (1 - (double) examples / used);
        double astray = unseen + noise;
        return new Risk(shrunk + unseen, astray == 0 ? 0 : astray * inflation(examples, used), noise);
    }

    /** {@code E tr (XᵀX)⁺}, X being n x p with standard Gaussian entries. */
    private static double inflation(int n, int p) {
        if (p == 0) {
            return 0;
        }
        return Math.abs(n - p) <= 1 ? Double.POSITIVE_INFINITY : Math.min(n, p) / (Math.abs(n - p) - 1.0);
    }

    /**
     * The risk of ridge regression with p features drawn at random, as {@link RidgeRisk#expected}: features that are not seen
     * act as label noise.
     *
     * @param used p, in 0 … D
     * @param penalty λ of {@code ‖y − Xb‖² / n + λ‖b‖²}, at least 0, or infinite
     * @throws IllegalArgumentException if p or the penalty is not in its range
     */
    public Risk ridge(int used, double penalty) {
        double unseen = unseen(used);
        if (used == 0) {
            return used(0);
        }
        Risk risk = new RidgeRisk(seen(used), unseen + noise).expected(examples, used, penalty);
        return new Risk(risk.bias() + unseen, risk.variance(), noise);
    }

    /**
     * The penalty at which {@link #ridge} is least: {@code λ* = (a² + σ²) p / (n b²)}.
     *
     * @param used p, in 1 … D
     * @throws IllegalArgumentException if p is not in that range
     */
    public double optimalPenalty(int used) {
        Check.atLeast("used features", used, 1);
        return new RidgeRisk(seen(used), unseen(used) + noise).optimalPenalty((double) used / examples);
    }

    private double seen(int used) {
        Check.range("used features", used, 0, features);
        return signal * used / features;
    }

    private double unseen(int used) {
        Check.range("used features", used, 0, features);
        return signal * (features - used) / features;
    }
}
