package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDManager;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MlpFamilyTest {

    private static final long[] SIGNAL = {40};
    private static final long[] IMAGE = {1, 28, 28};

    private static long parameters(Mlp mlp, long[] inputShape, int classes) {
        return mlp.parameterCount(inputShape, classes).total();
    }

    @ParameterizedTest
    @CsvSource({"1,100", "2,16", "5,33"})
    void counts_are_those_of_the_network_that_is_built(int depth, int width) {
        Mlp mlp = new Mlp(depth, width, 1);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, mlp, Precision.FLOAT32, IMAGE, 10, 1);
            assertThat(parameters(mlp, IMAGE, 10))
                    .isEqualTo(network.parameterCount())
                    .isEqualTo(mlp.cost(IMAGE, 10).parameters());
        }
    }

    @Test
    void a_count_says_where_the_parameters_are() {
        ParameterCount count = new Mlp(3, 100, 1).parameterCount(SIGNAL, 10);
        assertThat(count).isEqualTo(new ParameterCount(4_100, 20_200, 1_010));
        assertThat(count).hasToString("25,310 parameters: 4,100 in, 20,200 hidden, 1,010 out");
    }

    @Test
    void training_takes_six_operations_a_weight_and_example() {
        Architecture.Cost cost = new Mlp(3, 100, 1).cost(SIGNAL, 10);
        assertThat(cost.multiplications()).isEqualTo(40 * 100 + 2 * 100 * 100 + 100 * 10);
        assertThat(cost.forwardFlops()).isEqualTo(50_000);
        assertThat(cost.trainingFlops()).isEqualTo(150_000);
    }

    /** Against all widths there are. */
    @ParameterizedTest
    @CsvSource({"1,5000", "2,5000", "4,5000", "8,5000", "3,100", "1,60", "16,200000"})
    void the_width_is_the_nearest_there_is(int depth, long parameters) {
        Mlp nearest = Mlp.ofSize(depth, parameters, SIGNAL, 10, 10);
        assertThat(nearest.depth()).isEqualTo(depth);
        long least = IntStream.rangeClosed(1, 5_000)
                .mapToLong(width -> Math.abs(parameters(new Mlp(depth, width, 1), SIGNAL, 10) - parameters))
                .min()
                .getAsLong();
        assertThat(Math.abs(parameters(nearest, SIGNAL, 10) - parameters)).isEqualTo(least);
    }

    @Test
    void depths_of_one_size_agree_within_the_tolerance() {
        for (int depth : new int[] {1, 2, 3, 4, 6, 8}) {
            for (long parameters : new long[] {10_000, 50_000, 1_000_000_000L}) {
                Mlp mlp = Mlp.ofSize(depth, parameters, SIGNAL, 10, 0.03);
                assertThat((double) parameters(mlp, SIGNAL, 10) / parameters).isBetween(0.97, 1.03);
            }
        }
        assertThat(Mlp.ofSize(2, 173_382, IMAGE, 10, 1e-9)).isEqualTo(new Mlp(2, 178, 1));
    }

    @Test
    void refuses_a_size_that_no_width_has() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mlp.ofSize(1, 1_000, IMAGE, 10, 0.05))
                .withMessage("parameters must be within 0.05 of a width's of 1 hidden layers, got 1000; the nearest is"
                        + " width 1 with 805");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mlp.ofSize(0, 1_000, IMAGE, 10, 0.05))
                .withMessage("depth must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mlp.ofSize(1, 0, IMAGE, 10, 0.05))
                .withMessage("parameters must be in [1, 1000000000] and tolerance above 0, got 0 and 0.05");
    }
}
