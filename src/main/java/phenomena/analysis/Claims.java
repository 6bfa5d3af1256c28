package phenomena.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What a notebook claims, beside what it measured: a claim holds if the median over seeds lies in the required range. The
 * range over seeds, and how many of them are inside, stand beside it.
 *
 * <pre>{@code
 * Claims.none().add("fits random labels", "1.00", Finals.of(random.table(), "error", "train"), 0, .005).table()
 * }</pre>
 */
public final class Claims {

    private final List<Claim> claims;

    private Claims(List<Claim> claims) {
        this.claims = List.copyOf(claims);
    }

    private record Claim(String claim, String published, double[] values, double low, double high) {

        boolean holds() {
            return isInside(Spread.range().of(values).centre());
        }

        boolean isInside(double value) {
            return value >= low && value <= high;
        }
    }

    /** No claim yet. */
    public static Claims none() {
        return new Claims(List.of());
    }

    /**
     * With one claim more.
     *
     * @param claim what is said
     * @param published the paper's number with its place, or {@code ""}
     * @param seeds a table with one row a seed; its column {@code value} is judged
     * @param low the least value with which the claim holds
     * @param high the greatest
     * @throws IllegalArgumentException if low is above high
     */
    public Claims add(String claim, String published, Table seeds, double low, double high) {
        return add(claim, published, seeds.doubleColumn("value").asDoubleArray(), low, high);
    }

    /** With one claim more, on values worked out by hand, one a seed. */
    public Claims add(String claim, String published, double[] seeds, double low, double high) {
        if (!(low <= high)) {
            throw new IllegalArgumentException("low must be at most high, got " + low + " and " + high);
        }
        List<Claim> more = new ArrayList<>(claims);
        more.add(new Claim(claim, published, seeds.clone(), low, high));
        return new Claims(more);
    }

    /** Whether all of them hold. */
    public boolean hold() {
        return claims.stream().allMatch(Claim::holds);
    }

    /** One row a claim: what is said, the paper's number, median and range over seeds, requirement, seeds inside, verdict. */
    public Table table() {
        return Table.create(
                "claims",
                column("claim", Claim::claim),
                column("published", Claim::published),
                column("measured: median (range)", Claims::measured),
                column("required", Claims::required),
                column("seeds inside", Claims::inside),
                column("holds", claim -> claim.holds() ? "yes" : "NO"));
    }

    private StringColumn column(String name, java.util.function.Function<Claim, String> text) {
        return StringColumn.create(name, claims.stream().map(text).collect(Collectors.toList()));
    }

    private static String inside(Claim claim) {
        return Arrays.stream(claim.values()).filter(claim::isInside).count() + " of " + claim.values().length;
    }

    private static String measured(Claim claim) {
        Interval range = Spread.range().of(claim.values());
        if (range.count() == 0) {
            return "no seed got there";
        }
        return digits(range.centre()) + " (" + digits(range.low()) + " to " + digits(range.high()) + ")";
    }

    private static String required(Claim claim) {
        if (claim.high() == Double.POSITIVE_INFINITY) {
            return "at least " + digits(claim.low());
        }
        return claim.low() == Double.NEGATIVE_INFINITY
                ? "at most " + digits(claim.high())
                : digits(claim.low()) + " to " + digits(claim.high());
    }

    private static String digits(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : "%.3g", value);
    }
}
