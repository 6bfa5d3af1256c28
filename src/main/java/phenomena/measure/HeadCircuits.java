package phenomena.measure;

import java.util.Map;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import phenomena.model.Decoder;
import phenomena.model.Head;

/**
 * The matrices of a decoder's heads as they act on the residual stream, of width d (Elhage et al. 2021, "A mathematical framework for
 * transformer circuits"). Rows are multiplied from the left: a head whose matrices are Q, K, V, of d × d/H, and O, of d/H × d, scores
 * {@code x_i Q Kᵀ x_jᵀ} and moves {@code x_j V O}.
 *
 * <p>Where layers are normalised, what takes the mean off and the gains are multiplied into the matrices that read; shifts and the
 * division by the deviation are left out.
 *
 * @param parameters of one replica, by name
 */
record HeadCircuits(Decoder decoder, Map<String, double[]> parameters) {

    static HeadCircuits of(Observation observation, int replica) {
        return new HeadCircuits(observation.heads().decoder(), observation.parameters(replica));
    }

    /** Q. */
    RealMatrix queries(Head head) {
        return reading(head, "Queries");
    }

    /** K. */
    RealMatrix keys(Head head) {
        return reading(head, "Keys");
    }

    /** V. */
    RealMatrix values(Head head) {
        return reading(head, "Values");
    }

    /** O. */
    RealMatrix output(Head head) {
        int own = decoder.width() / decoder.heads();
        return matrix("layer" + head.layer() + "Output", decoder.width())
                .getSubMatrix(head.head() * own, (head.head() + 1) * own - 1, 0, decoder.width() - 1);
    }

    /** What the first layer's heads read of each token, {@code K × d}, positions aside. */
    RealMatrix embedding() {
        RealMatrix rows = matrix("embedding", decoder.width());
        if (decoder.parts().norm() == Decoder.Norm.PRE) {
            for (int token = 0; token < rows.getRowDimension(); token++) {
                double[] row = rows.getRow(token);
                double mean = 0;
                double square = 0;
                for (double value : row) {
                    mean += value / row.length;
                    square += value * value / row.length;
                }
                rows.setRowMatrix(token, rows.getRowMatrix(token).scalarMultiply(1 / Math.sqrt(square - mean * mean)));
            }
        }
        return rows;
    }

    /** What the residual stream does to the logits, {@code d × K}, without what it adds to all of them, which softmax does not see. */
    RealMatrix unembedding() {
        double[] values = parameters.get("unembedding");
        RealMatrix columns = read("last", matrix("unembedding", values.length / decoder.width()));
        return withoutMeans(columns.transpose()).transpose();
    }

    private RealMatrix reading(Head head, String name) {
        int own = decoder.width() / decoder.heads();
        String layer = "layer" + head.layer();
        RealMatrix columns = matrix(layer + name, decoder.width())
                .getSubMatrix(0, decoder.width() - 1, head.head() * own, (head.head() + 1) * own - 1);
        return read(layer + "Attention", columns);
    }

    /** A matrix that reads what a norm, where there is one, gives. */
    private RealMatrix read(String norm, RealMatrix matrix) {
        double[] gains = parameters.get(norm + "Gain");
        return gains == null
                ? matrix
                : withoutMeans(MatrixUtils.createRealDiagonalMatrix(gains).multiply(matrix));
    }

    /** With the mean of each column taken off. */
    private static RealMatrix withoutMeans(RealMatrix matrix) {
        RealMatrix centred = matrix.copy();
        for (int column = 0; column < matrix.getColumnDimension(); column++) {
            double mean = 0;
            for (int row = 0; row < matrix.getRowDimension(); row++) {
                mean += matrix.getEntry(row, column) / matrix.getRowDimension();
            }
            for (int row = 0; row < matrix.getRowDimension(); row++) {
                centred.addToEntry(row, column, -mean);
            }
        }
        return centred;
    }

    private RealMatrix matrix(String name, int columns) {
        double[] values = parameters.get(name);
        RealMatrix matrix = MatrixUtils.createRealMatrix(values.length / columns, columns);
        for (int i = 0; i < values.length; i++) {
            matrix.setEntry(i / columns, i % columns, values[i]);
        }
        return matrix;
    }
}
