package phenomena.analysis;

/**
 * A centre and the interval around it.
 *
 * @param centre the median or the mean; of a fit, the estimate
 * @param low the lower end, {@code ≤ centre}; NaN where it is not defined
 * @param high the upper end, {@code ≥ centre}; NaN where it is not defined
 * @param count the number of values it was made from
 */
public record Interval(double centre, double low, double high, int count) {

    /**
     * By how much this exceeds another: do two exponents differ? From intervals of equal confidence of two independent
     * numbers, of any shape; the ends are c₁ − c₂ − √((c₁ − l₁)² + (h₂ − c₂)²) and c₁ − c₂ + √((h₁ − c₁)² + (c₂ − l₂)²) (Zou
     * and Donner 2008, "Construction of confidence limits about effect measures").
     *
     * @return the difference; NaN where a centre or an end it needs is
     */
    public Interval minus(Interval other) {
        double difference = centre - other.centre;
        return new Interval(
                difference,
                difference - Math.hypot(centre - low, other.high - other.centre),
                difference + Math.hypot(high - centre, other.centre - other.low),
                count + other.count);
    }

    /** Whether a value lies inside, ends included. */
    public boolean holds(double value) {
        return value >= low && value <= high;
    }
}
