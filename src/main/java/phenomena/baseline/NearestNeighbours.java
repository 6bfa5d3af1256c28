package phenomena.baseline;

/**
 * The mean target of the k nearest training points by Euclidean distance (Cover &amp; Hart 1967; Hastie, Tibshirani &amp;
 * Friedman 2009, The Elements of Statistical Learning, section 2.3.2). Of points at equal distance the earlier ones are
 * nearer.
 *
 * <p>Weighted, each neighbour counts in proportion to 1 / distance (Shepard 1968), so the predictor passes through every
 * training point whatever k is: an interpolation in any number of dimensions. Where training points coincide it passes
 * through the mean of their targets (of those among the k).
 *
 * <p>Every distance is computed, so a prediction takes n × features operations an input.
 *
 * @param neighbours k, at least 1 and at most the number of training points
 * @param weighted whether nearer neighbours count more
 */
public record NearestNeighbours(int neighbours, boolean weighted) implements Baseline {

    /** @throws IllegalArgumentException if {@code neighbours} is less than 1 */
    public NearestNeighbours {
        Check.atLeast("neighbours", neighbours, 1);
    }

    /**
     * Keeps the points; there is no chance in it.
     *
     * @throws IllegalArgumentException if there are fewer points than neighbours, or they would not fit in memory
     */
    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        if (neighbours > train.size()) {
            throw new IllegalArgumentException("neighbours must be at most the " + train.size()
                    + " training points, got " + neighbours + "; take fewer neighbours or more points");
        }
        return new Neighbourhood(train, neighbours, weighted);
    }

    /** A copy of the inputs, and the distances of one input with their order. */
    @Override
    public long size(int examples, int features, int outputs) {
        return (long) examples * (features + 2L);
    }
}
