package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;

class KernelTest {

    @Test
    void has_the_values_of_the_formulas() {
        assertThat(new Kernel.Rbf(2).at(2)).isCloseTo(Math.exp(-0.5), within(1e-15));
        assertThat(new Kernel.Matern12(2).at(2)).isCloseTo(Math.exp(-1), within(1e-15));
        double three = Math.sqrt(3);
        assertThat(new Kernel.Matern32(2).at(2)).isCloseTo((1 + three) * Math.exp(-three), within(1e-15));
        double five = Math.sqrt(5);
        assertThat(new Kernel.Matern52(2).at(2)).isCloseTo((1 + five + 5.0 / 3) * Math.exp(-five), within(1e-15));
    }

    @Test
    void is_one_at_no_distance_and_positive_definite() {
        List<DoubleFunction<Kernel>> all =
                List.of(Kernel.Rbf::new, Kernel.Matern12::new, Kernel.Matern32::new, Kernel.Matern52::new);
        Points points = RandomPoints.gaussian(30, 3, 1, 1);
        for (DoubleFunction<Kernel> family : all) {
            Kernel kernel = family.apply(1.5);
            assertThat(kernel.at(0)).isEqualTo(1);
            assertThat(kernel.lengthScale()).isEqualTo(1.5);
            double[] gram = KernelFit.gram(kernel, points);
            for (double value : Spectrum.of(gram, 30).values()) {
                assertThat(value).as(kernel.toString()).isGreaterThan(-1e-12);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> family.apply(0))
                    .withMessage("lengthScale must be finite and more than 0, got 0.0");
        }
    }

    @Test
    void takes_distances_between_inputs_past_one_block() {
        double[] inputs = RandomPoints.normal(300 * 5, 2);
        double[] distances = Distances.between(inputs, 0, 300, inputs, 5);
        for (int[] pair : new int[][] {{0, 299}, {128, 127}, {200, 256}}) {
            double squares = 0;
            for (int f = 0; f < 5; f++) {
                squares += Math.pow(inputs[pair[0] * 5 + f] - inputs[pair[1] * 5 + f], 2);
            }
            assertThat(distances[pair[0] * 300 + pair[1]]).isCloseTo(Math.sqrt(squares), within(1e-13));
        }
        assertThat(distances[301 * 17]).as("an input from itself").isZero();
    }

    @Test
    void takes_the_median_distance_between_different_points() {
        assertThat(Distances.median(new Points(new double[] {0, 1, 5}, 1, new double[3], 1)))
                .isEqualTo(4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Distances.median(new Points(new double[] {2, 2}, 1, new double[2], 1)))
                .withMessage("points must lie at 2 places at least, got 2 at one");
    }
}
