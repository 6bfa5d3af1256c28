package phenomena.measure;

/** Takes the numbers that probes read. */
@FunctionalInterface
public interface Readings {

    /**
     * Takes one number.
     *
     * @param replica index in the observation
     * @param step the step it speaks of; the observation's own unless the quantity looks back
     * @param split {@code "train"}, {@code "test"}, or {@code ""} for what concerns the parameters, or all examples together
     * @param quantity name of what was measured
     * @param value its value; NaN where it is not defined
     */
    void put(int replica, long step, String split, String quantity, double value);
}
