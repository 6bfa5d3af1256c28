package phenomena.optimize;

import java.nio.ByteBuffer;

/**
 * A stretch of numbers of one precision, and the few operations that optimizers are made of. Each goes over the stretch once,
 * in the numbers' own precision.
 *
 * <p>Arguments have this stretch's precision and length.
 */
public sealed interface Numbers permits Floats, Doubles {

    /** {@code length} zeros in float32. */
    static Numbers float32(int length) {
        return new Floats(new float[length], 0, length);
    }

    /** {@code length} zeros in float64. */
    static Numbers float64(int length) {
        return new Doubles(new double[length], 0, length);
    }

    int length();

    /** The stretch of {@code length} numbers from {@code from} on: a view, no copy. */
    Numbers part(int from, int length);

    double get(int i);

    void set(int i, double value);

    /** {@code x ← y}. */
    void copy(Numbers y);

    /** {@code x ← factor · x}. */
    void scale(double factor);

    /** {@code x ← x + factor · y}. */
    void add(double factor, Numbers y);

    /** {@code x ← x + factor · sign(y)}, where the sign of 0 is 0. */
    void addSign(double factor, Numbers y);

    /** {@code x ← keep · x + take · y}. */
    void mix(double keep, double take, Numbers y);

    /** {@code x ← keep · x + take · y²}. */
    void mixSquare(double keep, double take, Numbers y);

    /** {@code x ← x − rate · mean / (scale · √square + epsilon)}: Adam's step. */
    void descend(double rate, Numbers mean, double scale, Numbers square, double epsilon);

    /** {@code Σ x y}, summed in double precision. */
    double dot(Numbers y);

    /** Takes the values from engine memory, the first at number {@code index}. */
    void read(ByteBuffer from, int index);

    /** Puts the values into engine memory, the first at number {@code index}. */
    void write(ByteBuffer to, int index);
}
