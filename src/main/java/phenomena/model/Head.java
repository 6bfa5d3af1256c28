package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One attention head of a decoder.
 *
 * @param layer from 0 on
 * @param head within the layer, from 0 on
 */
public record Head(int layer, int head) {

    /** What a layer shows of each head, {@code (R, B, H, L, …)}. */
    private static final List<String> PARTS =
            List.of(Hook.QUERIES, Hook.KEYS, Hook.VALUES, Hook.ATTENTION_PATTERN, Hook.HEAD_OUTPUTS);

    private static final int AXIS = 2; // of the heads

    public Head {
        Check.atLeast("layer", layer, 0);
        Check.atLeast("head", head, 0);
    }

    /** What a reader is told: {@code "layer 1 head 0"}. */
    public String name() {
        return "layer " + layer + " head " + head;
    }

    /**
     * A hook that puts a given array in the place of this head's: what it held in another run (path patching), say.
     *
     * @param part what of the head: {@link Hook#QUERIES}, {@link Hook#KEYS}, {@link Hook#VALUES},
     *     {@link Hook#ATTENTION_PATTERN} or {@link Hook#HEAD_OUTPUTS}
     * @param given {@code (R, B, L, …)}, as {@link #of} takes it out
     * @throws IllegalArgumentException if the decoder has no such head, or a head no such part; in the pass, if the shape is another
     */
    public Hook patched(Decoder decoder, String part, NDArray given) {
        return changed(decoder, part, own -> {
            if (!own.getShape().equals(given.getShape())) {
                throw new IllegalArgumentException("the array patched into " + part + " of " + this
                        + " must have shape " + own.getShape() + ", got " + given.getShape());
            }
            return given;
        });
    }

    /** A hook that puts a function of this head's part in its place, {@code (R, B, L, …)} both. */
    Hook changed(Decoder decoder, String part, UnaryOperator<NDArray> function) {
        check(decoder);
        checkPart(part);
        String point = Hook.point(layer, part);
        return (at, value) -> at.equals(point) ? with(value, function.apply(of(value))) : value;
    }

    /** @throws IllegalArgumentException if heads have no such part */
    static void checkPart(String part) {
        if (!PARTS.contains(part)) {
            throw new IllegalArgumentException("part must be one of " + PARTS + ", got \"" + part + "\"");
        }
    }

    /** This head's part of what a layer shows, {@code (R, B, H, L, …)} to {@code (R, B, L, …)}. */
    public NDArray of(NDArray heads) {
        return heads.get(new NDIndex(":, :, {}", head));
    }

    /** All heads' values with one's replaced. */
    private NDArray with(NDArray heads, NDArray own) {
        NDList parts = new NDList();
        if (head > 0) {
            parts.add(heads.get(new NDIndex(":, :, :{}", head)));
        }
        NDArray slot = own.expandDims(AXIS);
        slot.attach(heads.getManager()); // what is computed from it must go with the pass
        parts.add(slot);
        if (head + 1 < heads.getShape().get(AXIS)) {
            parts.add(heads.get(new NDIndex(":, :, {}:", head + 1)));
        }
        return NDArrays.concat(parts, AXIS);
    }

    /**
     * @throws IllegalArgumentException if the decoder has no such head
     */
    void check(Decoder decoder) {
        if (layer >= decoder.layers()) {
            throw new IllegalArgumentException(
                    "layer must be below the decoder's number of layers, " + decoder.layers() + ", got " + layer);
        }
        if (head >= decoder.heads()) {
            throw new IllegalArgumentException(
                    "head must be below the decoder's number of heads a layer, " + decoder.heads() + ", got " + head);
        }
    }
}
