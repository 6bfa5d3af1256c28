package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The one door through which Java numbers enter the engine.
 *
 * <p>{@link NDManager#create} and the {@code Number} forms of {@code mul}, {@code div} and {@code pow} wrap memory that
 * the garbage collector owns while autograd keeps pointing at it: a collection between forward and backward then gives a
 * wrong gradient without a word. These methods write the numbers into memory that the engine allocated. An architecture test
 * forbids the other doors to the whole library.
 */
public final class Native {

    private Native() {}

    /** A float32 array of the given shape. */
    public static NDArray of(NDManager manager, float[] values, Shape shape) {
        NDArray array = empty(manager, values.length, shape, DataType.FLOAT32);
        if (values.length > 0) {
            memory(array).asFloatBuffer().put(values);
        }
        return array;
    }

    /** An int64 array of the given shape. */
    public static NDArray of(NDManager manager, long[] values, Shape shape) {
        NDArray array = empty(manager, values.length, shape, DataType.INT64);
        if (values.length > 0) {
            memory(array).asLongBuffer().put(values);
        }
        return array;
    }

    /** A float64 array of the given shape. */
    public static NDArray of(NDManager manager, double[] values, Shape shape) {
        NDArray array = empty(manager, values.length, shape, DataType.FLOAT64);
        if (values.length > 0) {
            memory(array).asDoubleBuffer().put(values);
        }
        return array;
    }

    private static NDArray empty(NDManager manager, int length, Shape shape, DataType type) {
        if (shape.size() != length) {
            throw new IllegalArgumentException("values must be as many as an array of shape " + shape + " holds, "
                    + shape.size() + ", got " + length);
        }
        return manager.create(shape, type);
    }

    /** The engine's memory of a non-empty array on the processor. */
    private static ByteBuffer memory(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
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
