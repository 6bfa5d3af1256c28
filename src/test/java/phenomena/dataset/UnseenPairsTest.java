package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnseenPairsTest {

    private static final int LENGTH = 12;
    private static final int TOKENS = 6;

    private static Split split(int shortest, int longest) {
        return new UnseenPairs(new PeriodicTokens(TOKENS, shortest, longest, new Sequences(LENGTH, 400, 300))).split(3);
    }

    /** Pairs of neighbours, as {@code K · first + second}. */
    private static Set<Integer> pairs(Examples examples) {
        Set<Integer> pairs = new HashSet<>();
        for (int i = 0; i < examples.labels().length; i++) {
            pairs.add(TOKENS * (int) examples.inputs()[i] + examples.labels()[i]);
        }
        return pairs;
    }

    /** Each half of 3 has 9 pairs to train on; across them there are 18, all of which come at test. */
    @Test
    void no_pair_of_the_test_is_trained_on_where_periods_are_even() {
        Split split = split(4, 4);
        assertThat(pairs(split.train())).hasSize(18).doesNotContainAnyElementsOf(pairs(split.test()));
        assertThat(pairs(split.test())).hasSize(18);
    }

    @Test
    void sequences_repeat_as_periodic_tokens_do() {
        Examples test = split(5, 5).test();
        for (int i = 0; i < test.size(); i++) {
            for (int t = 5; t < LENGTH; t++) {
                assertThat(test.inputs()[i * LENGTH + t]).isEqualTo(test.inputs()[i * LENGTH + t - 5]);
            }
        }
    }

    @Test
    void a_vocabulary_has_two_halves() {
        Sequences sequences = new Sequences(LENGTH, 1, 1);
        for (int vocabulary : new int[] {2, 7}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new UnseenPairs(new PeriodicTokens(vocabulary, 3, 6, sequences)))
                    .withMessage(
                            "vocabulary must be even and at least 4, so that each half has pairs, got " + vocabulary);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new UnseenPairs(null))
                .withMessage("tokens must be given, got null");
    }
}
