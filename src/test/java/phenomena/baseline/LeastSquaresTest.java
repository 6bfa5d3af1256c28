package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.SingularValueDecomposition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeastSquaresTest {

    private static LinearFit fit(double penalty, boolean intercept, Points points) {
        return new LeastSquares(penalty, intercept)
                .fit(points.inputs(), points.features(), points.targets(), points.outputs());
    }

    private static RealMatrix matrix(double[] values, int columns) {
        RealMatrix matrix = MatrixUtils.createRealMatrix(values.length / columns, columns);
        for (int i = 0; i < values.length; i++) {
            matrix.setEntry(i / columns, i % columns, values[i]);
        }
        return matrix;
    }

    private static RealMatrix solve(RealMatrix matrix, double ridge, RealMatrix right) {
        int n = matrix.getRowDimension();
        RealMatrix ridged = matrix.add(MatrixUtils.createRealIdentityMatrix(n).scalarMultiply(ridge));
        return new LUDecomposition(ridged).getSolver().solve(right);
    }

    private static RealMatrix pseudoInverse(RealMatrix matrix) {
        return new SingularValueDecomposition(matrix).getSolver().getInverse();
    }

    private static double distance(double[] fitted, RealMatrix expected) {
        return matrix(fitted, expected.getColumnDimension()).subtract(expected).getFrobeniusNorm();
    }

    @Test
    void fits_a_line_as_by_hand() {
        Points points = new Points(new double[] {0, 1, 2}, 1, new double[] {1, 2, 2}, 1);
        LinearFit line = fit(0, true, points);
        assertThat(line.coefficients()[0]).isCloseTo(0.5, within(1e-14));
        assertThat(line.intercept()[0]).isCloseTo(7.0 / 6, within(1e-14));
        assertThat(line.quantities()).containsEntry("parameters", 2.0).containsEntry("pseudo-inverse", 0.0);
        // b = Σxy / (Σx² + nλ) = 6 / (5 + 3 · 2)
        assertThat(fit(2, false, points).coefficients()[0]).isCloseTo(6.0 / 11, within(1e-14));
        // About the means: Σ(x − 1)(y − 5/3) / (Σ(x − 1)² + nλ) = 1 / (2 + 6)
        LinearFit ridge = fit(2, true, points);
        assertThat(ridge.coefficients()[0]).isCloseTo(1.0 / 8, within(1e-14));
        assertThat(ridge.intercept()[0]).isCloseTo(5.0 / 3 - 1.0 / 8, within(1e-14));
    }

    @ParameterizedTest
    @CsvSource({"30,12", "12,30", "20,20"})
    void is_the_ridge_of_both_normal_equations(int n, int p) {
        double penalty = 0.03;
        Points points = RandomPoints.gaussian(n, p, 3, 1);
        RealMatrix x = matrix(points.inputs(), p);
        RealMatrix y = matrix(points.targets(), 3);
        RealMatrix t = x.transpose();
        double[] fitted = fit(penalty, false, points).coefficients();
        assertThat(distance(fitted, solve(t.multiply(x), n * penalty, t.multiply(y))))
                .isLessThan(1e-10);
        assertThat(distance(fitted, t.multiply(solve(x.multiply(t), n * penalty, y))))
                .isLessThan(1e-10);
    }

    @Test
    void interpolates_with_the_least_norm_when_wide() {
        Points points = RandomPoints.gaussian(15, 40, 2, 2);
        LinearFit fit = fit(0, false, points);
        assertThat(Regression.meanSquaredError(fit, points)).isLessThan(1e-24);
        RealMatrix x = matrix(points.inputs(), 40);
        RealMatrix least = pseudoInverse(x).multiply(matrix(points.targets(), 2));
        assertThat(distance(fit.coefficients(), least)).isLessThan(1e-12);
        assertThat(fit.quantities().get("norm")).isCloseTo(least.getFrobeniusNorm(), within(1e-12));
        assertThat(fit.quantities()).containsEntry("rank", 15.0).containsEntry("parameters", 80.0);
    }

    @Test
    void leaves_a_residual_across_the_columns_when_tall() {
        Points points = RandomPoints.gaussian(40, 15, 1, 3);
        RealMatrix x = matrix(points.inputs(), 15);
        RealMatrix residual = matrix(points.targets(), 1)
                .subtract(x.multiply(matrix(fit(0, false, points).coefficients(), 1)));
        assertThat(x.transpose().multiply(residual).getFrobeniusNorm()).isLessThan(1e-12);
    }

    @ParameterizedTest
    @CsvSource({"40,10,0", "10,40,0", "40,10,0.1", "10,40,0.1", "10,9,0"})
    void fits_an_intercept_that_a_shift_of_targets_moves_alone(int n, int p, double penalty) {
        Points points = RandomPoints.gaussian(n, p, 1, 4);
        Points shifted = new Points(
                points.inputs(),
                p,
                Arrays.stream(points.targets()).map(y -> y + 5).toArray(),
                1);
        LinearFit fit = fit(penalty, true, points);
        LinearFit moved = fit(penalty, true, shifted);
        assertThat(moved.coefficients()).containsExactly(fit.coefficients(), within(1e-9));
        assertThat(moved.intercept()[0]).isCloseTo(fit.intercept()[0] + 5, within(1e-9));
        assertThat(fit.quantities()).containsEntry("pseudo-inverse", 0.0);
        double mean = IntStream.range(0, n)
                .mapToDouble(i -> points.targets()[i] - fit.predict(points.inputs(), p)[i])
                .average()
                .orElseThrow();
        assertThat(mean).as("residuals").isCloseTo(0, within(1e-11));
    }

    @ParameterizedTest
    @CsvSource({"20,6", "6,20"})
    void says_so_and_takes_the_pseudo_inverse_where_columns_or_rows_repeat(int n, int p) {
        Points drawn = RandomPoints.gaussian(n, p, 1, 5);
        double[] inputs = drawn.inputs().clone();
        for (int k = 0; k < Math.max(n, p); k++) { // the second of the fewer repeats the first
            if (p < n) {
                inputs[k * p + 1] = inputs[k * p];
            } else {
                inputs[p + k] = inputs[k];
            }
        }
        Points points = new Points(inputs, p, drawn.targets(), 1);
        LinearFit fit = fit(0, false, points);
        assertThat(fit.quantities()).containsEntry("pseudo-inverse", 1.0).containsEntry("rank", 5.0);
        assertThat(fit.quantities().get("condition")).isGreaterThan(1e14);
        RealMatrix least = pseudoInverse(matrix(inputs, p)).multiply(matrix(points.targets(), 1));
        assertThat(distance(fit.coefficients(), least)).isLessThan(1e-10);
        assertThat(fit(1e-3, false, points).quantities()).containsEntry("pseudo-inverse", 0.0);
    }

    @Test
    void fits_zero_to_inputs_that_are_all_zero() {
        LinearFit fit = fit(0, false, new Points(new double[6], 2, new double[] {1, 2, 3}, 1));
        assertThat(fit.coefficients()).containsExactly(0, 0);
        assertThat(fit.quantities()).containsEntry("rank", 0.0).containsEntry("pseudo-inverse", 1.0);
    }

    @Test
    void estimates_the_condition() {
        double[] diagonal = new double[36];
        for (int i = 0; i < 6; i++) {
            diagonal[i * 7] = Math.pow(10, -i);
        }
        LinearFit fit = fit(0, false, new Points(diagonal, 6, new double[6], 1));
        assertThat(fit.quantities().get("condition")).isCloseTo(1e5, within(1.0));
    }

    @Test
    void stays_accurate_where_normal_equations_do_not() {
        // Läuchli: the squares of ε are lost beside 1, so that XᵀX is singular.
        double e = 1e-9;
        double[] x = {1, 1, e, 0, 0, e};
        LinearFit fit = fit(0, false, new Points(x, 2, new double[] {3, e, 2 * e}, 1));
        assertThat(fit.coefficients()).containsExactly(new double[] {1, 2}, within(1e-6));
    }

    @Test
    void refuses_a_negative_penalty_an_intercept_of_one_point_and_other_inputs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeastSquares(-1, false))
                .withMessage("penalty must be finite and at least 0, got -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit(0, true, RandomPoints.gaussian(1, 3, 1, 6)))
                .withMessage("points must be at least 2 to fit an intercept, got 1");
        LinearFit fit = fit(0, false, RandomPoints.gaussian(4, 3, 1, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fit.predict(new double[4], 2))
                .withMessage("inputs must be rows of the 3 features that were fitted, got 4 numbers in rows of 2");
    }
}
