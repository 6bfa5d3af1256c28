package phenomena.analysis;

/**
 * A centre and the interval around it.
 *
 * @param centre the median or the mean
 * @param low the lower end, {@code ≤ centre}; NaN where it is not defined
 * @param high the upper end, {@code ≥ centre}; NaN where it is not defined
 * @param count the number of values it was made from
 */
public record Interval(double centre, double low, double high, int count) {}
