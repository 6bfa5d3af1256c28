package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SupportVectorsTest {

    private static final double[] FIRST = {1, 0};
    private static final double[] SECOND = {0, 1};

    @Test
    void two_points_are_parted_half_way() {
        Points two = new Points(new double[] {0, 0, 2, 0}, 2, new double[] {1, 0, 0, 1}, 2);
        Predictor machine = new SupportVectors(10, 0.5).fit(two, 0);
        assertThat(machine.predict(new double[] {0.99, 3}, 2)).containsExactly(FIRST);
        assertThat(machine.predict(new double[] {1.01, -3}, 2)).containsExactly(SECOND);
        assertThat(machine.quantities()).containsEntry("support vectors", 2.0);
    }

    @Test
    void only_the_points_at_the_margin_support_it() {
        // Four points in the outer columns, two in each inner one; a wide kernel is close to the linear machine.
        double[] inputs = {-9, 0, -8, 1, -8, -1, -1, 0, 1, 0, 8, 1, 8, -1, 9, 0};
        double[] targets = {1, 0, 1, 0, 1, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1};
        Points points = new Points(inputs, 2, targets, 2);
        Predictor machine = new SupportVectors(1e4, 1e-4).fit(points, 0);
        assertThat(machine.quantities()).containsEntry("support vectors", 2.0);
        assertThat(machine.predict(new double[] {-0.02, 0}, 2)).containsExactly(FIRST);
        assertThat(machine.predict(new double[] {0.02, 0}, 2)).containsExactly(SECOND);
    }

    @Test
    void a_narrow_kernel_fits_random_labels() {
        Points random = Measured.randomLabels(200, 5, 4, 1);
        Predictor machine = new SupportVectors(1e3, 1).fit(random, 0);
        assertThat(Measured.outputs(machine, random)).containsExactly(random.targets());
    }

    @Test
    void labels_may_lack_a_class_or_be_all_alike() {
        double[] targets = {0, 0, 1, 0, 0, 1, 0, 0, 1};
        Points alike = new Points(new double[] {0, 1, 2}, 1, targets, 3);
        Predictor machine = new SupportVectors(1, 1).fit(alike, 0);
        assertThat(Measured.outputs(machine, alike)).containsExactly(targets);
        assertThat(machine.predict(new double[] {99}, 1)).containsExactly(0, 0, 1);
    }

    @Test
    void the_same_points_give_the_same_bits_side_by_side() {
        Points random = Measured.randomLabels(200, 5, 4, 1);
        Points test = Measured.randomLabels(200, 5, 4, 2);
        SupportVectors machine = new SupportVectors(1, 0.2);
        double[] alone = Measured.outputs(machine.fit(random, 1), random);
        for (double[] outputs : Measured.sideBySide(4, machine, random, 2)) {
            assertThat(outputs).containsExactly(alone);
        }
        assertThat(Measured.errorRate(machine.fit(random, 1), test)).isBetween(0.5, 1.0);
    }

    @Test
    void refuses_targets_that_are_no_labels() {
        Points curve = Measured.sampled(new double[] {0, 1}, x -> 0.5 + x);
        assertThatThrownBy(() -> new SupportVectors(1, 1).fit(curve, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one-hot");
    }

    @Test
    void refuses_values_outside_their_range() {
        assertThatThrownBy(() -> new SupportVectors(0, 1))
                .hasMessageContaining("cost")
                .hasMessageContaining("got 0.0");
        assertThatThrownBy(() -> new SupportVectors(1, Double.NaN)).hasMessageContaining("gamma");
    }

    @Test
    void needs_the_points_as_nodes_and_a_cache() {
        assertThat(new SupportVectors(1, 1).size(1000, 40, 10)).isEqualTo(160_000 + 1_000_000);
    }
}
