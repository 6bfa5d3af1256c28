package phenomena.baseline;

import java.util.List;
import java.util.function.DoubleFunction;

/**
 * The Gaussian process that makes the training targets likeliest, over a grid of length scales and noises (type-II maximum
 * likelihood, Rasmussen and Williams 2006, section 5.4). At each of them the best variance has a closed form,
 * {@code s² = Σ_k y_kᵀ (K + ν I)⁻¹ y_k / (n · outputs)} with {@code ν = σ²/s²}; one set of eigenvalues serves all noises.
 *
 * @param kernel the kernel at a length scale, e.g. {@code Kernel.Rbf::new}
 * @param lengthScales candidates, each more than 0, in units of the median distance between two training inputs
 * @param noises candidates of ν, the noise as a share of the variance, each more than 0
 */
public record LikeliestGaussianProcess(DoubleFunction<Kernel> kernel, List<Double> lengthScales, List<Double> noises)
        implements Baseline {

    /** @throws IllegalArgumentException if a list is empty or holds a number that is not more than 0 */
    public LikeliestGaussianProcess {
        lengthScales = List.copyOf(lengthScales);
        noises = List.copyOf(noises);
        if (lengthScales.isEmpty() || noises.isEmpty()) {
            throw new IllegalArgumentException("lengthScales and noises must be at least one each, got "
                    + lengthScales.size() + " and " + noises.size());
        }
        lengthScales.forEach(scale -> Check.positive("each of lengthScales", scale));
        noises.forEach(noise -> Check.positive("each of noises", noise));
    }

    /** Length scales from an eighth of the median distance to eight of it, by factors of 2; noises 10⁻⁵ … 1 by factors of 10. */
    public static LikeliestGaussianProcess of(DoubleFunction<Kernel> kernel) {
        return new LikeliestGaussianProcess(
                kernel, List.of(0.125, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0), List.of(1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1.0));
    }

    /**
     * The likeliest of the grid.
     *
     * @throws IllegalArgumentException if all inputs are equal or all targets are 0, or it would not fit in memory
     */
    public GaussianProcess choose(Points train) {
        requireMemory(train);
        double median = Distances.median(train);
        GaussianProcess best = null;
        double most = Double.NEGATIVE_INFINITY;
        for (double scale : lengthScales) {
            Kernel candidate = kernel.apply(scale * median);
            Spectrum spectrum = Spectrum.of(KernelFit.gram(candidate, train), train.size());
            double[] squares = squares(spectrum, train);
            for (double noise : noises) {
                double variance = variance(spectrum, squares, noise, train.outputs());
                double likelihood = likelihood(spectrum, variance, noise);
                if (variance > 0 && likelihood > most) {
                    most = likelihood;
                    best = new GaussianProcess(candidate, variance, noise * variance);
                }
            }
        }
        if (best == null) {
            throw new IllegalArgumentException(
                    "targets must not all be 0 to choose a Gaussian process by their likelihood");
        }
        return best;
    }

    /** The targets' squared coordinates along each eigenvector, summed over outputs. */
    private static double[] squares(Spectrum spectrum, Points train) {
        double[] squares = new double[train.size()];
        for (int k = 0; k < train.outputs(); k++) {
            double[] coordinates =
                    spectrum.coordinates(Vectors.column(train.targets(), train.outputs(), k, train.size()));
            for (int i = 0; i < squares.length; i++) {
                squares[i] += coordinates[i] * coordinates[i];
            }
        }
        return squares;
    }

    private static double variance(Spectrum spectrum, double[] squares, double noise, int outputs) {
        double sum = 0;
        for (int i = 0; i < squares.length; i++) {
            sum += squares[i] / (Math.max(0, spectrum.values()[i]) + noise);
        }
        return sum / ((double) squares.length * outputs);
    }

    /** The logarithm of the marginal likelihood of one output on average, at the best variance, up to a constant. */
    private static double likelihood(Spectrum spectrum, double variance, double noise) {
        double sum = spectrum.size() * Math.log(variance);
        for (double value : spectrum.values()) {
            sum += Math.log(Math.max(0, value) + noise);
        }
        return -sum / 2;
    }

    /** Chooses, and fits what it chose. */
    @Override
    public GaussianProcess.Posterior fit(Points train, long seed) {
        return choose(train).fit(train, seed);
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return KernelFit.size(examples, features, outputs);
    }
}
