package phenomena.optimize;

import java.nio.ByteBuffer;

/**
 * Numbers in float64: the first {@code length} of an array.
 *
 * <p>{@link Floats} with the other primitive type, line for line but for its casts.
 */
record Doubles(double[] values, int length) implements Numbers {

    private static final double LARGE = 0x1p538; // its square times the smallest number is above 1

    @Override
    public Numbers first(int count) {
        return new Doubles(values, count);
    }

    @Override
    public double get(int i) {
        return values[i];
    }

    @Override
    public void set(int i, double value) {
        values[i] = value;
    }

    @Override
    public void copy(Numbers other) {
        System.arraycopy(((Doubles) other).values, 0, values, 0, length);
    }

    @Override
    public void scale(double factor) {
        double f = factor;
        for (int i = 0; i < length; i++) {
            values[i] *= f;
        }
    }

    @Override
    public void add(double factor, Numbers other) {
        double[] y = ((Doubles) other).values;
        double f = factor;
        for (int i = 0; i < length; i++) {
            values[i] += f * y[i];
        }
    }

    @Override
    public void addSign(double factor, Numbers other) {
        double[] y = ((Doubles) other).values;
        double f = factor;
        for (int i = 0; i < length; i++) {
            // Math.signum, and more so at a branch, would take 30 times as long: this is made of vector instructions.
            values[i] += f * Math.max(-1, Math.min(1, y[i] * LARGE * LARGE));
        }
    }

    @Override
    public void mix(double keep, double take, Numbers other) {
        double[] y = ((Doubles) other).values;
        double k = keep;
        double t = take;
        for (int i = 0; i < length; i++) {
            values[i] = k * values[i] + t * y[i];
        }
    }

    @Override
    public void mixSquare(double keep, double take, Numbers other) {
        double[] y = ((Doubles) other).values;
        double k = keep;
        double t = take;
        for (int i = 0; i < length; i++) {
            values[i] = k * values[i] + t * y[i] * y[i];
        }
    }

    @Override
    public void descend(double rate, Numbers mean, double scale, Numbers square, double epsilon) {
        double[] m = ((Doubles) mean).values;
        double[] v = ((Doubles) square).values;
        double eta = rate;
        double s = scale;
        double e = epsilon;
        for (int i = 0; i < length; i++) {
            values[i] -= eta * m[i] / (Math.sqrt(v[i]) * s + e);
        }
    }

    @Override
    public double dot(Numbers other) {
        double[] y = ((Doubles) other).values;
        double sum = 0;
        for (int i = 0; i < length; i++) {
            sum += values[i] * y[i];
        }
        return sum;
    }

    @Override
    public void read(ByteBuffer memory, int index) {
        memory.asDoubleBuffer().get(index, values, 0, length);
    }

    @Override
    public void write(ByteBuffer memory, int index) {
        memory.asDoubleBuffer().put(index, values, 0, length);
    }
}
