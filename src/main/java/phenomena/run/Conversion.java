package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;

/** What a training's engine holds, read in double precision whatever its own is. */
final class Conversion {

    private Conversion() {}

    /** An array of either precision as doubles. */
    static double[] doubles(NDArray array) {
        if (array.getDataType() == DataType.FLOAT64) {
            return array.toDoubleArray();
        }
        float[] values = array.toFloatArray();
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
