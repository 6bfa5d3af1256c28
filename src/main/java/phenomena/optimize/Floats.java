package phenomena.optimize;

import java.nio.ByteBuffer;

/** Numbers in float32. */
record Floats(float[] values, int from, int length) implements Numbers {

    @Override
    public Numbers part(int start, int count) {
        return new Floats(values, from + start, count);
    }

    @Override
    public double get(int i) {
        return values[from + i];
    }

    @Override
    public void set(int i, double value) {
        values[from + i] = (float) value;
    }

    @Override
    public void copy(Numbers y) {
        Floats other = (Floats) y;
        System.arraycopy(other.values, other.from, values, from, length);
    }

    @Override
    public void scale(double factor) {
        float f = (float) factor;
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
        float[] other = ((Floats) y).values;
        int shift = ((Floats) y).from - from;
        float f = (float) factor;
        for (int i = from; i < from + length; i++) {
            values[i] += f * Math.signum(other[i + shift]);
        }
    }

    @Override
    public void mix(double keep, double take, Numbers y) {
        float[] other = ((Floats) y).values;
        int shift = ((Floats) y).from - from;
        float k = (float) keep;
        float t = (float) take;
        for (int i = from; i < from + length; i++) {
            values[i] = k * values[i] + t * other[i + shift];
        }
    }

    @Override
    public void mixSquare(double keep, double take, Numbers y) {
        float[] other = ((Floats) y).values;
        int shift = ((Floats) y).from - from;
        float k = (float) keep;
        float t = (float) take;
        for (int i = from; i < from + length; i++) {
            values[i] = k * values[i] + t * other[i + shift] * other[i + shift];
        }
    }

    @Override
    public void descend(double rate, Numbers mean, double scale, Numbers square, double epsilon) {
        float[] m = ((Floats) mean).values;
        float[] v = ((Floats) square).values;
        int toMean = ((Floats) mean).from - from;
        int toSquare = ((Floats) square).from - from;
        float eta = (float) rate;
        float s = (float) scale;
        float e = (float) epsilon;
        for (int i = from; i < from + length; i++) {
            values[i] -= eta * m[i + toMean] / ((float) Math.sqrt(v[i + toSquare]) * s + e);
        }
    }

    @Override
    public double dot(Numbers y) {
        float[] other = ((Floats) y).values;
        int shift = ((Floats) y).from - from;
        double sum = 0;
        for (int i = from; i < from + length; i++) {
            sum += (double) values[i] * other[i + shift];
        }
        return sum;
    }

    @Override
    public void read(ByteBuffer memory, int index) {
        memory.asFloatBuffer().get(index, values, from, length);
    }

    @Override
    public void write(ByteBuffer memory, int index) {
        memory.asFloatBuffer().put(index, values, from, length);
    }
}
