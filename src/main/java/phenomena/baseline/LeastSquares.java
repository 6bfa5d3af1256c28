package phenomena.baseline;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;

/**
 * Least squares: the b that makes {@code (1/n) ‖y − X b‖² + λ ‖b‖²} least (the ridge of Hastie et al. 2019,
 * arXiv:1903.08560, equation 3). At λ = 0 it is the b of least norm among those that make {@code ‖y − X b‖} least: ordinary
 * least squares below the interpolation threshold, the minimum-norm interpolator above it.
 *
 * <p>Solved by Householder QR of the taller side, of X or of its transpose, with {@code √(nλ) I} joined to it: the normal
 * equations, which square the condition number, are not formed.
 *
 * @param penalty λ, at least 0
 * @param intercept whether a constant is fitted beside b, free of the penalty
 */
public record LeastSquares(double penalty, boolean intercept) {

    /** @throws IllegalArgumentException if {@code penalty} is negative or not finite */
    public LeastSquares {
        Check.notNegative("penalty", penalty);
    }

    /**
     * Fits a design. The fit's quantities are {@code parameters} (numbers fitted, over all outputs), {@code rank} (of X, to
     * working precision; with a penalty of the joined matrix), {@code pseudo-inverse} (1 where the rank fell short, so that
     * singular directions were left out; else 0), {@code condition} (an estimate from below of the ratio of the largest to
     * the smallest singular value) and {@code norm} (of all coefficients, without intercepts).
     *
     * @param design X, {@code n × columns}, row after row; left as it is
     * @param columns p, at least 1
     * @param targets {@code n × outputs}; left as they are
     * @param outputs at least 1; each is fitted alone
     * @throws IllegalArgumentException if sizes disagree, a number is not finite, or n = 1 with an intercept
     */
    public LinearFit fit(double[] design, int columns, double[] targets, int outputs) {
        Points points = new Points(design, columns, targets, outputs);
        int n = points.size();
        if (!intercept) {
            return solve(design, columns, targets, outputs, n);
        }
        if (n < 2) {
            throw new IllegalArgumentException("points must be at least 2 to fit an intercept, got " + n);
        }
        LinearFit slopes = solve(withoutMean(design, columns), columns, withoutMean(targets, outputs), outputs, n);
        double[] constants = means(targets, outputs);
        double[] centre = means(design, columns);
        for (int j = 0; j < columns; j++) {
            for (int k = 0; k < outputs; k++) {
                constants[k] -= centre[j] * slopes.coefficients()[j * outputs + k];
            }
        }
        Map<String, Double> quantities = new LinkedHashMap<>(slopes.quantities());
        quantities.merge("parameters", (double) outputs, Double::sum);
        return new LinearFit(slopes.coefficients(), columns, constants, quantities);
    }

    /** The doubles that a fit holds at once, beside design and targets. */
    long size(long n, long columns, long outputs) {
        long tall = Math.max(n, columns);
        long narrow = Math.min(n, columns);
        long joined = penalty > 0 ? tall + narrow : tall;
        return 2 * joined * narrow + 4 * narrow * narrow + (joined + columns) * outputs + (intercept ? n * columns : 0);
    }

    /** @param n the number that the penalty is multiplied by; the design may have a row less */
    private LinearFit solve(double[] design, int columns, double[] targets, int outputs, int n) {
        int rows = design.length / columns;
        boolean wide = columns > rows;
        DMatrixRMaj tall = joined(design, rows, columns, wide, Math.sqrt(n * penalty));
        TallQr qr = new TallQr(tall);
        double[] coefficients = new double[columns * outputs];
        for (int k = 0; k < outputs; k++) {
            double[] target = Vectors.column(targets, outputs, k, tall.numRows);
            double[] solution = wide ? qr.solveTransposed(target) : qr.solve(target);
            Vectors.putColumn(solution, coefficients, outputs, k);
        }
        Map<String, Double> quantities = new LinkedHashMap<>();
        quantities.put("parameters", (double) columns * outputs);
        quantities.put("rank", (double) qr.rank());
        quantities.put("pseudo-inverse", qr.rank() < tall.numCols ? 1.0 : 0.0);
        quantities.put("condition", qr.condition());
        quantities.put("norm", Vectors.norm(coefficients));
        return new LinearFit(coefficients, columns, new double[outputs], quantities);
    }

    /** X, or its transpose where X is wide, with {@code ridge · I} below it where there is a ridge. */
    private static DMatrixRMaj joined(double[] design, int rows, int columns, boolean wide, double ridge) {
        int tall = wide ? columns : rows;
        int narrow = wide ? rows : columns;
        DMatrixRMaj joined = new DMatrixRMaj(ridge > 0 ? tall + narrow : tall, narrow);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                joined.data[wide ? j * narrow + i : i * narrow + j] = design[i * columns + j];
            }
        }
        for (int i = 0; ridge > 0 && i < narrow; i++) {
            joined.data[(tall + i) * narrow + i] = ridge;
        }
        return joined;
    }

    /**
     * The n − 1 coordinates of each column in the directions across the constant one: what is left to fit when the intercept
     * is free. A reflection turns the constant direction into the first coordinate, which is dropped; subtracting means
     * instead would leave a row too many, and a wide design singular.
     */
    private static double[] withoutMean(double[] matrix, int columns) {
        int n = matrix.length / columns;
        double root = Math.sqrt(n);
        double[] means = means(matrix, columns);
        double[] turned = new double[matrix.length - columns];
        for (int j = 0; j < columns; j++) {
            double along = (means[j] * root + matrix[j]) / (1 + 1 / root) / root; // γ u·x times the entries 1/√n of u
            for (int i = 1; i < n; i++) {
                turned[(i - 1) * columns + j] = matrix[i * columns + j] - along;
            }
        }
        return turned;
    }

    private static double[] means(double[] matrix, int columns) {
        double[] means = new double[columns];
        for (int i = 0; i < matrix.length; i++) {
            means[i % columns] += matrix[i];
        }
        int n = matrix.length / columns;
        return Arrays.stream(means).map(sum -> sum / n).toArray();
    }
}
