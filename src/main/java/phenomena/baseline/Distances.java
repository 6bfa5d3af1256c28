package phenomena.baseline;

import java.util.Arrays;

/** Euclidean distances between inputs. */
final class Distances {

    /** Inputs whose features stay in a processor's cache while all others pass by them. */
    private static final int BLOCK = 128;

    private Distances() {}

    /**
     * The distances of rows {@code from} to {@code to} of {@code inputs} from all {@code others}; differences are squared and
     * summed, so that equal inputs are at 0.
     *
     * @return {@code (to − from) × others}, row after row
     */
    static double[] between(double[] inputs, int from, int to, double[] others, int features) {
        int count = others.length / features;
        double[] distances = new double[(to - from) * count];
        double[] block = new double[BLOCK * features];
        double[] sums = new double[BLOCK];
        for (int first = 0; first < count; first += BLOCK) {
            int width = Math.min(BLOCK, count - first);
            transpose(others, first, width, features, block);
            for (int i = from; i < to; i++) {
                Arrays.fill(sums, 0);
                add(inputs, i * features, block, features, sums);
                for (int j = 0; j < width; j++) {
                    distances[(i - from) * count + first + j] = Math.sqrt(sums[j]);
                }
            }
        }
        return distances;
    }

    /** Adds the squared differences, feature after feature; a loop over inputs, which the compiler vectorises. */
    private static void add(double[] inputs, int at, double[] block, int features, double[] sums) {
        for (int f = 0; f < features; f++) {
            double input = inputs[at + f];
            int start = f * BLOCK;
            for (int j = 0; j < BLOCK; j++) {
                double difference = input - block[start + j];
                sums[j] += difference * difference;
            }
        }
    }

    private static void transpose(double[] others, int first, int width, int features, double[] block) {
        for (int j = 0; j < width; j++) {
            for (int f = 0; f < features; f++) {
                block[f * BLOCK + j] = others[(first + j) * features + f];
            }
        }
    }

    /** The median distance between two different points, over the first 500 of them. */
    static double median(Points points) {
        int n = Math.min(points.size(), 500);
        double[] all = between(
                points.inputs(), 0, n, Arrays.copyOf(points.inputs(), n * points.features()), points.features());
        double[] apart =
                Arrays.stream(all).filter(distance -> distance > 0).sorted().toArray();
        if (apart.length == 0) {
            throw new IllegalArgumentException(
                    "points must lie at 2 places at least, got " + points.size() + " at one");
        }
        return apart[apart.length / 2];
    }
}
