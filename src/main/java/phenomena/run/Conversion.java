package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import phenomena.model.Native;
import phenomena.model.Precision;

/** Doubles on this side of the engine, a training's precision on the other. */
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

    /** Numbers in the engine, in a training's precision. */
    static NDArray array(NDManager manager, Precision precision, double[] values, Shape shape) {
        if (precision == Precision.FLOAT64) {
            return Native.of(manager, values, shape);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return Native.of(manager, rounded, shape);
    }
}
