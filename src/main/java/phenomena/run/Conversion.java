package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** What a training's engine holds, read in double precision whatever its own is. */
final class Conversion {

    private Conversion() {}

    /** An array of either precision as doubles. */
    static double[] doubles(NDArray array) {
        double[] doubles = new double[Math.toIntExact(array.size())];
        copy(array, new double[][] {doubles}, 0, doubles.length);
        return doubles;
    }

    /** Puts {@code length} numbers of an array into each of some rows, one row after the other, from place {@code to} of each on. */
    static void copy(NDArray array, double[][] rows, int to, int length) {
        if (array.getDataType() == DataType.FLOAT64) {
            double[] values = array.toDoubleArray();
            for (int r = 0; r < rows.length; r++) {
                System.arraycopy(values, r * length, rows[r], to, length);
            }
            return;
        }
        float[] values = array.toFloatArray();
        for (int r = 0; r < rows.length; r++) {
            for (int i = 0; i < length; i++) {
                rows[r][to + i] = values[r * length + i];
            }
        }
    }
}
