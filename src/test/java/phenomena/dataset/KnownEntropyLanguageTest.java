package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.KnownEntropyLanguage.Chain;

class KnownEntropyLanguageTest {

    private static final Sequences FEW = new Sequences(3, 4, 5);

    /** With a high concentration every row is nearly what all are drawn around. */
    @Test
    void symbols_are_as_frequent_as_a_power_of_their_rank() {
        TransitionTable table = new KnownEntropyLanguage(1, new Chain(8, 1, 1000, 1.5), FEW).table();
        double[] frequencies = table.stationary();
        double sum = 0;
        for (int k = 1; k <= 8; k++) {
            sum += Math.pow(k, -1.5);
        }
        for (int k = 1; k <= 8; k++) {
            double q = Math.pow(k, -1.5) / sum;
            double deviation = Math.sqrt(q * (1 - q) / 8001); // of one entry of a row
            assertThat(frequencies[k - 1]).isCloseTo(q, within(4 * deviation));
            assertThat(table.probability(k - 1, 7)).isCloseTo(Math.pow(8, -1.5) / sum, within(4 * deviation));
        }
    }

    /** H(x₀ … x_L) over all sequences there are, each with its probability. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void the_least_loss_is_the_entropy_of_whole_sequences_given_their_first_token(int order) {
        int length = 3; // so that at order 5 no context is ever whole
        KnownEntropyLanguage task = new KnownEntropyLanguage(2, new Chain(3, order, 0.4, 0.5), FEW);
        TransitionTable table = task.table();
        double[] stationary = table.stationary();
        double[] whole = new double[81];
        double[] first = new double[3];
        for (int i = 0; i < stationary.length * 81; i++) { // a context, then more tokens than asked for
            int context = i / 81;
            double p = stationary[context];
            long tokens = context;
            for (int t = 27; t > 0; t /= 3) {
                int next = i % 81 / t % 3;
                p *= table.probability(context, next);
                context = (context * 3 + next) % stationary.length;
                tokens = tokens * 3 + next;
            }
            whole[(int) (tokens / Math.round(Math.pow(3, order)))] += p; // of order + 4 tokens the first four
            first[(int) (tokens / Math.round(Math.pow(3, order + 3)))] += p;
        }
        assertThat(task.leastLoss()).isCloseTo((entropy(whole) - entropy(first)) / length, within(1e-12));
        if (order == 1) {
            assertThat(task.leastLoss()).isCloseTo(task.entropyRate(), within(1e-12));
        } else {
            assertThat(task.leastLoss()).isGreaterThan(task.entropyRate() + 1e-3);
        }
    }

    private static double entropy(double[] probabilities) {
        return Arrays.stream(probabilities)
                .map(p -> p == 0 ? 0 : -p * Math.log(p))
                .sum();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void who_knows_the_language_has_the_entropy_rate_for_a_loss(int order) {
        var task = new KnownEntropyLanguage(3, new Chain(12, order, 0.2, 1), new Sequences(20, 10, 3_000));
        double[] losses = task.knownLosses(7);
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance =
                Arrays.stream(losses).map(x -> (x - mean) * (x - mean)).sum() / 2_999;
        double error = Math.sqrt(variance / 3_000);
        assertThat(mean).isCloseTo(task.entropyRate(), within(4 * error));
        assertThat(error).isLessThan(0.005);
        assertThat(task.withTrain(50).knownLosses(7)).containsExactly(losses);
    }

    @Test
    void larger_draws_begin_with_smaller_and_keep_the_test() {
        var task = new KnownEntropyLanguage(1, new Chain(3, 2, 1, 1), FEW);
        Split more = task.withTrain(9).split(2);
        Split few = task.split(2);
        assertThat(more.train().first(4).inputs()).containsExactly(few.train().inputs());
        assertThat(more.train().size()).isEqualTo(9);
        assertThat(more.test().labels()).containsExactly(few.test().labels());
    }

    @Test
    void settings_have_ranges() {
        for (double zipf : new double[] {-0.1, 2.1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Chain(4, 1, 1, zipf))
                    .withMessage("zipf must be in [0, 2.0], got " + zipf);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KnownEntropyLanguage(1, null, FEW))
                .withMessage("chain must be given, got null");
    }
}
