package phenomena.baseline;

/** Plain loops over vectors. */
final class Vectors {

    private Vectors() {}

    static double norm(double[] x) {
        return Math.sqrt(dot(x, x));
    }

    static double dot(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += x[i] * y[i];
        }
        return sum;
    }

    /** Column {@code j} of a matrix of {@code columns} columns held row after row, in an array of {@code length} ≥ rows. */
    static double[] column(double[] matrix, int columns, int j, int length) {
        double[] column = new double[length];
        for (int i = 0; i * columns < matrix.length; i++) {
            column[i] = matrix[i * columns + j];
        }
        return column;
    }

    /** Writes the first rows of a column into a matrix held row after row. */
    static void putColumn(double[] column, double[] matrix, int columns, int j) {
        for (int i = 0; i * columns < matrix.length; i++) {
            matrix[i * columns + j] = column[i];
        }
    }
}
