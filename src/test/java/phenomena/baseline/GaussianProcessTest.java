package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {

    private static final Points POINTS = RandomPoints.gaussian(30, 2, 3, 1);

    /** Two points at distance 1 under exp(−r), s² = 2, σ² = 0.5: the 2 × 2 matrix [[2.5, c], [c, 2.5]] with c = 2/e. */
    @Test
    void has_the_posterior_of_two_points_as_by_hand() {
        Points two = new Points(new double[] {0, 1}, 1, new double[] {1, -2}, 1);
        GaussianProcess.Posterior posterior = new GaussianProcess(new Kernel.Matern12(1), 2, 0.5).fit(two, 0);
        double c = 2 / Math.E;
        double determinant = 2.5 * 2.5 - c * c;
        double first = (2.5 * 1 + c * 2) / determinant; // the inverse times y
        double second = (-2.5 * 2 - c) / determinant;
        double near = 2 * Math.exp(-0.3); // covariances of x = 0.3
        double far = 2 * Math.exp(-0.7);
        assertThat(posterior.predict(new double[] {0.3}, 1)[0]).isCloseTo(near * first + far * second, within(1e-14));
        double known = (2.5 * near * near - 2 * c * near * far + 2.5 * far * far) / determinant;
        assertThat(posterior.variances(new double[] {0.3}, 1)[0]).isCloseTo(2 - known, within(1e-14));
        double likelihood = -(first - 2 * second) / 2 - Math.log(determinant) / 2 - Math.log(2 * Math.PI);
        assertThat(posterior.quantities().get("log marginal likelihood")).isCloseTo(likelihood, within(1e-13));
        assertThat(posterior.quantities())
                .containsEntry("variance", 2.0)
                .containsEntry("noise", 0.5)
                .containsEntry("length scale", 1.0)
                .containsEntry("pseudo-inverse", 0.0);
    }

    @Test
    void has_kernel_ridge_as_its_mean() {
        Kernel kernel = new Kernel.Matern52(0.8);
        double[] inputs = RandomPoints.normal(700 * 2, 5);
        double[] ridge = new KernelRidge(kernel, 0.02).fit(POINTS, 0).predict(inputs, 2);
        double[] mean = new GaussianProcess(kernel, 30 * 0.02).fit(POINTS, 0).predict(inputs, 2);
        assertThat(ridge).hasSize(2_100).containsExactly(mean, within(1e-12));
    }

    @Test
    void knows_the_points_and_nothing_far_from_them() {
        GaussianProcess.Posterior posterior = new GaussianProcess(new Kernel.Matern32(0.5), 3, 0).fit(POINTS, 0);
        assertThat(Regression.meanSquaredError(posterior, POINTS)).isLessThan(1e-20);
        assertThat(posterior.variances(POINTS.inputs(), 2)).containsExactly(new double[30], within(1e-10));
        assertThat(posterior.variances(new double[] {100, 100}, 2)).containsExactly(new double[] {3}, within(1e-12));
        assertThat(posterior.predict(new double[] {100, 100}, 2)).containsExactly(new double[3], within(1e-12));
    }

    @Test
    void says_that_a_gram_matrix_is_singular_and_takes_the_pseudo_inverse() {
        // The same input twice, with targets 1 and 3: the interpolator of least norm gives their mean.
        Points twice = new Points(new double[] {0, 0, 1}, 1, new double[] {1, 3, 5}, 1);
        GaussianProcess.Posterior posterior = new GaussianProcess(new Kernel.Rbf(1), 0).fit(twice, 0);
        assertThat(posterior.quantities())
                .containsEntry("pseudo-inverse", 1.0)
                .containsEntry("rank", 2.0)
                .containsEntry("log marginal likelihood", Double.NaN);
        assertThat(posterior.predict(new double[] {0, 1}, 1)).containsExactly(new double[] {2, 5}, within(1e-12));
        assertThat(posterior.variances(new double[] {0}, 1)[0]).isCloseTo(0, within(1e-12));
        Predictor ridge = new KernelRidge(new Kernel.Rbf(1), 0).fit(twice, 0);
        assertThat(ridge.quantities()).containsEntry("pseudo-inverse", 1.0).containsKey("norm");
        assertThat(ridge.predict(new double[] {0}, 1)[0]).isCloseTo(2, within(1e-12));
        assertThat(new KernelRidge(new Kernel.Rbf(1), 1e-6).fit(twice, 0).quantities())
                .containsEntry("pseudo-inverse", 0.0)
                .containsEntry("rank", 3.0);
    }

    @Test
    void gives_the_norm_in_the_kernels_space() {
        // One point: f = y k(·, x), of norm |y|.
        Predictor one =
                new KernelRidge(new Kernel.Rbf(1), 0).fit(new Points(new double[1], 1, new double[] {-3}, 1), 0);
        assertThat(one.quantities().get("norm")).isCloseTo(3, within(1e-14));
    }

    @Test
    void chooses_what_the_marginal_likelihood_says_of_the_whole_grid() {
        Points points =
                new NoisyFunction(x -> Math.sin(6 * x), 40, 0.01).draw(2).train();
        GaussianProcess chosen = LikeliestGaussianProcess.of(Kernel.Rbf::new).choose(points);
        double best = likelihood(chosen, points);
        for (double factor : new double[] {0.25, 0.5, 1, 2, 4}) {
            for (double noise : new double[] {0.1, 1, 10}) {
                for (double variance : new double[] {0.9, 1, 1.1}) {
                    GaussianProcess other = new GaussianProcess(
                            new Kernel.Rbf(chosen.kernel().lengthScale() * factor),
                            chosen.variance() * variance,
                            chosen.noise() * noise * variance);
                    assertThat(likelihood(other, points)).as("%s", other).isLessThanOrEqualTo(best + 1e-9);
                }
            }
        }
        assertThat(chosen.noise()).as("the noise that was put in, 0.01").isBetween(0.001, 0.1);
        assertThat(LikeliestGaussianProcess.of(Kernel.Rbf::new).fit(points, 0).quantities())
                .containsEntry("noise", chosen.noise())
                .containsEntry("log marginal likelihood", best);
    }

    private static double likelihood(GaussianProcess process, Points points) {
        return process.fit(points, 0).quantities().get("log marginal likelihood");
    }

    @Test
    void refuses_values_outside_their_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianProcess(new Kernel.Rbf(1), -1))
                .withMessage("noise must be finite and at least 0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GaussianProcess(new Kernel.Rbf(1), 0, 1))
                .withMessage("variance must be finite and more than 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LikeliestGaussianProcess(Kernel.Rbf::new, List.of(), List.of(1.0)))
                .withMessage("lengthScales and noises must be at least one each, got 0 and 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LikeliestGaussianProcess(Kernel.Rbf::new, List.of(1.0), List.of(0.0)))
                .withMessage("each of noises must be finite and more than 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LikeliestGaussianProcess.of(Kernel.Rbf::new)
                        .choose(new Points(new double[] {0, 1}, 1, new double[2], 1)))
                .withMessage("targets must not all be 0 to choose a Gaussian process by their likelihood");
    }
}
