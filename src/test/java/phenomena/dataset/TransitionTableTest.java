package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionTableTest {

    private static TransitionTable drawn(int states, int order, double concentration) {
        return TransitionTable.dirichlet(states, order, concentration, Seeds.stream(5, "test"));
    }

    @Test
    void two_states_have_a_known_stationary_distribution_and_entropy() {
        double leave = 0.2;
        double back = 0.7;
        var table = new TransitionTable(2, 1, new double[] {1 - leave, leave, back, 1 - back});
        assertThat(table.stationary()).containsExactly(new double[] {7 / 9.0, 2 / 9.0}, within(1e-15));
        assertThat(table.entropyRate())
                .isCloseTo((7 * binaryEntropy(leave) + 2 * binaryEntropy(back)) / 9, within(1e-15));
        assertThat(table.probability(1, 0)).isEqualTo(back);
    }

    private static double binaryEntropy(double p) {
        return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    /** Also where probabilities are tiny, as small concentrations make them. */
    @ParameterizedTest
    @CsvSource({"2,1,0.1", "3,1,1", "10,1,0.1", "2,2,1", "3,2,0.1", "2,5,0.3", "6,3,1"})
    void one_step_leaves_the_stationary_distribution_as_it_is(int states, int order, double concentration) {
        TransitionTable table = drawn(states, order, concentration);
        double[] before = table.stationary();
        double[] after = new double[before.length];
        for (int context = 0; context < before.length; context++) {
            for (int next = 0; next < states; next++) {
                after[(context * states + next) % before.length] += before[context] * table.probability(context, next);
            }
        }
        assertThat(Arrays.stream(before).sum()).isCloseTo(1, within(1e-12));
        for (int context = 0; context < before.length; context++) {
            assertThat(after[context]).isCloseTo(before[context], within(1e-13));
        }
    }

    @Test
    void a_chain_of_order_2_that_forgets_is_one_of_order_1() {
        TransitionTable one = drawn(3, 1, 1);
        double[] rows = new double[27];
        for (int i = 0; i < 27; i++) {
            rows[i] = one.probabilities()[i % 9];
        }
        var two = new TransitionTable(3, 2, rows);
        assertThat(two.entropyRate()).isCloseTo(one.entropyRate(), within(1e-14));
        for (int context = 0; context < 9; context++) {
            assertThat(two.stationary()[context])
                    .isCloseTo(one.stationary()[context / 3] * one.probabilities()[context], within(1e-14));
        }
    }

    /** Mean 1/K and variance (K − 1) / (K² (K a + 1)) of each entry. */
    @ParameterizedTest
    @CsvSource({"2,0.1", "2,1", "3,0.5", "3,1", "4,7"})
    void rows_are_dirichlet(int states, double concentration) {
        int rows = 20_000;
        double[] sum = new double[states];
        double[] squares = new double[states];
        var random = Seeds.stream(1, "rows");
        for (int i = 0; i < rows / states; i++) {
            double[] table =
                    TransitionTable.dirichlet(states, 1, concentration, random).probabilities();
            for (int j = 0; j < table.length; j++) {
                sum[j % states] += table[j];
                squares[j % states] += (table[j] - 1.0 / states) * (table[j] - 1.0 / states);
            }
        }
        double n = rows / states * states;
        double variance = (states - 1) / (states * states * (states * concentration + 1));
        for (int k = 0; k < states; k++) {
            assertThat(sum[k] / n).isCloseTo(1.0 / states, within(5 * Math.sqrt(variance / n)));
            // A square is in [0, 1] and its variance at most its mean: 5 standard deviations of the mean of squares.
            assertThat(squares[k] / n).isCloseTo(variance, within(5 * Math.sqrt(variance / n)));
        }
    }

    @Test
    void what_is_drawn_has_the_frequencies_of_the_table() {
        TransitionTable table = drawn(3, 2, 1);
        int count = 200_000;
        int[] states = table.draw(table.stationary(), count, Seeds.stream(2, "draw"));
        double[] seen = new double[27];
        for (int i = 2; i < count; i++) {
            seen[(states[i - 2] * 3 + states[i - 1]) * 3 + states[i]]++;
        }
        for (int i = 0; i < 27; i++) {
            double times = seen[i / 3 * 3] + seen[i / 3 * 3 + 1] + seen[i / 3 * 3 + 2];
            double p = table.probabilities()[i];
            assertThat(times / count).isCloseTo(table.stationary()[i / 3], within(0.01));
            assertThat(seen[i] / times).isCloseTo(p, within(4.5 * Math.sqrt(p * (1 - p) / times)));
        }
    }

    @Test
    void rows_must_be_probabilities_of_every_context() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransitionTable(2, 1, new double[] {0.5, 0.5, 0.5}))
                .withMessage("probabilities must be 2 rows of 2, got 3 numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransitionTable(2, 1, new double[] {0.5, 0.5, 0.5, 0.6}))
                .withMessage("probabilities of a context must be at least 0 and of sum 1, got a sum of 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransitionTable(2, 1, new double[] {0.5, 0.5, 1.5, -0.5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TransitionTable(1, 1, new double[] {1}))
                .withMessage("states must be at least 2, got 1");
    }
}
