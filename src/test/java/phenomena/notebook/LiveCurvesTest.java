package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import phenomena.run.Row;

class LiveCurvesTest {
    private final LiveCurves curves = new LiveCurves();

    private void measure(long replica, long step, String split, String quantity, double value) {
        curves.add(new Row("mlp", replica, step, split, quantity, value));
    }

    @Test
    void gives_the_median_and_range_over_replicas() {
        measure(0, 10, "test", "error", .4);
        measure(1, 10, "test", "error", .1);
        measure(2, 10, "test", "error", .2);

        assertThat(curves.curves().get("test")).containsExactly(new LiveCurves.Spread(10, .1, .2, .4));
    }

    @Test
    void takes_the_error_over_what_was_measured_before_it() {
        measure(0, 0, "train", "loss", 2.3);
        measure(0, 0, "train", "error", .9);
        measure(0, 1, "train", "loss", 2.2);

        assertThat(curves.quantity()).isEqualTo("error");
        assertThat(curves.curves().get("train")).containsExactly(new LiveCurves.Spread(0, .9, .9, .9));
    }

    @Test
    void takes_the_first_quantity_where_no_error_is_measured() {
        measure(0, 0, "train", "loss", 2.3);
        measure(0, 0, "", "weightNorm", 7);

        assertThat(curves.quantity()).isEqualTo("loss");
        assertThat(curves.curves()).containsOnlyKeys("train");
    }

    @Test
    void leaves_a_diverged_replica_out_of_the_curve_but_counts_it() {
        measure(0, 5, "test", "error", .5);
        measure(1, 5, "test", "error", Double.NaN);

        assertThat(curves.curves().get("test")).containsExactly(new LiveCurves.Spread(5, .5, .5, .5));
        assertThat(curves.replicas()).isEqualTo(2);
    }
}
