package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.regression.OLSMultipleLinearRegression;
import org.hipparchus.stat.regression.SimpleRegression;
import tech.tablesaw.api.Table;

/**
 * Which size makes the best of a given compute, from profiles: at each compute C models of several sizes N, and a parabola in
 * log N through their log losses, whose minimum is the best size; through the minima, N* ∝ C^a (Hoffmann et al. 2022, section
 * 3.2, "IsoFLOP profiles"; there a = 0.49).
 *
 * <p>The interval for a minimum is Fieller's for the ratio of two coefficients. It ends only where the parabola's curvature
 * is told from 0; a profile where it is not, or whose minimum lies outside the sizes tried, shows no minimum and does not
 * enter the law. The law's interval is Student's through the logarithms of the minima.
 */
public final class Frontier {

    /** A profile needs as many sizes. */
    public static final int LEAST_SIZES = 4;

    private static final int FEWEST_MINIMA = 3;

    private final List<Bowl> bowls;

    private Frontier(List<Bowl> bowls) {
        this.bowls = bowls;
    }

    /**
     * @param size the best size, NaN where there is none
     * @param loss at the parabola's minimum
     */
    private record Bowl(double compute, Interval size, double loss, String verdict) {

        boolean isFound() {
            return verdict.equals("found");
        }
    }

