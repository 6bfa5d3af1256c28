package phenomena.baseline;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.UtilEjml;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The inverse of a Gram matrix with a ridge, {@code G = K + ν I}, by Cholesky; where G is singular to working precision, its
 * pseudo-inverse by eigenvalues.
 */
final class GramInverse {

    private final int size;
    private final Triangle lower;
    private final Spectrum spectrum;
    private final double condition;
    private final double[] inverses;

    /**
     * @param gram {@code n × n}, symmetric; left as it is
     * @param ridge ν, at least 0
     */
    GramInverse(double[] gram, int n, double ridge) {
        size = n;
        double[] shifted = gram.clone();
        for (int i = 0; i < n; i++) {
            shifted[i * n + i] += ridge;
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
        Triangle factor = cholesky.decompose(DMatrixRMaj.wrap(n, n, shifted.clone()))
                ? new Triangle(cholesky.getT(null).data, n)
                : null;
        double root = factor == null ? Double.POSITIVE_INFINITY : factor.condition();
        boolean regular = root * root < 1 / (UtilEjml.EPS * n * 10); // an estimate from below
        lower = regular ? factor : null;
        spectrum = regular ? null : Spectrum.of(shifted, n);
        inverses = new double[n];
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; !regular && i < n; i++) {
            inverses[i] = spectrum.inverse(i, 0);
            least = Math.min(least, Math.abs(spectrum.values()[i]));
        }
        condition = regular ? root * root : spectrum.largest() / least;
    }

    /** {@code G⁻¹ y} for each column of {@code n × outputs} targets. */
    double[] solve(double[] targets, int outputs) {
        double[] solutions = new double[targets.length];
        for (int k = 0; k < outputs; k++) {
            double[] y = Vectors.column(targets, outputs, k, size);
            if (lower != null) {
                lower.solve(y);
                lower.solveTransposed(y);
            } else {
                y = pseudo(y);
            }
            Vectors.putColumn(y, solutions, outputs, k);
        }
        return solutions;
    }

    private double[] pseudo(double[] y) {
        double[] coordinates = spectrum.coordinates(y);
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                x[j] += spectrum.vectors()[i * size + j] * inverses[i] * coordinates[i];
            }
        }
        return x;
    }

    /** {@code xᵀ G⁻¹ x}; {@code x} is overwritten. */
    double quadratic(double[] x) {
        if (lower != null) {
            lower.solve(x);
            return Vectors.dot(x, x);
        }
        double[] coordinates = spectrum.coordinates(x);
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum += coordinates[i] * coordinates[i] * inverses[i];
        }
        return sum;
    }

    /** {@code log det G}; NaN where G is singular. */
    double logDeterminant() {
        double sum = lower == null && rank() < size ? Double.NaN : 0;
        for (int i = 0; i < size; i++) {
            sum += lower == null ? -Math.log(inverses[i]) : 2 * Math.log(lower.values()[i * size + i]);
        }
        return sum;
    }

    int rank() {
        int rank = 0;
        for (double inverse : inverses) {
            rank += lower != null || inverse > 0 ? 1 : 0;
        }
        return rank;
    }

    /** {@code rank}, {@code pseudo-inverse} and {@code condition}, as {@link LeastSquares} names them. */
    Map<String, Double> quantities() {
        Map<String, Double> quantities = new LinkedHashMap<>();
        quantities.put("rank", (double) rank());
        quantities.put("pseudo-inverse", rank() < size ? 1.0 : 0.0);
        quantities.put("condition", condition);
        return quantities;
    }
}
