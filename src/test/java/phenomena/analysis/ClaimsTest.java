package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class ClaimsTest {

    @Test
    void holds_by_the_median_and_says_how_many_seeds_agree() {
        Table table = Claims.none()
                .add("inside", "0.5", new double[] {0.1, 0.4, 0.9}, 0.3, 0.5)
                .add("outside", "", new double[] {0.1, 0.2, 0.4}, 0.3, 0.5)
                .table();
        assertThat(table.stringColumn("holds").asList()).containsExactly("yes", "NO");
        assertThat(table.stringColumn("seeds inside").asList()).containsExactly("1 of 3", "1 of 3");
        assertThat(table.stringColumn("measured: median (range)").get(0)).isEqualTo("0.400 (0.100 to 0.900)");
        assertThat(table.stringColumn("required").get(0)).isEqualTo("0.300 to 0.500");
        assertThat(table.stringColumn("published").asList()).containsExactly("0.5", "");
    }

    @Test
    void the_bounds_belong_to_the_range() {
        assertThat(Claims.none().add("", "", new double[] {1}, 1, 2).hold()).isTrue();
        assertThat(Claims.none().add("", "", new double[] {2}, 1, 2).hold()).isTrue();
        assertThat(Claims.none().add("", "", new double[] {2.001}, 1, 2).hold()).isFalse();
    }

    @Test
    void all_hold_only_if_each_does() {
        Claims one = Claims.none().add("", "", new double[] {1}, 0, 2);
        assertThat(one.hold()).isTrue();
        assertThat(one.add("", "", new double[] {3}, 0, 2).hold()).isFalse();
        assertThat(one.hold()).as("a claim added makes another list").isTrue();
    }

    @Test
    void what_no_seed_reached_does_not_hold() {
        Table table = Claims.none()
                .add("never", "", Table.create(DoubleColumn.create("value", Double.NaN)), 0, Double.POSITIVE_INFINITY)
                .table();
        assertThat(table.stringColumn("holds").get(0)).isEqualTo("NO");
        assertThat(table.stringColumn("measured: median (range)").get(0)).isEqualTo("no seed got there");
        assertThat(table.stringColumn("required").get(0)).isEqualTo("at least 0.00");
    }

    @Test
    void a_range_upside_down_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Claims.none().add("", "", new double[] {1}, 2, 1))
                .withMessage("low must be at most high, got 2.0 and 1.0");
    }
}
