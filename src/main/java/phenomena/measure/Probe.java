package phenomena.measure;

/** One instrument: a record of plain values. It is open: declare one in the library or in a notebook cell. */
public interface Probe {

    /**
     * Reads what it measures at one step, for every replica.
     *
     * @param observation the replicas at this step
     * @param readings takes the numbers
     */
    void measure(Observation observation, Readings readings);
}
