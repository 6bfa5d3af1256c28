package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RidgeRiskTest {

    private static final RidgeRisk MODEL = new RidgeRisk(2, .5);
    private static final Offset<Double> ROUNDING = within(1e-12);

    /** The mean of f over the Marchenko–Pastur law: a mass at 0 for γ &gt; 1, and the density over a half circle of angles. */
    private static double overEigenvalues(double gamma, DoubleUnaryOperator f) {
        double centre = 1 + gamma;
        double radius = 2 * Math.sqrt(gamma);
        int points = 4000;
        double sum = 0;
        for (int i = 0; i < points; i++) {
            double angle = Math.PI * (i + .5) / points;
            double s = centre - radius * Math.cos(angle);
            double half = radius * Math.sin(angle);
            sum += half * half / (2 * Math.PI * gamma * s) * f.applyAsDouble(s) * Math.PI / points;
        }
        return sum + Math.max(0, 1 - 1 / gamma) * f.applyAsDouble(0);
    }

    @ParameterizedTest
    @CsvSource({"0.3, 0.01", "0.3, 2", "0.9, 0.1", "1, 0.05", "1.5, 0.5", "4, 0.001", "4, 30"})
    void is_bias_and_variance_over_the_law_of_eigenvalues(double gamma, double penalty) {
        assertThat(overEigenvalues(gamma, s -> 1)).isCloseTo(1, within(1e-9));
        Risk risk = MODEL.limit(gamma, penalty);
        assertThat(risk.bias())
                .isCloseTo(2 * overEigenvalues(gamma, s -> Math.pow(penalty / (s + penalty), 2)), within(1e-9));
        assertThat(risk.variance())
                .isCloseTo(.5 * gamma * overEigenvalues(gamma, s -> s / Math.pow(s + penalty, 2)), within(1e-9));
    }

    /** The paper's formula by its own m(−λ), of which the derivative is taken by differences. */
    @ParameterizedTest
    @CsvSource({"0.5, 0.4", "1, 0.4", "3, 0.4"})
    void is_the_papers_formula(double gamma, double penalty) {
        DoubleUnaryOperator m =
                l -> (-(1 - gamma + l) + Math.sqrt(Math.pow(1 - gamma + l, 2) + 4 * gamma * l)) / (2 * gamma * l);
        double derivative = -(m.applyAsDouble(penalty + 1e-5) - m.applyAsDouble(penalty - 1e-5)) / 2e-5;
        double alpha = 2 / (.5 * gamma);
        assertThat(MODEL.limit(gamma, penalty).excess())
                .isCloseTo(
                        .5 * gamma * (m.applyAsDouble(penalty) - penalty * (1 - alpha * penalty) * derivative),
                        within(1e-8));
    }

    /** 2,000 fits each at n = 10, where the limit is off, 1,000 at n = 40; seed = p; within 4 standard errors. */
    @ParameterizedTest
    @CsvSource({"10, 5, 0.3", "10, 20, 0.3", "40, 20, 0.1", "40, 40, 0.3", "40, 80, 0.05", "40, 80, 1"})
    void expects_what_fits_to_gaussian_examples_give(int n, int features, double penalty) {
        double[] beta = new double[features];
        Arrays.fill(beta, Math.sqrt(2.0 / features));
        Random random = new Random(features);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < (n == 10 ? 2000 : 1000); draw++) {
            double[][] inputs = Draws.rows(n, features, random);
            double[] targets = Draws.gaussian(n, Math.sqrt(.5), random);
            for (int i = 0; i < n; i++) {
                targets[i] += Draws.dot(inputs[i], beta);
            }
            double[] fit = Draws.leastSquares(inputs, targets, features, n * penalty);
            double sum = 0;
            for (int j = 0; j < features; j++) {
                sum += (fit[j] - beta[j]) * (fit[j] - beta[j]);
            }
            sample.addValue(sum);
        }
        Draws.agree(sample, MODEL.expected(n, features, penalty).excess(), 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2000})
    void tends_to_the_limit_from_finite_sizes_as_the_exact_risk_without_penalty_does(int features) {
        Risk exact = MODEL.expected(1000, features, 0);
        assertThat(exact).isEqualTo(new WeakFeaturesRisk(1000, features, 2, .5).used(features));
        assertThat(MODEL.expected(1000, features, 1e-12).excess())
                .isCloseTo(exact.excess(), Percentage.withPercentage(2e-3));
        assertThat(MODEL.limit(features / 1000.0, 0).excess()).isCloseTo(exact.excess(), Percentage.withPercentage(.3));
    }

    @Test
    void without_penalty_is_theorem_1() {
        assertThat(MODEL.limit(.25, 0).excess()).isCloseTo(.5 * .25 / .75, ROUNDING);
        assertThat(MODEL.limit(4, 0).bias()).isCloseTo(2 * .75, ROUNDING);
        assertThat(MODEL.limit(4, 0).variance()).isCloseTo(.5 / 3, ROUNDING);
        assertThat(MODEL.limit(1, 0).excess()).isInfinite();
        assertThat(new RidgeRisk(2, 0).limit(1, 0).excess()).isZero();
    }

    @ParameterizedTest
    @ValueSource(doubles = {.2, .9, 1, 1.1, 5})
    void is_least_at_the_optimal_penalty(double gamma) {
        double best = MODEL.optimalPenalty(gamma);
        assertThat(best).isCloseTo(.25 * gamma, ROUNDING);
        double least = MODEL.optimal(gamma).excess();
        for (double factor : new double[] {.5, .9, .99, 1.01, 1.1, 2}) {
            assertThat(MODEL.limit(gamma, factor * best).excess()).isGreaterThan(least);
        }
        assertThat(least)
                .as("σ²γ m(−λ*)")
                .isCloseTo(.5 * gamma * overEigenvalues(gamma, s -> 1 / (s + best)), within(1e-9));
    }

    /** Their order at n = p = 20, on the same 1,000 examples, seed 3: each difference above 4 standard errors. */
    @Test
    void the_optimal_penalty_is_optimal_at_finite_sizes() {
        double[] beta = new double[20];
        Arrays.fill(beta, Math.sqrt(.1));
        double[] factors = {1, .5, 2};
        var differences = new StreamingStatistics[] {new StreamingStatistics(), new StreamingStatistics()};
        Random random = new Random(3);
        for (int draw = 0; draw < 1000; draw++) {
            double[][] inputs = Draws.rows(20, 20, random);
            double[] targets = Draws.gaussian(20, Math.sqrt(.5), random);
            for (int i = 0; i < 20; i++) {
                targets[i] += Draws.dot(inputs[i], beta);
            }
            double[] errors = new double[3];
            for (int f = 0; f < 3; f++) {
                double[] fit = Draws.leastSquares(inputs, targets, 20, 20 * factors[f] * MODEL.optimalPenalty(1));
                for (int j = 0; j < 20; j++) {
                    errors[f] += (fit[j] - beta[j]) * (fit[j] - beta[j]);
                }
            }
            differences[0].addValue(errors[1] - errors[0]);
            differences[1].addValue(errors[2] - errors[0]);
        }
        for (var difference : differences) {
            assertThat(difference.getMean())
                    .isGreaterThan(4 * difference.getStandardDeviation() / Math.sqrt(difference.getN()));
        }
    }

    @Test
    void the_optimal_penalty_leaves_no_peak() {
        double last = 0;
        for (double gamma = .05; gamma < 10; gamma += .05) {
            double risk = MODEL.optimal(gamma).excess();
            assertThat(risk).isGreaterThan(last).isLessThan(MODEL.signal());
            last = risk;
        }
    }

    @Test
    void the_ends_of_the_penalty_and_of_the_signal() {
        Risk nothing = new Risk(2, 0, .5);
        assertThat(MODEL.limit(3, Double.POSITIVE_INFINITY)).isEqualTo(nothing);
        assertThat(MODEL.expected(10, 30, Double.POSITIVE_INFINITY)).isEqualTo(nothing);
        assertThat(MODEL.limit(3, 1e9).excess()).isCloseTo(2, within(1e-7));
        assertThat(new RidgeRisk(0, .5).optimal(2)).isEqualTo(new Risk(0, 0, .5));
        assertThat(new RidgeRisk(2, 0).optimal(2).excess()).isCloseTo(1, ROUNDING);
    }

    @Test
    void refuses_what_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.limit(0, 1))
                .withMessage("gamma must be a finite number above 0, got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.limit(1, Double.NaN))
                .withMessage("penalty must be at least 0, got NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expected(0, 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.expected(1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new RidgeRisk(1, Double.POSITIVE_INFINITY));
    }
}
