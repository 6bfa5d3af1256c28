package phenomena.baseline;

/**
 * Regression on the polynomials of one input up to a degree, degree + 1 of them, in the basis of Legendre polynomials
 * scaled to mean square 1 over the interval, {@code √(2k+1) P_k}: it stays well conditioned where powers of x do not. The
 * constant is a basis function like the others, with the same penalty. Past {@code degree = n − 1} and without a penalty it
 * is the interpolating polynomial whose coefficients in this basis have the least norm.
 *
 * @param degree in [0, 65536]; from there on the rounding of an input alone moves the highest polynomial by about 10⁻⁶
 * @param penalty λ of {@link LeastSquares}, at least 0
 * @param from lower end of the interval that the inputs lie in
 * @param to its upper end, more than {@code from}
 */
public record PolynomialRegression(int degree, double penalty, double from, double to) implements Baseline {

    private static final int HIGHEST = 1 << 16;

    /** @throws IllegalArgumentException if a value is outside its range */
    public PolynomialRegression {
        if (degree < 0 || degree > HIGHEST) {
            throw new IllegalArgumentException("degree must be in [0, " + HIGHEST + "], got " + degree
                    + "; higher polynomials change too fast for an input in floating point");
        }
        Check.notNegative("penalty", penalty);
        if (!(from < to && Double.isFinite(to - from))) {
            throw new IllegalArgumentException(
                    "the interval must run from one number to a larger one, got [" + from + ", " + to + "]");
        }
    }

    /** On the interval [−1, 1]. */
    public PolynomialRegression(int degree, double penalty) {
        this(degree, penalty, -1, 1);
    }

    @Override
    public Predictor fit(Points train, long seed) {
        if (train.features() != 1) {
            throw new IllegalArgumentException("inputs must be of 1 feature for a polynomial, got " + train.features());
        }
        requireMemory(train);
        return MappedFit.of(new Legendre(degree, from, to), penalty, train);
    }

    @Override
    public long size(int examples, int features, int outputs) {
        return MappedFit.size(examples, 0, outputs, penalty, degree + 1L);
    }

    /** {@code √(2k+1) P_k} for k = 0 … degree, of an interval. */
    record Legendre(int degree, double from, double to) implements FeatureMap {

        @Override
        public int inputs() {
            return 1;
        }

        @Override
        public int count() {
            return degree + 1;
        }

        @Override
        public double[] of(double[] inputs, int first, int last) {
            double[] features = new double[(last - first) * count()];
            for (int i = first; i < last; i++) {
                write(scaled(inputs[i], i), features, (i - first) * count());
            }
            return features;
        }

        private double scaled(double input, int i) {
            if (!(input >= from && input <= to)) {
                throw new IllegalArgumentException("inputs must be in the interval [" + from + ", " + to + "], got "
                        + input + " at point " + i + "; state the interval that holds them all");
            }
            return Math.max(-1, Math.min(1, ((input - from) - (to - input)) / (to - from)));
        }

        /** By the recurrence {@code (k+1) P_{k+1} = (2k+1) x P_k − k P_{k−1}}. */
        private void write(double x, double[] features, int at) {
            double before = 0;
            double value = 1;
            for (int k = 0; k <= degree; k++) {
                features[at + k] = Math.sqrt(2.0 * k + 1) * value;
                double next = ((2.0 * k + 1) * x * value - k * before) / (k + 1);
                before = value;
                value = next;
            }
        }
    }
}
