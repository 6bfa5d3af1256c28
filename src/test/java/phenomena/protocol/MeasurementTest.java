package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.measure.Loss;

class MeasurementTest {

    private static List<Integer> steps(int pointsPerDecade, int steps) {
        return new Measurement(List.of(new Loss()), pointsPerDecade, List.of(), Measurement.ALL).measuredSteps(steps);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,1000", "12,40", "12,6000", "12,200000", "1000,50", "7,2147483647"})
    void steps_begin_at_0_end_at_the_last_and_ascend(int pointsPerDecade, int last) {
        List<Integer> measured = steps(pointsPerDecade, last);
        assertThat(measured)
                .startsWith(0)
                .endsWith(last)
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void steps_are_evenly_spaced_in_the_logarithm() {
        assertThat(steps(1, 5_000)).containsExactly(0, 1, 10, 100, 1_000, 5_000);
        assertThat(steps(3, 100)).containsExactly(0, 1, 2, 5, 10, 22, 46, 100); // 10^(i/3): 2.15, 4.64, 21.5, 46.4
        List<Integer> twelve = steps(12, 100_000);
        for (int decade : new int[] {100, 1_000, 10_000}) {
            assertThat(twelve.stream().filter(step -> step >= decade && step < 10 * decade))
                    .as("from %d", decade)
                    .hasSize(12);
        }
        for (int i = 1; i < twelve.size(); i++) {
            if (twelve.get(i) >= 1_000 && twelve.get(i) < 100_000) {
                // Rounded to whole steps, so off by up to 1/1000.
                assertThat((double) twelve.get(i) / twelve.get(i - 1)).isBetween(1.2115 - 0.0025, 1.2115 + 0.0025);
            }
        }
    }

    @Test
    void every_step_is_measured_where_points_are_dense() {
        assertThat(steps(1000, 30)).hasSize(31);
        assertThat(steps(12, 1)).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1001})
    void points_per_decade_have_a_range(int bad) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> steps(bad, 10))
                .withMessage("pointsPerDecade must be in [1, 1000], got " + bad);
    }

    @Test
    void something_must_be_measured() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(List.of(), 12, List.of(), Measurement.ALL))
                .withMessage("probes must be at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measurement(List.of(new Loss()), 12, List.of(), 0))
                .withMessage("trainExamples must be at least 1, got 0");
    }
}
