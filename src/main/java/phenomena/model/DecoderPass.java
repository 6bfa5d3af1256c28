package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import phenomena.model.Decoder.Positions;

/**
 * One pass over {@code (R, B, L)} tokens: how their vectors are laid out, the constants of attention, and the hook.
 *
 * <p>The residual stream is {@code (R, B·L, width)}, heads are {@code (R·H·B, L, …)}: heads stand before sequences, so that a product
 * with each head's vectors for distances is one product a head.
 */
final class DecoderPass {

    private static final double SLOWEST = 10_000; // the longest wave of rotary positions, over 2π

    private final long replicas;
    private final long batch;
    private final long length;
    private final long heads;
    private final Hook hook;
    private final NDArray future; // (L, L): −∞ where the key is after the query, 0 elsewhere
    private final NDArray cosines; // (L, width / heads / 2), null unless positions are rotary
    private final NDArray sines;

    /**
     * @param tokens {@code (R, B, L)}
     * @param like gives type and manager of the constants
     */
    DecoderPass(Decoder spec, Shape tokens, NDArray like, Hook hook) {
        replicas = tokens.get(0);
        batch = tokens.get(1);
        length = tokens.get(2);
        heads = spec.heads();
        this.hook = hook;
        future = Native.like(like, future(Math.toIntExact(length)), new Shape(length, length));
        boolean rotary = spec.parts().positions() == Positions.ROTARY;
        int half = spec.width() / spec.heads() / 2;
        double[] angles = rotary ? angles(half) : new double[0];
        cosines = rotary ? table(like, angles, half, true) : null;
        sines = rotary ? table(like, angles, half, false) : null;
    }

    private static double[] future(int length) {
        double[] mask = new double[length * length];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = i % length > i / length ? Double.NEGATIVE_INFINITY : 0;
        }
        return mask;
    }

    private double[] angles(int half) {
        double[] angles = new double[Math.toIntExact(length) * half];
        for (int i = 0; i < angles.length; i++) {
            angles[i] = i / half * Math.pow(SLOWEST, -(double) (i % half) / half);
        }
        return angles;
    }

    private NDArray table(NDArray like, double[] angles, int half, boolean cosine) {
        double[] values = new double[angles.length];
        for (int i = 0; i < angles.length; i++) {
            values[i] = cosine ? Math.cos(angles[i]) : Math.sin(angles[i]);
        }
        return Native.like(like, values, new Shape(length, half));
    }

    long replicas() {
        return replicas;
    }

    long batch() {
        return batch;
    }

    long length() {
        return length;
    }

    /** {@code (R, B, L, width)} as {@code (R, B·L, width)}. */
    NDArray flat(NDArray x) {
        return x.reshape(replicas, batch * length, -1);
    }

    /** {@code (R, B·L, width)} as {@code (R·H·B, L, width / H)}. */
    NDArray perHead(NDArray x) {
        NDArray apart = x.reshape(replicas, batch, length, heads, -1).transpose(0, 3, 1, 2, 4);
        return apart.reshape(replicas * heads * batch, length, -1);
    }

    /** {@code (R·H·B, L, width / H)} as {@code (R, B·L, width)}. */
    NDArray merged(NDArray x) {
        NDArray apart = x.reshape(replicas, heads, batch, length, -1).transpose(0, 2, 3, 1, 4);
        return apart.reshape(replicas, batch * length, -1);
    }

    /** Scores {@code (R·H·B, L, L)}, changed in place so that nothing comes from positions after the query's. */
    NDArray causal(NDArray scores) {
        return scores.addi(future);
    }

    /** Queries or keys {@code (R·H·B, L, width / H)} turned by their positions where these are rotary. */
    NDArray turned(NDArray x) {
        if (cosines == null) {
            return x;
        }
        NDList halves = x.split(2, 2);
        NDArray a = halves.get(0);
        NDArray b = halves.get(1);
        return a.mul(cosines).subi(b.mul(sines)).concat(b.mul(cosines).addi(a.mul(sines)), 2);
    }

    /** What flows on from a point, {@code (R, B·L, width)}: {@code x} itself where the hook leaves it alone. */
    NDArray shown(String point, NDArray x) {
        if (hook == Hook.NONE) {
            return x;
        }
        NDArray value = x.reshape(replicas, batch, length, -1);
        NDArray answer = answer(point, value);
        return answer == value ? x : flat(answer);
    }

    /** What flows on from a point in a layer that shows each head, {@code (R·H·B, L, n)}. */
    NDArray shownPerHead(int layer, String part, NDArray x) {
        if (hook == Hook.NONE) {
            return x;
        }
        NDArray value = x.reshape(replicas, heads, batch, length, -1).transpose(0, 2, 1, 3, 4); // (R, B, H, L, n)
        NDArray answer = answer(Hook.point(layer, part), value);
        return answer == value ? x : answer.transpose(0, 2, 1, 3, 4).reshape(x.getShape());
    }

    private NDArray answer(String point, NDArray value) {
        NDArray answer = hook.at(point, value);
        if (answer == null
                || !answer.getShape().equals(value.getShape())
                || answer.getDataType() != value.getDataType()) {
            throw new IllegalArgumentException(
                    "a hook at \"" + point + "\" must return " + value.getDataType() + " of shape "
                            + value.getShape() + ", got "
                            + (answer == null ? null : answer.getDataType() + " of shape " + answer.getShape()));
        }
        if (answer.getManager() == value.getManager()) {
            return answer;
        }
        NDArray own = answer.reshape(answer.getShape()); // what is computed from it must go with the pass
        own.attach(value.getManager());
        return own;
    }
}
