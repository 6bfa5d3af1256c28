package phenomena.baseline;

import java.util.function.DoubleUnaryOperator;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * {@code scale · function(w_j · x + shift_j)} for many random w_j.
 *
 * @param weights {@code inputs × count}, row after row
 * @param shifts one for each feature
 */
record RandomFeatures(double[] weights, double[] shifts, double scale, DoubleUnaryOperator function)
        implements FeatureMap {

    @Override
    public int inputs() {
        return weights.length / count();
    }

    @Override
    public int count() {
        return shifts.length;
    }

    @Override
    public double[] of(double[] inputs, int from, int to) {
        int n = to - from;
        DMatrixRMaj rows = new DMatrixRMaj(n, inputs());
        System.arraycopy(inputs, from * inputs(), rows.data, 0, rows.data.length);
        DMatrixRMaj features = new DMatrixRMaj(n, count());
        CommonOps_DDRM.mult(rows, DMatrixRMaj.wrap(inputs(), count(), weights), features);
        for (int i = 0; i < features.data.length; i++) {
            features.data[i] = scale * function.applyAsDouble(features.data[i] + shifts[i % count()]);
        }
        return features.data;
    }
}
