package phenomena.run;

/**
 * One measured number.
 *
 * @param run the run it belongs to (the protocol's name)
 * @param replica the replica's seed
 * @param step parameter updates made before it was measured
 * @param split {@code "train"}, {@code "test"}, or {@code ""} for what concerns the parameters alone
 * @param quantity what was measured, e.g. {@code "loss"}, {@code "error"}
 * @param value its value; NaN where it is not defined
 */
public record Row(String run, long replica, long step, String split, String quantity, double value) {}
