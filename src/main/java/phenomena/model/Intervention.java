package phenomena.model;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is done to the heads of a decoder in a pass, as plain data: some are ablated, and then parts of some flow on as they are in a
 * pass over the same sequences in which nothing is done. What is lost by the first and comes back by the second went through that
 * part.
 *
 * <pre>{@code
 * Intervention.ablating(Ablation.Kind.MEAN, new Head(0, 0)).restoring(Hook.KEYS, new Head(1, 0))
 * }</pre>
 *
 * @param ablation what is taken; null where nothing is
 * @param restored what is put back, after it
 */
public record Intervention(Ablation ablation, List<Restored> restored) {

    /** Nothing is done. */
    public static final Intervention NONE = new Intervention(null, List.of());

    /**
     * A part of a head that flows on as in an undisturbed pass.
     *
     * @param part as {@link Head#patched} knows them, such as {@link Hook#KEYS}
     */
    public record Restored(Head head, String part) {
        public Restored {
            Check.present("head", head);
            Head.checkPart(part);
        }

        /** Where it is shown. */
        String point() {
            return Hook.point(head.layer(), part);
        }
    }

    public Intervention {
        restored = List.copyOf(restored);
    }

    /**
     * Some heads are ablated.
     *
     * @throws IllegalArgumentException if there is none, or one comes twice
     */
    public static Intervention ablating(Ablation.Kind kind, Head... heads) {
        return new Intervention(new Ablation(kind, List.of(heads)), List.of());
    }

    /** And one part of some heads is put back. */
    public Intervention restoring(String part, Head... heads) {
        Stream<Restored> more = Stream.of(heads).map(head -> new Restored(head, part));
        return new Intervention(ablation, Stream.concat(restored.stream(), more).toList());
    }

    /** The points that {@link #on} needs to have seen in an undisturbed pass. */
    public List<String> points() {
        return restored.stream().map(Restored::point).distinct().toList();
    }

    /**
     * The hook that does it.
     *
     * @param undisturbed what such a pass over the same sequences showed at {@link #points}, alive until this pass ends
     * @throws IllegalArgumentException if the decoder has no such head, a head no such part, or no head would be left
     */
    public Hook on(Decoder decoder, Map<String, NDArray> undisturbed) {
        Hook hook = ablation == null ? Hook.NONE : ablation.on(decoder);
        for (Restored part : restored) {
            part.head().check(decoder);
            NDArray given = part.head().of(undisturbed.get(part.point()));
            Hook patch = part.head().patched(decoder, part.part(), given);
            hook = hook == Hook.NONE ? patch : hook.then(patch);
        }
        return hook;
    }
}
