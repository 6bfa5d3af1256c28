package phenomena.optimize;

import java.nio.ByteBuffer;

/**
 * Numbers in float32: the first {@code length} of an array.
 *
 * <p>{@link Doubles} is this file again, line for line but for the casts: Java's generics do not reach primitive types.
 */
record Floats(float[] values, int length) implements Numbers {

    private static final float LARGE = 0x1p75f; // its square times the smallest number is above 1

    @Override
    public Numbers first(int count) {
        return new Floats(values, count);
    }

    @Override
    public double get(int i) {
        return values[i];
    }

    @Override
    public void set(int i, double value) {
        values[i] = (float) value;
    }

    @Override
    public void copy(Numbers other) {
        System.arraycopy(((Floats) other).values, 0, values, 0, length);
    }

    @Override
    public void scale(double factor) {
        float f = (float) factor;
        for (int i = 0; i < length; i++) {
            values[i] *= f;
        }
    }

    @Override
    public void add(double factor, Numbers other) {
        float[] y = ((Floats) other).values;
        float f = (float) factor;
        for (int i = 0; i < length; i++) {
            values[i] += f * y[i];
        }
    }

    @Override
    public void addSign(double factor, Numbers other) {
        float[] y = ((Floats) other).values;
        float f = (float) factor;
        for (int i = 0; i < length; i++) {
            // Math.signum, and more so at a branch, would take 30 times as long: this is made of vector instructions.
            values[i] += f * Math.max(-1, Math.min(1, y[i] * LARGE * LARGE));
        }
    }

    @Override
    public void mix(double keep, double take, Numbers other) {
        float[] y = ((Floats) other).values;
        float k = (float) keep;
        float t = (float) take;
        for (int i = 0; i < length; i++) {
            values[i] = k * values[i] + t * y[i];
        }
    }

    @Override
    public void mixSquare(double keep, double take, Numbers other) {
        float[] y = ((Floats) other).values;
        float k = (float) keep;
        float t = (float) take;
        for (int i = 0; i < length; i++) {
            values[i] = k * values[i] + t * y[i] * y[i];
        }
    }

    @Override
    public void descend(double rate, Numbers mean, double scale, Numbers square, double epsilon) {
        float[] m = ((Floats) mean).values;
        float[] v = ((Floats) square).values;
        float eta = (float) rate;
        float s = (float) scale;
        float e = (float) epsilon;
        for (int i = 0; i < length; i++) {
            values[i] -= eta * m[i] / ((float) Math.sqrt(v[i]) * s + e);
        }
    }

    @Override
    public double dot(Numbers other) {
        float[] y = ((Floats) other).values;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += (double) values[i] * y[i];
        }
        return sum;
    }

    @Override
    public void read(ByteBuffer memory, int index) {
        memory.asFloatBuffer().get(index, values, 0, length);
    }

    @Override
    public void write(ByteBuffer memory, int index) {
        memory.asFloatBuffer().put(index, values, 0, length);
    }
}
