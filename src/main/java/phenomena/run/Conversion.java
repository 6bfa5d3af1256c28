package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** What a training's engine holds, read in double precision whatever its own is. */
final class Conversion {

    private Conversion() {}

    /** An array of either precision as doubles. */
    static double[] doubles(NDArray array) {
        double[] doubles = new double[Math.toIntExact(array.size())];
        copy(array, new double[][] {doubles}, 0);
        return doubles;
    }

    /** Puts equal parts of an array, one after the other, into as many rows, from place {@code to} of each on. */
    static void copy(NDArray array, double[][] rows, int to) {
        int length = Math.toIntExact(array.size() / rows.length);
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
