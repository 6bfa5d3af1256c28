package phenomena.baseline;

import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;

/**
 * A lower triangular matrix L, the factor of {@code L Lᵀ} or the transpose of a QR's R.
 *
 * @param values {@code size × size}, row after row, 0 above the diagonal
 */
record Triangle(double[] values, int size) {

    private static final int ITERATIONS = 12;

    /** Solves {@code L x = b} in place. */
    void solve(double[] b) {
        TriangularSolver_DDRM.solveL(values, b, size);
    }

    /** Solves {@code Lᵀ x = b} in place. */
    void solveTransposed(double[] b) {
        TriangularSolver_DDRM.solveTranL(values, b, size);
    }

    /**
     * Estimates the ratio of the largest to the smallest singular value by power iterations with {@code L Lᵀ} and its
     * inverse. It approaches the ratio from below, from a fixed start.
     *
     * @return at least 1; infinite where the matrix is singular
     */
    double condition() {
        double[] high = start();
        double[] low = start();
        double largest = 0;
        double smallest = 0;
        for (int i = 0; i < ITERATIONS; i++) {
            multiply(high);
            largest = Math.sqrt(normalise(high));
            solve(low);
            solveTransposed(low);
            smallest = 1 / Math.sqrt(normalise(low));
        }
        double condition = largest / smallest;
        return Double.isNaN(condition) ? Double.POSITIVE_INFINITY : Math.max(1, condition);
    }

    /** A direction that favours none: the signs and sizes of a golden rotation. */
    private double[] start() {
        double[] start = new double[size];
        for (int i = 0; i < size; i++) {
            start[i] = 0.5 + Math.cos(2.399963229728653 * i);
        }
        normalise(start);
        return start;
    }

    /** {@code x ← L Lᵀ x}. */
    private void multiply(double[] x) {
        double[] transposed = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                transposed[j] += values[i * size + j] * x[i];
            }
        }
        for (int i = 0; i < size; i++) {
            double sum = 0;
            for (int j = 0; j <= i; j++) {
                sum += values[i * size + j] * transposed[j];
            }
            x[i] = sum;
        }
    }

    /** Scales to length 1 and returns the length there was. */
    private static double normalise(double[] x) {
        double norm = Vectors.norm(x);
        for (int i = 0; i < x.length; i++) {
            x[i] /= norm;
        }
        return norm;
    }
}
