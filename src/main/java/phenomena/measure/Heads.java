package phenomena.measure;

import java.util.List;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.model.Decoder;
import phenomena.model.Head;
import phenomena.model.Hook;
import phenomena.model.Intervention;

/**
 * Passes of all replicas over any sequences, in which heads are seen and interfered with.
 *
 * <p>Each replica is given examples of its own, or the same object as the others: a list of one for each, alike in shape and number.
 * They may be shorter than what the network is trained on, and come from elsewhere, as long as the tokens are of its alphabet.
 *
 * <p>A pass takes some tens of sequences at a time, so that memory stays bounded; which, depends on the sequences' number and length
 * and on the heads alone. What stands in the place of an ablated head's output comes from those: a mean is over at least 8 where
 * there are as many.
 */
public interface Heads {

    /** Takes what passes show. */
    @FunctionalInterface
    interface Shown {

        /**
         * Takes what one sequence shows at one point.
         *
         * @param sequence its index among the replica's examples
         * @param values without the axes of replicas and batch: {@code H × L × L} of attention patterns
         */
        void at(int replica, int sequence, String point, double[] values);
    }

    /** The architecture of all replicas. */
    Decoder decoder();

    /**
     * Every replica's logits, under an intervention.
     *
     * @param examples n sequences of L tokens for each replica
     * @return R rows of {@code (n · L) × K}
     * @throws IllegalArgumentException if the examples are no such sequences, longer than the positions that the network knows, or
     *     the intervention does not suit the network: it has no such head, no head would be left, or one sequence alone is to stand
     *     in for others
     */
    double[][] logits(List<Examples> examples, Intervention intervention);

    /**
     * Shows what flows through the passes, after the intervention.
     *
     * @param points some of {@link Decoder#points}
     * @throws IllegalArgumentException as {@link #logits}, and if the network does not show a point
     */
    void show(List<Examples> examples, Intervention intervention, List<String> points, Shown shown);

    /** All heads, layer after layer. */
    default List<Head> all() {
        int perLayer = decoder().heads();
        return IntStream.range(0, decoder().layers() * perLayer)
                .mapToObj(i -> new Head(i / perLayer, i % perLayer))
                .toList();
    }

    /** Where the layers show their attention patterns, in order. */
    default List<String> patterns() {
        return IntStream.range(0, decoder().layers())
                .mapToObj(layer -> Hook.point(layer, Hook.ATTENTION_PATTERN))
                .toList();
    }

    /** What a quantity of one head is called: {@code "prefix matching layer 1 head 0"}. */
    static String named(String quantity, Head head) {
        return quantity + " " + head.name();
    }
}
