package phenomena.optimize;

import java.nio.ByteBuffer;

/** Numbers in float64. */
record Doubles(double[] values, int from, int length) implements Numbers {

    @Override
    public Numbers part(int start, int count) {
        return new Doubles(values, from + start, count);
    }

    @Override
    public double get(int i) {
        return values[from + i];
    }

    @Override
    public void set(int i, double value) {
        values[from + i] = value;
    }

    @Override
    public void copy(Numbers y) {
        Doubles other = (Doubles) y;
        System.arraycopy(other.values, other.from, values, from, length);
    }

    @Override
    public void scale(double factor) {
        double f = factor;
        for (int i = from; i < from + length; i++) {
            values[i] *= f;
        }
    }

    @Override
    public void add(double factor, Numbers y) {
        mix(1, factor, y);
    }

    @Override
    public void addSign(double factor, Numbers y) {
        double[] other = ((Doubles) y).values;
        int shift = ((Doubles) y).from - from;
        double f = factor;
        for (int i = from; i < from + length; i++) {
            values[i] += f * Math.signum(other[i + shift]);
        }
    }

    @Override
    public void mix(double keep, double take, Numbers y) {
        double[] other = ((Doubles) y).values;
        int shift = ((Doubles) y).from - from;
        double k = keep;
        double t = take;
        for (int i = from; i < from + length; i++) {
            values[i] = k * values[i] + t * other[i + shift];
        }
    }

    @Override
    public void mixSquare(double keep, double take, Numbers y) {
        double[] other = ((Doubles) y).values;
        int shift = ((Doubles) y).from - from;
        double k = keep;
        double t = take;
        for (int i = from; i < from + length; i++) {
            values[i] = k * values[i] + t * other[i + shift] * other[i + shift];
        }
    }

    @Override
    public void descend(double rate, Numbers mean, double scale, Numbers square, double epsilon) {
        double[] m = ((Doubles) mean).values;
        double[] v = ((Doubles) square).values;
        int toMean = ((Doubles) mean).from - from;
        int toSquare = ((Doubles) square).from - from;
        double eta = rate;
        double s = scale;
        double e = epsilon;
        for (int i = from; i < from + length; i++) {
            values[i] -= eta * m[i + toMean] / (Math.sqrt(v[i + toSquare]) * s + e);
        }
    }

    @Override
    public double dot(Numbers y) {
        double[] other = ((Doubles) y).values;
        int shift = ((Doubles) y).from - from;
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += values[i] * other[i + shift];
        }
        return sum;
    }

    @Override
    public void read(ByteBuffer memory, int index) {
        memory.asDoubleBuffer().get(index, values, from, length);
    }

    @Override
    public void write(ByteBuffer memory, int index) {
        memory.asDoubleBuffer().put(index, values, from, length);
    }
}
