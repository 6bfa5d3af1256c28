package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class LocalSlopesTest {

    private static Table table(double[] sizes, double[] losses) {
        return Table.create(DoubleColumn.create("N", sizes), DoubleColumn.create("value", losses));
    }

    @Test
    void a_pure_power_has_one_slope_in_any_order_of_rows() {
        double[] n = {1000, 10, 100, 1};
        Table slopes = LocalSlopes.of(table(n, new PlantedLaws(0, 5, .3, 0, 0).at(n)), "N", .9);
        assertThat(slopes.rowCount()).isEqualTo(3);
        for (int row = 0; row < 3; row++) {
            assertThat(slopes.doubleColumn("from").get(row)).isCloseTo(Math.pow(10, row), within(1e-9));
            assertThat(slopes.doubleColumn("slope").get(row)).isCloseTo(.3, within(1e-12));
            assertThat(slopes.doubleColumn("low").getDouble(row))
                    .as("one run a size")
                    .isNaN();
        }
    }

    @Test
    void the_interval_is_students() {
        // log losses ±0.1 about 0 and −1: pooled variance 0.02 with 2 degrees of freedom, t(.95, 2) = 2.919985580
        double[] n = {1, 1, Math.E, Math.E};
        double[] losses = {Math.exp(.1), Math.exp(-.1), Math.exp(-.9), Math.exp(-1.1)};
        Table slopes = LocalSlopes.of(table(n, losses), "N", .9);
        assertThat(slopes.doubleColumn("slope").get(0)).isCloseTo(1, within(1e-12));
        assertThat(slopes.doubleColumn("high").get(0)).isCloseTo(1 + 2.919985580 * Math.sqrt(.02), within(1e-8));
        assertThat(slopes.intColumn("n").get(0)).isEqualTo(4);
    }

    @Test
    void intervals_subtract_as_their_halves_add_in_squares() {
        Interval difference = new Interval(.5, .4, .7, 3).minus(new Interval(.2, .1, .6, 4));
        assertThat(difference.centre()).isCloseTo(.3, within(1e-12));
        assertThat(difference.low()).isCloseTo(.3 - Math.hypot(.1, .4), within(1e-12));
        assertThat(difference.high()).isCloseTo(.3 + Math.hypot(.2, .1), within(1e-12));
        assertThat(difference.count()).isEqualTo(7);
        assertThat(difference.holds(0)).isTrue();
        assertThat(difference.holds(.6)).isFalse();
    }
}
