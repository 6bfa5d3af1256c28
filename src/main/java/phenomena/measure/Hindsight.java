package phenomena.measure;

/**
 * An instrument that needs a replica's end to read its past, as a measure of the trained network's own directions does.
 *
 * <p>The loop keeps the parameters of every measured step until the replica ends, and then shows each again.
 */
public interface Hindsight extends Probe {

    /**
     * Reads what it measures at one past step of one replica.
     *
     * @param replica index in {@code end}; in {@code past} it is alone, at index 0
     * @param end the replicas at this replica's last measurement
     * @param past this replica at a measured step, in ascending order, the last one included
     * @param readings takes the numbers, for {@code replica}
     */
    void lookBack(int replica, Observation end, Observation past, Readings readings);

    /** Reads nothing before the end. */
    @Override
    default void measure(Observation observation, Readings readings) {}
}
