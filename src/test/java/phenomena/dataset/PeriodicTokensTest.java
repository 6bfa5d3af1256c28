package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PeriodicTokensTest {

    private static final int LENGTH = 12;
    private static final int TRAIN = 6_000;

    private static int[] tokens(Examples examples, int sequence) {
        int[] tokens = new int[LENGTH + 1];
        for (int t = 0; t < LENGTH; t++) {
            tokens[t] = (int) examples.inputs()[sequence * LENGTH + t];
            tokens[t + 1] = examples.labels()[sequence * LENGTH + t];
        }
        return tokens;
    }

    private static boolean repeatsAfter(int period, int[] tokens) {
        return Arrays.equals(
                Arrays.copyOfRange(tokens, period, tokens.length), Arrays.copyOf(tokens, tokens.length - period));
    }

    /** With a thousand tokens, a sequence of 13 repeats at a shorter distance than it was drawn for about once in a million. */
    @Test
    void every_period_is_as_frequent_as_the_others() {
        Examples train = new PeriodicTokens(1_000, 3, 6, new Sequences(LENGTH, TRAIN, 1))
                .split(4)
                .train();
        int[] counts = new int[LENGTH];
        for (int i = 0; i < TRAIN; i++) {
            int period = 1;
            while (!repeatsAfter(period, tokens(train, i))) {
                period++;
            }
            counts[period]++;
        }
        double deviation = Math.sqrt(TRAIN * .25 * .75);
        for (int period = 1; period < LENGTH; period++) {
            boolean drawn = period >= 3 && period <= 6;
            assertThat((double) counts[period])
                    .as("sequences of period " + period)
                    .isCloseTo(drawn ? TRAIN / 4. : 0, within(drawn ? 4.5 * deviation : 0));
        }
    }

    @Test
    void tokens_of_the_first_period_are_uniform() {
        Examples train = new PeriodicTokens(5, 4, 9, new Sequences(LENGTH, TRAIN, 1))
                .split(1)
                .train();
        int[] counts = new int[5];
        for (int i = 0; i < TRAIN; i++) {
            Arrays.stream(tokens(train, i), 0, 4).forEach(token -> counts[token]++);
        }
        for (int count : counts) {
            assertThat(count / (4. * TRAIN)).isCloseTo(.2, within(4.5 * Math.sqrt(.2 * .8 / (4 * TRAIN))));
        }
    }

    @Test
    void a_seed_gives_the_same_sequences_and_a_larger_draw_begins_with_the_smaller() {
        PeriodicTokens small = new PeriodicTokens(9, 3, 6, new Sequences(LENGTH, 4, 3));
        Split split = small.split(2);
        assertThat(small.split(2).train().inputs()).isEqualTo(split.train().inputs());
        assertThat(small.split(3).train().inputs()).isNotEqualTo(split.train().inputs());
        assertThat(tokens(split.test(), 0)).isNotEqualTo(tokens(split.train(), 0));
        Examples more = new PeriodicTokens(9, 3, 6, new Sequences(LENGTH, 7, 3))
                .split(2)
                .train();
        assertThat(Arrays.copyOf(more.inputs(), 4 * LENGTH))
                .isEqualTo(split.train().inputs());
    }

    @Test
    void periods_repeat_something() {
        Sequences sequences = new Sequences(LENGTH, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeriodicTokens(9, 1, 6, sequences))
                .withMessage("shortest must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeriodicTokens(9, 6, 5, sequences))
                .withMessage("longest must be at least 6, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeriodicTokens(9, 3, 11, sequences))
                .withMessage(
                        "longest must be at most 10 (two less than the length, so that something is repeated), got 11");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeriodicTokens(1, 3, 6, sequences))
                .withMessage("vocabulary must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeriodicTokens(9, 3, 6, null))
                .withMessageContaining("sequences");
    }
}