    /**
     * The minima of all profiles.
     *
     * @param table a row for each run: its loss in {@code value}, its size, and its compute, equal in all rows of a profile
     * @param size the column of sizes, e.g. {@code parameterCount}
     * @param compute the column of compute, e.g. in floating-point operations
     * @param confidence of the intervals for minima, in (0, 1), e.g. 0.9
     * @throws IllegalArgumentException if a column is missing, a number is not positive and finite, a replica is there twice, a
     *     profile has fewer than {@link #LEAST_SIZES} sizes, or the confidence is outside (0, 1)
     */
    public static Frontier of(Table table, String size, String compute, double confidence) {
        Losses losses = Losses.of(table, List.of(size, compute));
        double[] computes = Arrays.stream(losses.sizes())
                .mapToDouble(sizes -> sizes[1])
                .distinct()
                .sorted()
                .toArray();
        List<Bowl> bowls = new ArrayList<>();
        for (double one : computes) {
            int[] rows = IntStream.range(0, losses.count())
                    .filter(i -> losses.sizes()[i][1] == one)
                    .toArray();
            double[] sizes =
                    Arrays.stream(rows).mapToDouble(i -> losses.sizes()[i][0]).toArray();
            long different = Arrays.stream(sizes).distinct().count();
            if (different < LEAST_SIZES) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "a profile needs at least %d values of %s, got %d at %s %.4g; train more sizes there",
                        LEAST_SIZES,
                        size,
                        different,
                        compute,
                        Math.exp(one)));
            }
            double[] values =
                    Arrays.stream(rows).mapToDouble(i -> losses.losses()[i]).toArray();
            bowls.add(bowl(Math.exp(one), sizes, values, confidence));
        }
        return new Frontier(List.copyOf(bowls));
    }

    private static Bowl bowl(double compute, double[] sizes, double[] values, double confidence) {
        double middle = StatUtils.mean(sizes);
        double[][] powers = Arrays.stream(sizes)
                .map(x -> x - middle)
                .mapToObj(x -> new double[] {x, x * x})
                .toArray(double[][]::new);
        OLSMultipleLinearRegression parabola = new OLSMultipleLinearRegression();
        parabola.newSampleData(values, powers);
        double[] b = parabola.estimateRegressionParameters();
        RealMatrix covariance = new Array2DRowRealMatrix(
                        parabola.estimateRegressionParametersVariance()) // of unit error
                .scalarMultiply(
                        Math.pow(Scatter.student(sizes.length - 3, confidence), 2) * parabola.estimateErrorVariance());
        // x = −b₁ / 2 b₂ is where b₁ + 2 b₂ x = 0: inside are all x at which that is not told from 0
        double curvature = b[2] * b[2] - covariance.getEntry(2, 2);
        double half = b[1] * b[2] - covariance.getEntry(1, 2);
        double constant = b[1] * b[1] - covariance.getEntry(1, 1);
        Interval none = new Interval(Double.NaN, Double.NaN, Double.NaN, sizes.length);
        if (!(curvature > 0 && b[2] > 0)) {
            return new Bowl(compute, none, Double.NaN, "no minimum: its curvature is not told from 0");
        }
        double minimum = -b[1] / (2 * b[2]);
        if (minimum + middle < StatUtils.min(sizes) || minimum + middle > StatUtils.max(sizes)) {
            String where = minimum < 0 ? "smaller" : "larger";
            return new Bowl(compute, none, Double.NaN, "no minimum among the sizes: try " + where + " ones");
        }
        double root = Math.sqrt(Math.max(0, half * half - curvature * constant));
        Interval size = new Interval(
                Math.exp(middle + minimum),
                Math.exp(middle + (-half - root) / (2 * curvature)),
                Math.exp(middle + (-half + root) / (2 * curvature)),
                sizes.length);
        return new Bowl(compute, size, Math.exp(b[0] + b[1] * minimum / 2), "found");
    }

    /**
     * a in N* ∝ C^a, through the minima found.
     *
     * @param confidence in (0, 1), e.g. 0.9
     * @return count: how many minima
     * @throws IllegalArgumentException if fewer than 3 profiles show a minimum, or the confidence is outside (0, 1)
     */
    public Interval exponent(double confidence) {
        SimpleRegression line = line();
        int found = (int) line.getN();
        double half = Scatter.student(found - 2, confidence) * line.getSlopeStdErr();
        return new Interval(line.getSlope(), line.getSlope() - half, line.getSlope() + half, found);
    }

    /**
     * The best size at a compute, by the law through the minima, with the scatter that a single minimum has about it.
     *
     * @throws IllegalArgumentException if fewer than 3 profiles show a minimum, the compute is not above 0, or the confidence
     *     is outside (0, 1)
     */
    public Interval bestSize(double confidence, double compute) {
        if (!(compute > 0 && compute < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("compute must be above 0 and finite, got " + compute);
        }
        SimpleRegression line = line();
        int found = (int) line.getN();
        double[] logs = bowls.stream()
                .filter(Bowl::isFound)
                .mapToDouble(bowl -> Math.log(bowl.compute()))
                .toArray();
        double off = Math.log(compute) - StatUtils.mean(logs);
        double half = Scatter.student(found - 2, confidence)
                * Math.sqrt(line.getMeanSquareError() * (1 + 1. / found + off * off / line.getXSumSquares()));
        double centre = line.predict(Math.log(compute));
        return new Interval(Math.exp(centre), Math.exp(centre - half), Math.exp(centre + half), found);
    }

    private SimpleRegression line() {
        SimpleRegression line = new SimpleRegression();
        bowls.stream()
                .filter(Bowl::isFound)
                .forEach(bowl -> line.addData(
                        Math.log(bowl.compute()), Math.log(bowl.size().centre())));
        if (!isIdentified()) {
            throw new IllegalArgumentException(refusal());
        }
        return line;
    }

    private String refusal() {
        return "a frontier needs at least " + FEWEST_MINIMA + " profiles that show a minimum, got "
                + bowls.stream().filter(Bowl::isFound).count() + " of " + bowls.size() + ": "
                + bowls.stream().map(Bowl::verdict).distinct().toList();
    }

    /**
     * A row for each profile: {@code compute}, {@code size}, {@code low}, {@code high}, {@code loss}, and {@code minimum}:
     * found, or why not.
     */
    public Table table() {
        Bowl[] rows = bowls.toArray(Bowl[]::new);
        return Table.create(
                "best size for compute",
                Columns.number("compute", rows, Bowl::compute),
                Columns.number("size", rows, bowl -> bowl.size().centre()),
                Columns.number("low", rows, bowl -> bowl.size().low()),
                Columns.number("high", rows, bowl -> bowl.size().high()),
                Columns.number("loss", rows, Bowl::loss),
                Columns.text("minimum", rows, Bowl::verdict));
    }

    /** Whether enough profiles show a minimum for a law through them. */
    public boolean isIdentified() {
        return bowls.stream().filter(Bowl::isFound).count() >= FEWEST_MINIMA;
    }

    /** The law through the minima at 90% confidence, or why there is none. */
    @Override
    public String toString() {
        if (!isIdentified()) {
            return refusal();
        }
        Interval exponent = exponent(.9);
        return String.format(
                Locale.ROOT,
                "best size ∝ compute^%.3f (%.3f to %.3f), from %d minima",
                exponent.centre(),
                exponent.low(),
                exponent.high(),
                exponent.count());
    }
}
