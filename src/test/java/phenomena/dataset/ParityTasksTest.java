package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParityTasksTest {

    @Test
    void frequencies_fall_as_the_rank_to_the_power_of_minus_alpha_minus_one() {
        double[] frequencies = new ParityTasks(500, 100, 3, 0.4).frequencies();
        assertThat(frequencies).hasSize(500);
        assertThat(Arrays.stream(frequencies).sum()).isCloseTo(1, within(1e-12));
        for (int r = 1; r <= 500; r++) {
            assertThat(frequencies[r - 1] / frequencies[0]).isCloseTo(Math.pow(r, -1.4), within(1e-12));
        }
        assertThat(new ParityTasks(3, 5, 2, 1).frequencies()) // 1, 1/4, 1/9 of 49/36
                .containsExactly(new double[] {36 / 49., 9 / 49., 4 / 49.}, within(1e-15));
    }

    @Test
    void subsets_are_different_ascending_and_those_of_the_seed() {
        ParityTasks parities = new ParityTasks(100, 50, 3, 0.4);
        int[][] subsets = parities.subsets(1);
        Set<List<Integer>> different = new HashSet<>();
        for (int[] subset : subsets) {
            assertThat(subset).hasSize(3).isSorted().doesNotHaveDuplicates();
            assertThat(subset[0]).isNotNegative();
            assertThat(subset[2]).isLessThan(50);
            different.add(Arrays.stream(subset).boxed().toList());
        }
        assertThat(different).hasSize(100);
        assertThat(parities.subsets(1)).isDeepEqualTo(subsets);
        assertThat(Arrays.deepEquals(parities.subsets(2), subsets)).isFalse();
        assertThat(new ParityTasks(7, 50, 3, 2).subsets(1))
                .as("fewer tasks have the same subsets")
                .isDeepEqualTo(Arrays.copyOf(subsets, 7));
    }

    @Test
    void all_subsets_there_are_can_be_tasks() {
        assertThat(new ParityTasks(10, 5, 2, 1).subsets(3)).hasDimensions(10, 2);
        assertThat(new ParityTasks(1, 4, 4, 1).subsets(3)).isDeepEqualTo(new int[][] {{0, 1, 2, 3}});
    }

    @ParameterizedTest
    @CsvSource({
        "0,5,2,1,'tasks must be at least 1, got 0'",
        "1,5,6,1,'k must be at most 5 (the number of bits), got 6'",
        "1,5,0,1,'k must be at least 1, got 0'",
        "1,1001,3,1,'bits must be at most 1000 (values of an input), got 1001'",
        "1,5,2,0,'alpha must be in (0, 10], got 0.0'",
        "1,5,2,NaN,'alpha must be in (0, 10], got NaN'",
        "11,5,2,1,'tasks must be at most 10, the subsets of 2 of 5 bits, got 11; take more bits or fewer tasks'",
        "121,10,7,1,'tasks must be at most 120, the subsets of 7 of 10 bits, got 121; take more bits or fewer tasks'"
    })
    void rejects_what_is_no_set_of_tasks(int tasks, int bits, int k, double alpha, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ParityTasks(tasks, bits, k, alpha))
                .withMessage(message);
    }

    @Test
    void inputs_must_begin_with_a_task() {
        for (float task : new float[] {-1, 2, 0.5f}) {
            float[] inputs = {1, 1, task, 1};
            Examples examples = new Examples(inputs, new long[] {2}, new int[2], new int[2], 2);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ParityTasks.asked(examples, 2))
                    .withMessage("the first value of an input must be its task, a whole number in [0, 2), got " + task
                            + " in example 1; take a SparseParity task with as many tasks");
        }
    }
}
