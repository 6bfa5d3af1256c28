package phenomena.measure;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.model.Objective;

/** The replicas of one pass at one step, seen by probes. Arrays are shared between probes: read, never write. */
public interface Observation {

    /** Parameter updates made so far. */
    long step();

    /** Whether a replica is measured for the last time. */
    boolean last(int replica);

    /** The number of replicas. */
    int replicas();

    /** What a replica is tested on, or what of its training examples is measured: n examples with P labels each. */
    Examples examples(int replica, Part part);

    /** The same of every replica, in order. */
    default List<Examples> examples(Part part) {
        return IntStream.range(0, replicas())
                .mapToObj(replica -> examples(replica, part))
                .toList();
    }

    /** What the replicas are trained to make small. */
    Objective objective();

    /** A replica's logits for its examples, {@code (n · P) × K}, a row for each label, computed once per observation. */
    double[] logits(int replica, Part part);

    /**
     * What a replica's last hidden layer gives for its examples, {@code (n · P) × width}, row after row: the neurons.
     *
     * @throws IllegalStateException if the architecture does not show it
     */
    double[] activations(int replica, Part part);

    /** The class that a replica predicts for each of its n · P labels: the first of the largest logits, −1 where one is NaN. */
    default int[] predictions(int replica, Part part) {
        return Predictions.of(logits(replica, part), examples(replica, part));
    }

    /**
     * Passes over any sequences, in which attention is seen and interfered with.
     *
     * @throws IllegalStateException if the architecture has no attention to show
     */
    default Heads heads() {
        throw new IllegalStateException("attention must be shown by the architecture, got one without: use a Decoder");
    }

    /** A replica's trained parameters by name, in the block's order. */
    Map<String, double[]> parameters(int replica);

    /**
     * Numbers that a probe keeps from one measurement of a replica to the next.
     *
     * @param name whose memory it is; one name, one size
     * @param size how many numbers; all 0 at first
     * @return the live array: what is written is there next time, also after a resume
     */
    int[] memory(int replica, String name, int size);
}
