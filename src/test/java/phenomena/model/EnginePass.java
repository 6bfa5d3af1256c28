package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/** Rows of parameters and plain inputs, as a network's forward pass takes them. */
final class EnginePass {

    private EnginePass() {}

    /** One array for each of the network's entries, from a row for each replica. */
    static List<NDArray> parameters(NDManager manager, Precision precision, Network network, List<double[]> rows) {
        List<NDArray> arrays = new ArrayList<>();
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            double[] values = new double[rows.size() * entry.length()];
            for (int r = 0; r < rows.size(); r++) {
                System.arraycopy(rows.get(r), entry.offset(), values, r * entry.length(), entry.length());
            }
            arrays.add(Native.of(manager, precision.type(), values, network.arrayShape(e)));
        }
        return arrays;
    }

    /**
     * Logits, and what else the block gives in training.
     *
     * @param inputs {@code (R, B, …inputShape)}
     */
    static NDList forward(
            NDManager manager,
            Precision precision,
            Network network,
            List<double[]> rows,
            double[] inputs,
            Shape shape) {
        return forward(manager, precision, network, rows, Native.of(manager, precision.type(), inputs, shape), true);
    }

    /** As in training, or as in measuring. */
    static NDList forward(
            NDManager manager,
            Precision precision,
            Network network,
            List<double[]> rows,
            NDArray inputs,
            boolean training) {
        return network.forward(
                parameters(manager, precision, network, rows),
                manager.zeros(new Shape(rows.size(), 0), precision.type()),
                inputs,
                training);
    }

    /** An array of either precision as doubles. */
    static double[] doubles(NDArray array) {
        try (NDArray copy = array.toType(DataType.FLOAT64, true)) {
            return copy.toDoubleArray();
        }
    }
}
