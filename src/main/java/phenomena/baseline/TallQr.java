package phenomena.baseline;

import org.ejml.UtilEjml;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.qr.QRDecompositionHouseholderColumn_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * A tall matrix {@code T = Q R} by Householder reflections, m × k with m ≥ k, and both least-squares problems it solves: the
 * best {@code T x ≈ y}, and the shortest x with {@code Tᵀ x = y}. Where R is singular to working precision it is replaced by
 * its pseudo-inverse, from its singular values above {@code max(m, k) · 2⁻⁵² · σ_max}.
 */
final class TallQr {

    private final int rows;
    private final int columns;
    private final double[][] reflectors;
    private final double[] gammas;
    private final Triangle transposed;
    private final double condition;
    private final Pseudo pseudo;

    /** The singular values of {@code Rᵀ = U S Vᵀ}, those that count as 0 left out. */
    private record Pseudo(double[] u, double[] inverse, double[] v, int size) {

        int rank() {
            int rank = 0;
            for (double value : inverse) {
                rank += value > 0 ? 1 : 0;
            }
            return rank;
        }

        /** {@code b ← B S⁺ Aᵀ b} for orthogonal A and B. */
        private void apply(double[] a, double[] b, double[] x) {
            double[] coordinates = new double[size];
            for (int i = 0; i < size; i++) {
                for (int j = 0; j < size; j++) {
                    coordinates[j] += a[i * size + j] * x[i];
                }
            }
            for (int i = 0; i < size; i++) {
                double sum = 0;
                for (int j = 0; j < size; j++) {
                    sum += b[i * size + j] * inverse[j] * coordinates[j];
                }
                x[i] = sum;
            }
        }
    }

    /** @param tall m × k, m ≥ k ≥ 1; left as it is */
    TallQr(DMatrixRMaj tall) {
        rows = tall.numRows;
        columns = tall.numCols;
        var qr = new QRDecompositionHouseholderColumn_DDRM();
        qr.decompose(tall);
        reflectors = qr.getQR();
        gammas = qr.getGammas();
        double[] lower = new double[columns * columns];
        for (int j = 0; j < columns; j++) {
            System.arraycopy(reflectors[j], 0, lower, j * columns, j + 1);
        }
        transposed = new Triangle(lower, columns);
        double estimate = transposed.condition();
        double most = 1 / (UtilEjml.EPS * rows);
        // An estimate from below: the singular values themselves decide from a hundredth of the limit on.
        pseudo = estimate < most / 100 ? null : pseudo(lower);
        condition = estimate;
    }

    private Pseudo pseudo(double[] lower) {
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(columns, columns, true, true, false);
        if (!svd.decompose(DMatrixRMaj.wrap(columns, columns, lower.clone()))) {
            throw new ArithmeticException("singular values must converge, but did not for a matrix of " + rows + " × "
                    + columns + "; state a small penalty");
        }
        double[] values = svd.getSingularValues();
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        double[] inverse = new double[columns];
        for (int i = 0; i < columns; i++) {
            inverse[i] = values[i] > largest * UtilEjml.EPS * rows ? 1 / values[i] : 0;
        }
        return new Pseudo(svd.getU(null, false).data, inverse, svd.getV(null, false).data, columns);
    }

    /** The number of directions it tells apart, at most k. */
    int rank() {
        return pseudo == null ? columns : pseudo.rank();
    }

    /** The ratio of the largest to the smallest singular value: an estimate from below, infinite where R is singular. */
    double condition() {
        return condition;
    }

    /**
     * The x that makes {@code ‖T x − y‖} least, and is the shortest of those.
     *
     * @param y m numbers, overwritten
     * @return k numbers, at the front of {@code y}
     */
    double[] solve(double[] y) {
        for (int j = 0; j < columns; j++) {
            reflect(j, y);
        }
        if (pseudo == null) {
            transposed.solveTransposed(y);
        } else {
            pseudo.apply(pseudo.v, pseudo.u, y);
        }
        return y;
    }

    /**
     * The shortest x that makes {@code ‖Tᵀ x − y‖} least.
     *
     * @param y k numbers at the front of an array of m, the rest 0; overwritten
     * @return m numbers
     */
    double[] solveTransposed(double[] y) {
        if (pseudo == null) {
            transposed.solve(y);
        } else {
            pseudo.apply(pseudo.u, pseudo.v, y);
        }
        for (int j = columns - 1; j >= 0; j--) {
            reflect(j, y);
        }
        return y;
    }

    /** {@code x ← (I − γ u uᵀ) x}, where u is 0 before place j and 1 at it. */
    private void reflect(int j, double[] x) {
        double[] u = reflectors[j];
        double sum = x[j];
        for (int i = j + 1; i < rows; i++) {
            sum += u[i] * x[i];
        }
        sum *= gammas[j];
        x[j] -= sum;
        for (int i = j + 1; i < rows; i++) {
            x[i] -= sum * u[i];
        }
    }
}
