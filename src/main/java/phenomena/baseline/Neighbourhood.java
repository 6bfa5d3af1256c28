package phenomena.baseline;

import java.util.Arrays;
import java.util.Map;

/** Training points among which the nearest ones are looked for, by computing every distance. */
final class Neighbourhood implements Predictor {

    private final double[] targets;
    private final int outputs;
    private final int features;
    private final int size;
    private final int neighbours;
    private final boolean weighted;

    /** {@code features × n}: along the points, sums of different points lie side by side, which the compiler vectorises. */
    private final double[] columns;

    Neighbourhood(Points train, int neighbours, boolean weighted) {
        this.targets = train.targets();
        this.outputs = train.outputs();
        this.features = train.features();
        this.size = train.size();
        this.neighbours = neighbours;
        this.weighted = weighted;
        columns = new double[train.inputs().length];
        for (int i = 0; i < size; i++) {
            for (int f = 0; f < features; f++) {
                columns[f * size + i] = train.inputs()[i * features + f];
            }
        }
    }

    @Override
    public double[] predict(double[] inputs, int given) {
        int rows = Check.inputs(inputs, given, features);
        double[] result = new double[rows * outputs];
        double[] squares = new double[size];
        double[] sorted = new double[size];
        for (int row = 0; row < rows; row++) {
            squaredDistances(inputs, row * features, squares);
            addNeighbours(squares, sorted, result, row * outputs);
        }
        return result;
    }

    /** For unweighted neighbours n / k, the number of neighbourhoods that the points fill (Hastie et al., section 2.3.2). */
    @Override
    public Map<String, Double> quantities() {
        return weighted ? Map.of() : Map.of("effective parameters", (double) size / neighbours);
    }

    private void squaredDistances(double[] inputs, int from, double[] squares) {
        Arrays.fill(squares, 0);
        for (int f = 0; f < features; f++) {
            double input = inputs[from + f];
            int column = f * size;
            for (int i = 0; i < size; i++) {
                double difference = columns[column + i] - input;
                squares[i] += difference * difference;
            }
        }
    }

    /** Adds up the targets of the k nearest in the order of the points, so that a tie or a thread changes no bit. */
    private void addNeighbours(double[] squares, double[] sorted, double[] result, int at) {
        System.arraycopy(squares, 0, sorted, 0, size);
        Arrays.sort(sorted);
        double farthest = sorted[neighbours - 1];
        int ties = 0;
        while (ties < neighbours && sorted[neighbours - 1 - ties] == farthest) {
            ties++;
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            if (squares[i] < farthest || squares[i] == farthest && ties-- > 0) {
                double weight = weighted ? weight(squares[i], sorted[0]) : 1;
                total += weight;
                for (int k = 0; k < outputs; k++) {
                    result[at + k] += weight * targets[i * outputs + k];
                }
            }
        }
        for (int k = 0; k < outputs; k++) {
            result[at + k] /= total;
        }
    }

    /** 1 / distance, in units of the nearest one's, where it can be neither infinite nor a quotient of zeros. */
    private static double weight(double square, double nearest) {
        return square == nearest ? 1 : Math.sqrt(nearest / square);
    }
}
