package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.stat.descriptive.StreamingStatistics;

/** Simulations that theories are held against. */
final class Draws {

    private Draws() {}

    static double[] gaussian(int count, double deviation, Random random) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = deviation * random.nextGaussian();
        }
        return values;
    }

    static double[][] rows(int rows, int columns, Random random) {
        double[][] values = new double[rows][];
        for (int i = 0; i < rows; i++) {
            values[i] = gaussian(columns, 1, random);
        }
        return values;
    }

    /** A row of each on the sphere of radius √columns. */
    static double[][] sphere(int rows, int columns, Random random) {
        double[][] values = rows(rows, columns, random);
        for (double[] row : values) {
            double scale = Math.sqrt(columns / dot(row, row));
            for (int i = 0; i < columns; i++) {
                row[i] *= scale;
            }
        }
        return values;
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < y.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** The minimum of {@code ‖y − Xb‖² + penalty ‖b‖²}; without penalty, the one of least norm. X may have unused columns. */
    static double[] leastSquares(double[][] inputs, double[] targets, int used, double penalty) {
        int n = inputs.length;
        double[][] columns = new double[used][n];
        double[][] rows = new double[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = Arrays.copyOf(inputs[i], used);
            for (int j = 0; j < used; j++) {
                columns[j][i] = inputs[i][j];
            }
        }
        return used > n
                ? products(columns, solve(rows, targets, penalty))
                : solve(columns, products(columns, targets), penalty);
    }

    /** The solution of {@code (VVᵀ + penalty I) x = right}. */
    private static double[] solve(double[][] vectors, double[] right, double penalty) {
        double[][] gram = new double[vectors.length][];
        for (int i = 0; i < gram.length; i++) {
            gram[i] = products(vectors, vectors[i]);
            gram[i][i] += penalty;
        }
        return new CholeskyDecomposition(new Array2DRowRealMatrix(gram, false))
                .getSolver()
                .solve(new ArrayRealVector(right, false))
                .toArray();
    }

    private static double[] products(double[][] vectors, double[] with) {
        double[] products = new double[vectors.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = dot(vectors[i], with);
        }
        return products;
    }

    static int pick(double[] distribution, Random random) {
        double level = random.nextDouble();
        int i = 0;
        while (i < distribution.length - 1 && level >= distribution[i]) {
            level -= distribution[i++];
        }
        return i;
    }

    static void agree(StreamingStatistics sample, double truth, double sigmas) {
        double error = sample.getStandardDeviation() / Math.sqrt(sample.getN());
        assertThat(Math.abs(sample.getMean() - truth) / error)
                .as("standard errors between %s, mean of %d, and %s", sample.getMean(), sample.getN(), truth)
                .isLessThan(sigmas);
    }
}
