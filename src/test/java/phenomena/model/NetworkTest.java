package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkTest {

    private static final long[] IMAGE = {3, 8, 8};

    private static Network network(Architecture architecture, long[] shape, int replicas) {
        try (NDManager manager = NDManager.newBaseManager()) {
            return Network.of(manager, architecture, Precision.FLOAT32, shape, 10, replicas);
        }
    }

    private static double[] part(double[] row, Network.Entry entry) {
        return Arrays.copyOfRange(row, entry.offset(), entry.offset() + entry.length());
    }

    private static double mean(double[] values, boolean squared) {
        double sum = 0;
        for (double value : values) {
            sum += squared ? value * value : value;
        }
        return sum / values.length;
    }

    @Test
    void entries_follow_one_another_and_fill_the_row() {
        Network network = network(new Cnn(4, 6, 8, 3, 1), IMAGE, 2);
        int end = 0;
        for (Network.Entry entry : network.entries()) {
            assertThat(entry.offset()).isEqualTo(end);
            assertThat((long) entry.length()).isEqualTo(entry.shape().size());
            end += entry.length();
        }
        assertThat(network.parameterCount()).isEqualTo(end);
        assertThat(network.entries().stream().map(Network.Entry::shape))
                .containsExactly(
                        new Shape(4, 3, 3, 3),
                        new Shape(4),
                        new Shape(6, 4, 3, 3),
                        new Shape(6),
                        new Shape(24, 8),
                        new Shape(1, 8),
                        new Shape(8, 10),
                        new Shape(1, 10));
    }

    /**
     * Seeds 0 to 4, scale 2. Uniform values in ±b have mean 0 with σ = b/√(3n), and mean square b²/3 with
     * σ = b²·√(4/45)/√n; each parameter's are within 4σ of that.
     */
    @Test
    void initial_weights_and_biases_are_uniform_within_scale_over_root_fan_in() {
        var architecture = new Mlp(2, 200, 2);
        Network network = network(architecture, new long[] {50}, 1);
        for (long seed = 0; seed < 5; seed++) {
            double[] row = network.initial(architecture, seed);
            double bound = 0;
            for (Network.Entry entry : network.entries()) {
                if (entry.name().endsWith("weight")) {
                    bound = 2 / Math.sqrt(entry.shape().get(1)); // (out, in)
                }
                double[] values = part(row, entry);
                assertThat(values).hasSize(entry.length());
                for (double value : values) {
                    assertThat(Math.abs(value)).isLessThanOrEqualTo(bound);
                }
                double root = Math.sqrt(entry.length());
                assertThat(mean(values, false)).isCloseTo(0, within(4 * bound / Math.sqrt(3) / root));
                assertThat(mean(values, true))
                        .isCloseTo(bound * bound / 3, within(4 * bound * bound * Math.sqrt(4 / 45.0) / root));
            }
        }
    }

    @Test
    void the_fan_in_of_a_convolution_is_its_window() {
        var architecture = new Cnn(64, 64, 8, 3, 1);
        Network network = network(architecture, IMAGE, 1);
        double[] row = network.initial(architecture, 0);
        double[] fanIns = {3 * 9, 3 * 9, 64 * 9, 64 * 9, 256, 256, 8, 8};
        for (int i = 0; i < fanIns.length; i++) {
            double largest = 0;
            for (double value : part(row, network.entries().get(i))) {
                largest = Math.max(largest, Math.abs(value));
            }
            // The largest of n uniform draws falls below 0.5 of the bound with probability 0.5ⁿ, n ≥ 8.
            assertThat(largest * Math.sqrt(fanIns[i]))
                    .as(network.entries().get(i).name())
                    .isBetween(0.5, 1.0);
        }
    }

    @Test
    void initial_weights_depend_on_the_seed_and_not_on_how_many_share_a_pass() {
        var architecture = new Cnn(4, 6, 8, 3, 1);
        Network alone = network(architecture, IMAGE, 1);
        Network together = network(architecture, IMAGE, 5);
        assertThat(together.entries()).isEqualTo(alone.entries());
        assertThat(together.initial(architecture, 3)).containsExactly(alone.initial(architecture, 3));
        assertThat(alone.initial(architecture, 4)).isNotEqualTo(alone.initial(architecture, 3));
    }

    @Test
    void the_scale_multiplies_the_initial_values() {
        double[] usual = network(new Mlp(1, 9, 1), IMAGE, 1).initial(new Mlp(1, 9, 1), 0);
        double[] tripled = network(new Mlp(1, 9, 3), IMAGE, 1).initial(new Mlp(1, 9, 3), 0);
        for (int i = 0; i < usual.length; i++) {
            assertThat(tripled[i]).isCloseTo(3 * usual[i], within(1e-12));
        }
    }

    @Test
    void a_stock_residual_network_starts_with_unit_gains_and_untouched_statistics() {
        var architecture = new ResNet(18);
        Network network = network(architecture, new long[] {3, 32, 32}, 1);
        double[] row = network.initial(architecture, 0);
        assertThat(network.entries()).extracting(Network.Entry::name).anyMatch(name -> name.endsWith("gamma"));
        for (Network.Entry entry : network.entries()) {
            if (entry.name().endsWith("gamma")) {
                assertThat(part(row, entry)).containsOnly(1);
            } else if (entry.name().endsWith("beta")) {
                assertThat(part(row, entry)).containsOnly(0);
            } else {
                assertThat(mean(part(row, entry), true)).isPositive();
            }
        }
        double[] running = network.initialRunning();
        assertThat(running).containsOnly(0, 1);
        assertThat(mean(running, false)).as("as many means as variances").isEqualTo(0.5);
    }

    @Test
    void a_stock_block_gives_logits_with_a_replica_axis_and_updates_its_statistics_in_training_alone() {
        var architecture = new ResNet(20);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, architecture, Precision.FLOAT32, IMAGE, 10, 1);
            List<double[]> row = List.of(network.initial(architecture, 0));
            double[] running = network.initialRunning();
            NDArray statistics = Native.of(manager, DataType.FLOAT32, running, new Shape(1, running.length));
            int before = manager.getManagedArrays().size();
            for (boolean training : List.of(false, true)) {
                try (NDManager pass = manager.newSubManager()) {
                    NDArray x = pass.ones(new Shape(1, 2, 3, 8, 8));
                    List<NDArray> parameters = EnginePass.parameters(pass, Precision.FLOAT32, network, row);
                    NDList outputs = network.forward(parameters, statistics, x, training);
                    assertThat(outputs.singletonOrThrow().getShape()).isEqualTo(new Shape(1, 2, 10));
                }
                assertThat(Arrays.equals(EnginePass.doubles(statistics), running))
                        .isEqualTo(!training);
            }
            assertThat(manager.getManagedArrays())
                    .as("passes leave nothing behind")
                    .hasSize(before);
        }
    }

    @Test
    void knows_blocks_of_this_library_from_others() {
        assertThat(network(new Mlp(1, 2, 1), IMAGE, 1).isOwn()).isTrue();
        assertThat(network(new ResNet(20), IMAGE, 1).isOwn()).isFalse();
    }

    @Test
    void numbers_enter_the_engine_as_they_are() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray floats = Native.of(manager, new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3));
            assertThat(floats.getShape()).isEqualTo(new Shape(2, 3));
            assertThat(floats.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
            NDArray longs = Native.of(manager, new long[] {1L << 40, -1}, new Shape(2, 1));
            assertThat(longs.getDataType()).isEqualTo(DataType.INT64);
            assertThat(longs.toLongArray()).containsExactly(1L << 40, -1);
            NDArray doubles = Native.of(manager, new double[] {0.1, -3}, new Shape(2));
            assertThat(doubles.getDataType()).isEqualTo(DataType.FLOAT64);
            assertThat(doubles.toDoubleArray()).containsExactly(0.1, -3);
        }
    }

    @Test
    void numbers_like_an_array_have_its_type() {
        try (NDManager manager = NDManager.newBaseManager()) {
            for (Precision precision : Precision.values()) {
                double tenth = precision == Precision.FLOAT64 ? 0.1 : 0.1f;
                NDArray other = manager.ones(new Shape(3), precision.type());
                NDArray scalar = Native.like(other, 0.1);
                assertThat(scalar.getDataType()).isEqualTo(precision.type());
                assertThat(scalar.getShape()).isEqualTo(new Shape());
                assertThat(EnginePass.doubles(scalar)).containsExactly(tenth);
                NDArray row = Native.like(other, new double[] {0.1, 2}, new Shape(1, 2));
                assertThat(row.getDataType()).isEqualTo(precision.type());
                assertThat(row.getShape()).isEqualTo(new Shape(1, 2));
                assertThat(EnginePass.doubles(row)).containsExactly(tenth, 2);
            }
        }
    }
}
