package phenomena.baseline;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Straight lines from one training point to the next, for one input; beyond the outermost points it is constant. Where
 * training points coincide it passes through the mean of their targets. It fits any data on distinct inputs exactly, noise
 * included, and has no dial.
 *
 * <p>For more than one input there is {@link NearestNeighbours}, weighted: the piecewise linear interpolation of d inputs
 * needs their Delaunay triangulation, of up to the order of n<sup>⌈d/2⌉</sup> simplices.
 */
public record LinearInterpolation() implements Baseline {

    /**
     * Sorts the points; there is no chance in it.
     *
     * @throws IllegalArgumentException if there is more than one feature, or the points would not fit in memory
     */
    @Override
    public Predictor fit(Points train, long seed) {
        if (train.features() != 1) {
            throw new IllegalArgumentException("features must be 1 for LinearInterpolation, got " + train.features()
                    + "; with d features it would need a triangulation of up to n^⌈d/2⌉ simplices: "
                    + "take NearestNeighbours, weighted, which passes through every point too");
        }
        requireMemory(train);
        return Polyline.through(train);
    }

    /** The sorted points, beside their order. */
    @Override
    public long size(int examples, int features, int outputs) {
        return (long) examples * (features + outputs + 2L);
    }

    /**
     * @param knots distinct inputs, ascending
     * @param values {@code knots × outputs}
     */
    private record Polyline(double[] knots, double[] values, int outputs) implements Predictor {

        static Polyline through(Points train) {
            double[] inputs = train.inputs();
            int[] order = IntStream.range(0, inputs.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(i -> inputs[i] + 0.0))
                    .mapToInt(i -> i)
                    .toArray();
            int outputs = train.outputs();
            double[] knots = new double[inputs.length];
            double[] values = new double[inputs.length * outputs];
            int count = 0;
            for (int from = 0, to; from < order.length; from = to) {
                for (to = from; to < order.length && inputs[order[to]] == inputs[order[from]]; to++) {
                    for (int k = 0; k < outputs; k++) {
                        values[count * outputs + k] += train.targets()[order[to] * outputs + k];
                    }
                }
                for (int k = 0; k < outputs; k++) {
                    values[count * outputs + k] /= to - from;
                }
                knots[count++] = inputs[order[from]] + 0.0;
            }
            return new Polyline(Arrays.copyOf(knots, count), Arrays.copyOf(values, count * outputs), outputs);
        }

        @Override
        public double[] predict(double[] inputs, int features) {
            int rows = Check.inputs(inputs, features, 1);
            double[] result = new double[rows * outputs];
            for (int row = 0; row < rows; row++) {
                // Zero added turns −0 into 0, which the search tells apart.
                int found = Arrays.binarySearch(knots, inputs[row] + 0.0);
                int right = found >= 0 ? found : Math.min(-1 - found, knots.length - 1);
                int left = found >= 0 ? found : Math.max(-2 - found, 0);
                double share = left == right ? 0 : (inputs[row] - knots[left]) / (knots[right] - knots[left]);
                for (int k = 0; k < outputs; k++) {
                    double start = values[left * outputs + k];
                    result[row * outputs + k] = start + share * (values[right * outputs + k] - start);
                }
            }
            return result;
        }

        /** The values at the knots, which determine it. */
        @Override
        public Map<String, Double> quantities() {
            return Map.of("parameters", (double) values.length);
        }
    }
}
