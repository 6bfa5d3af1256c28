package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.HashSet;
import java.util.List;

/**
 * Takes from attention heads what they say of the sequence at hand: what a model loses by it, the heads did.
 *
 * @param kind what stands in the place of each head's output
 * @param heads which, at least one, each once
 */
public record Ablation(Kind kind, List<Head> heads) {

    /** What stands in the place of a head's output. */
    public enum Kind {
        /** Nothing: the head writes 0. */
        ZERO,
        /** At every position, the mean over the batch, of many sequences: what the head writes whatever the sequence. */
        MEAN,
        /** What the head wrote for the sequence before in the batch, and for the last at the first: as large as ever, of no use. */
        RESAMPLE
    }

    private static final int BATCH = 1; // the axis of the sequences

    public Ablation {
        Check.present("kind", kind);
        heads = List.copyOf(heads);
        if (heads.isEmpty() || new HashSet<>(heads).size() < heads.size()) {
            throw new IllegalArgumentException("heads must be at least one and each once, got " + heads);
        }
    }

    /** An ablation of one head. */
    public static Ablation of(Kind kind, int layer, int head) {
        return new Ablation(kind, List.of(new Head(layer, head)));
    }

    /**
     * The hook that does it to a decoder.
     *
     * @throws IllegalArgumentException if the decoder lacks one of the heads, or has no other; in the pass, if the batch has one
     *     sequence, of which neither a mean nor another can be taken
     */
    public Hook on(Decoder decoder) {
        heads.forEach(head -> head.check(decoder));
        if (heads.size() == decoder.layers() * decoder.heads()) {
            throw new IllegalArgumentException("an ablation must leave at least one head, got all " + heads.size()
                    + " of the decoder; take one off the list");
        }
        return heads.stream()
                .map(head -> head.changed(decoder, Hook.HEAD_OUTPUTS, this::replacement))
                .reduce(Hook::then)
                .orElseThrow();
    }

    /** {@code (R, B, L, width / H)}, from the same. */
    private NDArray replacement(NDArray outputs) {
        Shape shape = outputs.getShape();
        if (kind == Kind.ZERO) {
            return outputs.zerosLike();
        }
        long batch = shape.get(BATCH);
        if (batch < 2) {
            throw new IllegalArgumentException(
                    "a batch under ablation by " + kind + " must have at least 2 sequences, got " + batch);
        }
        if (kind == Kind.MEAN) {
            return outputs.mean(new int[] {BATCH}, true).broadcast(shape);
        }
        var parts = outputs.split(new long[] {batch - 1}, BATCH);
        return parts.get(1).concat(parts.get(0), BATCH);
    }
}
