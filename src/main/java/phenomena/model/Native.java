package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The one door through which Java numbers enter the engine.
 *
 * <p>{@link NDManager#create} and the {@code Number} forms of {@code mul}, {@code div} and {@code pow} wrap memory that
 * the garbage collector owns while autograd keeps pointing at it: a collection between forward and backward then gives a
 * wrong gradient without a word. What these methods return is a copy in the engine's own memory. An architecture test
 * forbids the other doors to the whole library.
 */
public final class Native {

    private Native() {}

    /** A float32 array of the given shape. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        try (NDArray wrapped = manager.create(values, shape)) {
            return wrapped.duplicate();
        }
    }

    /** An int64 array of the given shape. */
    public static NDArray of(NDManager manager, long[] values, Shape shape) {
        try (NDArray wrapped = manager.create(values, shape)) {
            return wrapped.duplicate();
        }
    }

    /** A float64 array of the given shape. */
    public static NDArray of(NDManager manager, double[] values, Shape shape) {
        try (NDArray wrapped = manager.create(values, shape)) {
            return wrapped.duplicate();
        }
    }

    /** An array of the given shape: float64 if {@code type} is, else of values rounded to float32. */
    public static NDArray of(NDManager manager, DataType type, double[] values, Shape shape) {
        if (type == DataType.FLOAT64) {
            return of(manager, values, shape);
        }
        float[] rounded = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            rounded[i] = (float) values[i];
        }
        return of(manager, rounded, shape);
    }

    /** An array of the given shape and of another array's type, float32 or float64, owned by its manager. */
    public static NDArray like(NDArray other, double[] values, Shape shape) {
        return of(other.getManager(), other.getDataType(), values, shape);
    }

    /** A scalar of another array's type, owned by its manager. */
    public static NDArray like(NDArray other, double value) {
        NDManager manager = other.getManager();
        return other.getDataType() == DataType.FLOAT64
                ? of(manager, new double[] {value}, new Shape())
                : manager.full(new Shape(), (float) value, other.getDataType());
    }
}
