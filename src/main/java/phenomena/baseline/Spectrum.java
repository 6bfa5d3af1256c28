package phenomena.baseline;

import org.ejml.UtilEjml;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * A symmetric positive semidefinite matrix {@code Q Λ Qᵀ} by its eigenvalues.
 *
 * @param values the n eigenvalues, not sorted
 * @param vectors {@code n × n}: eigenvector after eigenvector
 */
record Spectrum(double[] values, double[] vectors) {

    /** @param symmetric {@code n × n}; left as it is */
    static Spectrum of(double[] symmetric, int n) {
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(n, true, true);
        if (!eigen.decompose(DMatrixRMaj.wrap(n, n, symmetric.clone()))) {
            throw new ArithmeticException("eigenvalues must converge, but did not for a Gram matrix of " + n
                    + " points; state some noise or a penalty");
        }
        double[] values = new double[n];
        double[] vectors = new double[n * n];
        for (int i = 0; i < n; i++) {
            values[i] = eigen.getEigenvalue(i).getReal();
            System.arraycopy(eigen.getEigenVector(i).data, 0, vectors, i * n, n);
        }
        return new Spectrum(values, vectors);
    }

    int size() {
        return values.length;
    }

    double largest() {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, value);
        }
        return largest;
    }

    /** {@code 1 / (λ + shift)} of eigenvalue {@code i}; 0 where that is 0 to working precision. */
    double inverse(int i, double shift) {
        double value = values[i] + shift;
        return value > size() * UtilEjml.EPS * (largest() + shift) ? 1 / value : 0;
    }

    /** The coordinates {@code Qᵀ x} of a vector. */
    double[] coordinates(double[] x) {
        int n = size();
        double[] coordinates = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                coordinates[i] += vectors[i * n + j] * x[j];
            }
        }
        return coordinates;
    }
}
