package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class AgreementTest {

    @Test
    void counts_standard_errors_between_mean_and_curve() {
        // Means 2 and 7, deviations √2 and 2 of two and of three values.
        Table values = values(new double[] {10, 10, 20, 20, 20}, new double[] {1, 3, 5, 7, 9});
        Agreement agreement = Agreement.of(values, "p", p -> p == 10 ? 1.5 : 10);
        Table table = agreement.table();
        assertThat(table.doubleColumn("mean").asDoubleArray()).containsExactly(2, 7);
        assertThat(table.doubleColumn("standard error").get(0)).isCloseTo(1, within(1e-12));
        assertThat(table.doubleColumn("standard error").get(1)).isCloseTo(2 / Math.sqrt(3), within(1e-12));
        assertThat(table.doubleColumn("distance").get(0)).isCloseTo(0.5, within(1e-12));
        assertThat(table.doubleColumn("distance").get(1)).isCloseTo(-1.5 * Math.sqrt(3), within(1e-12));
        assertThat(agreement.worst()).isCloseTo(1.5 * Math.sqrt(3), within(1e-12));
    }

    @Test
    void refuses_what_has_no_standard_error_or_no_curve() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.of(values(new double[] {1}, new double[] {1}), "p", p -> 1))
                .withMessageContaining("at least 2 replicas");
        Table scattered = values(new double[] {40, 40}, new double[] {1, 2});
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Agreement.of(scattered, "p", p -> Double.POSITIVE_INFINITY))
                .withMessageContaining("at p 40");
    }

    private static Table values(double[] places, double[] values) {
        return Table.create(DoubleColumn.create("p", places), DoubleColumn.create("value", values));
    }
}
