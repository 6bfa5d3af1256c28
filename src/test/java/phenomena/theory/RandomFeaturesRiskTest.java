package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Percentage;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RandomFeaturesRiskTest {

    private static final RandomFeaturesRisk MODEL = RandomFeaturesRisk.relu(1, .5, .25);

    /**
     * The same limit by another road: the eigenvalues of the features' kernel, d of ζ²/d and a tail that sums to 1, in the
     * equations of Simon, Karkada, Ghosh &amp; Belkin 2023, "More is better" (arXiv:2311.14646), section 4, without ridge. All
     * per dimension; g is d times their γ, found by bisection.
     *
     * @return excess risk for a linear part of 1, and for a nonlinear part of 1
     */
    private static double[] byEigenvalues(double k, double n, double zeta) {
        double eigenvalue = zeta * zeta;
        double low = 1e-12;
        double high = 1e12;
        for (int i = 0; i < 200; i++) {
            double middle = Math.sqrt(low * high);
            if (eigenvalue / (eigenvalue + middle) + 1 / middle > Math.min(k, n)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double g = low;
        double learned = Math.min(k, n);
        double q = Math.pow(eigenvalue / (eigenvalue + g), 2);
        double kappa = Math.max(0, g * (k - learned) / k);
        double spread = 1 / (1 - (q * (k - 2 * learned) + learned * learned) / (n * (k - q)));
        double kept = g / (eigenvalue + g) - kappa * eigenvalue / Math.pow(eigenvalue + g, 2) * k / (k - q);
        return new double[] {spread * kept, spread};
    }

    @ParameterizedTest
    @CsvSource({
        "0.5, 1, 1.6589",
        "2, 1, 1.6589",
        "2.9, 3, 1.6589",
        "3.1, 3, 1.6589",
        "50, 3, 0.7",
        "0.1, 40, 2.5",
        "300, 100, 1"
    })
    void agrees_with_the_eigenvalues_of_the_kernel(double psi1, double psi2, double zeta) {
        double[] other = byEigenvalues(psi1, psi2, zeta);
        assertThat(new RandomFeaturesRisk(1, 0, 0, zeta).limit(psi1, psi2).excess())
                .isCloseTo(other[0], Percentage.withPercentage(1e-8));
        assertThat(new RandomFeaturesRisk(0, 1, 0, zeta).limit(psi1, psi2).excess())
                .isCloseTo(other[1], Percentage.withPercentage(1e-8));
        assertThat(new RandomFeaturesRisk(0, 0, 1, zeta).limit(psi1, psi2).prediction())
                .isCloseTo(other[1], Percentage.withPercentage(1e-8));
    }

    /** The excess risk on 200 fresh points of one fit with {@code features} features and 2d examples in d dimensions. */
    private static double fit(int dimension, int features, Random random) {
        double[][] weights = Draws.sphere(features, dimension, random);
        double[] beta = Draws.sphere(1, dimension, random)[0];
        double[][] inputs = Draws.sphere(2 * dimension, dimension, random);
        double[] targets = Draws.gaussian(inputs.length, .5, random);
        for (int i = 0; i < inputs.length; i++) {
            targets[i] += Draws.dot(inputs[i], beta) / Math.sqrt(dimension);
        }
        double[] second = Draws.leastSquares(activations(inputs, weights), targets, features, 0);
        double[][] fresh = Draws.sphere(200, dimension, random);
        double[][] activations = activations(fresh, weights);
        double sum = 0;
        for (int i = 0; i < fresh.length; i++) {
            double error = Draws.dot(activations[i], second) - Draws.dot(fresh[i], beta) / Math.sqrt(dimension);
            sum += error * error;
        }
        return sum / fresh.length;
    }

    private static double[][] activations(double[][] inputs, double[][] weights) {
        double[][] activations = new double[inputs.length][weights.length];
        for (int i = 0; i < inputs.length; i++) {
            for (int a = 0; a < weights.length; a++) {
                activations[i][a] = Math.max(0, Draws.dot(inputs[i], weights[a]) / Math.sqrt(weights[a].length));
            }
        }
        return activations;
    }

    /** d = 50, n = 100, 40 fits each, seed = N: a limit, so within 4 standard errors and 5% for the finite size. */
    @ParameterizedTest
    @CsvSource({"25", "50", "200", "400"})
    void agrees_with_fits_of_relu_features(int features) {
        Random random = new Random(features);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < 40; draw++) {
            sample.addValue(fit(50, features, random));
        }
        double truth =
                RandomFeaturesRisk.relu(1, 0, .25).limit(features / 50.0, 2).excess();
        double error = sample.getStandardDeviation() / Math.sqrt(40);
        assertThat(sample.getMean()).isCloseTo(truth, within(4 * error + .05 * truth));
    }

    @Test
    void peaks_where_features_are_as_many_as_examples_and_falls_on_either_side() {
        assertThat(MODEL.limit(3, 3).prediction()).isInfinite();
        assertThat(MODEL.limit(2.9999, 3).excess()).isGreaterThan(1000);
        assertThat(MODEL.limit(3.0001, 3).excess()).isGreaterThan(1000);
        double last = Double.POSITIVE_INFINITY;
        for (double psi1 = 3.1; psi1 < 1000; psi1 *= 1.1) {
            double risk = MODEL.limit(psi1, 3).excess();
            assertThat(risk).isLessThan(last);
            last = risk;
        }
        assertThat(last).as("beyond the peak, below the best before it").isLessThan(leastBefore(3));
    }

    private static double leastBefore(double psi2) {
        double least = Double.POSITIVE_INFINITY;
        for (double psi1 = .01; psi1 < psi2; psi1 *= 1.05) {
            least = Math.min(least, MODEL.limit(psi1, psi2).excess());
        }
        return least;
    }

    /** With next to no feature nothing is learned; with endless features and examples the linear part is. */
    @Test
    void the_ends() {
        assertThat(MODEL.limit(1e-9, 2).excess()).isCloseTo(1.5, within(1e-6));
        assertThat(MODEL.limit(1e7, 1e4).bias()).isCloseTo(.5, within(1e-6));
        assertThat(new RandomFeaturesRisk(0, 0, 0, 1).limit(2, 2)).isEqualTo(new Risk(0, 0, 0));
    }

    @Test
    void relu_moments_are_those_of_a_gaussian() {
        double first = 0;
        double square = 0;
        double mean = 0;
        double step = 1e-4;
        for (double u = step / 2; u < 10; u += step) {
            double density = Math.exp(-u * u / 2) / Math.sqrt(2 * Math.PI) * step;
            mean += u * density;
            first += u * u * density;
            square += u * u * density;
        }
        assertThat(MODEL.zeta()).isCloseTo(first / Math.sqrt(square - mean * mean - first * first), within(1e-7));
    }

    @Test
    void refuses_what_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.limit(0, 1))
                .withMessage("psi1 must be a finite number above 0, got 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.limit(1, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new RandomFeaturesRisk(1, 1, 1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> RandomFeaturesRisk.relu(-1, 1, 1));
    }
}
