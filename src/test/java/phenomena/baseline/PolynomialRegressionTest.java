package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolynomialRegressionTest {

    private static final Points WAVE =
            new NoisyFunction(x -> Math.sin(3 * x), 20, 0.04).draw(1).train();

    @Test
    void has_the_legendre_polynomials() {
        double[] basis = new PolynomialRegression.Legendre(3, -1, 1).of(new double[] {0.5}, 0, 1);
        double[] byHand = {1, Math.sqrt(3) * 0.5, Math.sqrt(5) * -0.125, Math.sqrt(7) * -0.4375};
        assertThat(basis).containsExactly(byHand, within(1e-15));
        double[] scaled = new PolynomialRegression.Legendre(3, 10, 14).of(new double[] {13}, 0, 1);
        assertThat(scaled).containsExactly(byHand, within(1e-15));
    }

    @Test
    void has_a_basis_that_is_orthonormal_over_the_interval() {
        int degree = 40;
        int parts = 20_000;
        double[] inputs = new double[parts];
        for (int i = 0; i < parts; i++) {
            inputs[i] = (2.0 * i + 1) / parts - 1;
        }
        double[] basis = new PolynomialRegression.Legendre(degree, -1, 1).of(inputs, 0, parts);
        for (int a = 0; a <= degree; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = 0;
                for (int i = 0; i < parts; i++) {
                    sum += basis[i * (degree + 1) + a] * basis[i * (degree + 1) + b];
                }
                assertThat(sum / parts).as(a + ", " + b).isCloseTo(a == b ? 1 : 0, within(1e-4));
            }
        }
    }

    @Test
    void keeps_to_its_bounds_at_the_highest_degree() {
        double[] basis = new PolynomialRegression.Legendre(65_536, -1, 1).of(new double[] {1, -1, 0.3}, 0, 3);
        assertThat(basis[65_536]).isCloseTo(Math.sqrt(2.0 * 65_536 + 1), within(1e-6));
        assertThat(basis[2 * 65_537 - 1]).isCloseTo(Math.sqrt(2.0 * 65_536 + 1), within(1e-6));
        assertThat(Math.abs(basis[3 * 65_537 - 1])).isLessThan(Math.sqrt(4 / (Math.PI * Math.sqrt(1 - 0.09))));
    }

    @Test
    void recovers_a_polynomial_of_its_degree() {
        double[] inputs = {-1, -0.4, 0.1, 0.5, 0.9};
        double[] targets = new double[5];
        for (int i = 0; i < 5; i++) {
            targets[i] = 2 - inputs[i] + 3 * inputs[i] * inputs[i] * inputs[i];
        }
        Predictor cubic = new PolynomialRegression(3, 0).fit(new Points(inputs, 1, targets, 1), 0);
        assertThat(cubic.predict(new double[] {-0.7}, 1)[0]).isCloseTo(2 + 0.7 - 3 * 0.343, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 60, 1000})
    void goes_through_every_point_from_n_on(int degree) {
        Predictor fitted = new PolynomialRegression(degree, 0).fit(WAVE, 0);
        assertThat(Regression.meanSquaredError(fitted, WAVE)).isLessThan(1e-9);
        assertThat(fitted.quantities()).containsEntry("rank", 20.0).containsEntry("parameters", degree + 1.0);
    }

    @Test
    void descends_a_second_time() {
        Regression.Trial trial = new NoisyFunction(x -> Math.sin(3 * x), 20, 0.04).draw(1);
        Map<String, Double> before = trial.test(new PolynomialRegression(4, 0).fit(WAVE, 0));
        Map<String, Double> at = trial.test(new PolynomialRegression(19, 0).fit(WAVE, 0));
        Map<String, Double> after = trial.test(new PolynomialRegression(1000, 0).fit(WAVE, 0));
        assertThat(at.get("risk")).isGreaterThan(100 * before.get("risk")).isGreaterThan(100 * after.get("risk"));
        assertThat(at.get("loss")).isEqualTo(at.get("risk") + 0.04);
    }

    @Test
    void refuses_degrees_and_inputs_that_it_cannot_hold() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolynomialRegression(65_537, 0))
                .withMessage(
                        "degree must be in [0, 65536], got 65537; higher polynomials change too fast for an input in "
                                + "floating point");
        assertThatIllegalArgumentException().isThrownBy(() -> new PolynomialRegression(-1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolynomialRegression(2, 0, 1, 1))
                .withMessage("the interval must run from one number to a larger one, got [1.0, 1.0]");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new PolynomialRegression(2, 0).fit(new Points(new double[] {0, 1.5}, 1, new double[2], 1), 0))
                .withMessage("inputs must be in the interval [-1.0, 1.0], got 1.5 at point 1; "
                        + "state the interval that holds them all");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PolynomialRegression(2, 0).fit(RandomPoints.gaussian(5, 2, 1, 1), 0))
                .withMessage("inputs must be of 1 feature for a polynomial, got 2");
    }
}
