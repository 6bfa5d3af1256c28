package phenomena.optimize;

import java.nio.ByteBuffer;

/**
 * A row of numbers of one precision, and the few operations that optimizers are made of. Each goes over the row once, in the
 * numbers' own precision.
 *
 * <p>Arguments have this row's precision and length. A row begins where its array does, never inside one: the just-in-time
 * compiler turns a loop over several arrays into vector instructions only where it can see that they share their index.
 */
public sealed interface Numbers permits Floats, Doubles {

    /** {@code length} zeros in float32. */
    static Numbers float32(int length) {
        return new Floats(new float[length], length);
    }

    /** {@code length} zeros in float64. */
    static Numbers float64(int length) {
        return new Doubles(new double[length], length);
    }

    int length();

    /** The first {@code count} numbers: a view, no copy. */
    Numbers first(int count);

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
