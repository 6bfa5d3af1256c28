package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LinearRegressionTest {

    @Test
    void uses_the_first_inputs_alone() {
        Points points = RandomPoints.gaussian(20, 5, 1, 1);
        double[] first = new double[40];
        for (int i = 0; i < 20; i++) {
            first[2 * i] = points.inputs()[5 * i];
            first[2 * i + 1] = points.inputs()[5 * i + 1];
        }
        LinearFit part = new LinearRegression(2, 0.1).fit(new Points(first, 2, points.targets(), 1), 0);
        LinearFit fit = new LinearRegression(2, 0.1).fit(points, 0);
        assertThat(fit.coefficients())
                .containsExactly(new double[] {part.coefficients()[0], part.coefficients()[1], 0, 0, 0}, within(1e-15));
        assertThat(fit.quantities()).containsEntry("parameters", 2.0);
        assertThat(fit.predict(points.inputs(), 5)).containsExactly(part.predict(first, 2), within(1e-14));
    }

    @Test
    void refuses_more_features_than_there_are() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearRegression(6, 0).fit(RandomPoints.gaussian(20, 5, 1, 1), 0))
                .withMessage("features must be at most the 5 numbers in one input, got 6");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearRegression(0, 0))
                .withMessage("features must be at least 1, got 0");
    }
}
