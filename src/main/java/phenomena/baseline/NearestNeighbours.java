package phenomena.baseline;

import java.util.Arrays;
import java.util.Map;

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

    /** Inputs whose distances from all training points are held together. */
    private static final int AT_ONCE = 64;

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

    /** The distances of some inputs at a time. */
    @Override
    public long size(int examples, int features, int outputs) {
        return (long) examples * (AT_ONCE + 1);
    }

    private record Neighbourhood(Points train, int neighbours, boolean weighted) implements Predictor {

        @Override
        public double[] predict(double[] inputs, int features) {
            int rows = Check.inputs(inputs, features, train.features());
            double[] result = new double[rows * train.outputs()];
            double[] row = new double[train.size()];
            for (int from = 0; from < rows; from += AT_ONCE) {
                int to = Math.min(rows, from + AT_ONCE);
                double[] distances = Distances.between(inputs, from, to, train.inputs(), features);
                for (int i = from; i < to; i++) {
                    System.arraycopy(distances, (i - from) * row.length, row, 0, row.length);
                    addNeighbours(row, result, i * train.outputs());
                }
            }
            return result;
        }

        /** Unweighted, n / k: as many as the neighbourhoods that the points fill (Hastie et al., section 2.3.2). */
        @Override
        public Map<String, Double> quantities() {
            return weighted ? Map.of() : Map.of("effective parameters", (double) train.size() / neighbours);
        }

        /** Adds up the targets of the k nearest in the order of the points, so that the sum does not depend on a sort. */
        private void addNeighbours(double[] distances, double[] result, int at) {
            double[] sorted = distances.clone();
            Arrays.sort(sorted);
            double farthest = sorted[neighbours - 1];
            int ties = 0;
            while (ties < neighbours && sorted[neighbours - 1 - ties] == farthest) {
                ties++;
            }
            double total = 0;
            for (int i = 0; i < distances.length; i++) {
                if (distances[i] < farthest || distances[i] == farthest && ties-- > 0) {
                    double weight = weighted ? weight(distances[i], sorted[0]) : 1;
                    total += weight;
                    for (int k = 0; k < train.outputs(); k++) {
                        result[at + k] += weight * train.targets()[i * train.outputs() + k];
                    }
                }
            }
            for (int k = 0; k < train.outputs(); k++) {
                result[at + k] /= total;
            }
        }

        /** 1 / distance, in units of the nearest one's, where it can be neither infinite nor a quotient of zeros. */
        private static double weight(double distance, double nearest) {
            return distance == nearest ? 1 : nearest / distance;
        }
    }
}
