package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkovChainsTest {

    private static int token(Examples examples, int sequence, int position) {
        return (int) examples.inputs()[sequence * examples.features() + position];
    }

    @Test
    void labels_are_the_next_tokens() {
        Split split = MarkovChains.flat(3, new Sequences(10, 20, 5)).split(1);
        for (Examples examples : new Examples[] {split.train(), split.test()}) {
            assertThat(examples.labelsPerExample()).isEqualTo(10);
            assertThat(examples.originalLabels()).isSameAs(examples.labels());
            for (int i = 0; i < examples.size(); i++) {
                for (int t = 0; t + 1 < 10; t++) {
                    assertThat(examples.labels()[i * 10 + t]).isEqualTo(token(examples, i, t + 1));
                }
            }
        }
        assertThat(split.train().size()).isEqualTo(20);
        assertThat(split.test().size()).isEqualTo(5);
    }

    /**
     * Weighted by how far the stationary distribution is from uniform, the first and the last token are where it says: chains
     * that begin uniform would miss by {@code Σ w²}, some hundred standard deviations.
     */
    @ParameterizedTest
    @CsvSource({"0", "11"})
    void chains_are_stationary_from_their_first_token_on(int position) {
        int count = 20_000;
        MarkovChains task = MarkovChains.flat(2, new Sequences(12, count, 1));
        Examples train = task.split(3).train();
        double miss = 0;
        double variance = 0;
        double missedByUniform = 0;
        for (int i = 0; i < count; i++) {
            double p = task.trainChain(3, i).stationary()[0];
            double weight = p - 0.5;
            miss += weight * ((token(train, i, position) == 0 ? 1 : 0) - p);
            variance += weight * weight * p * (1 - p);
            missedByUniform += weight * weight;
        }
        assertThat(miss).isCloseTo(0, within(4 * Math.sqrt(variance)));
        assertThat(missedByUniform).isGreaterThan(40 * Math.sqrt(variance));
    }

    /** As above, for what follows: each sequence's transitions are those of the chain that is said to be its own. */
    @ParameterizedTest
    @CsvSource({"2,1,1", "3,1,0.4", "2,2,1", "3,3,5"})
    void tokens_follow_one_another_by_their_own_chain(int states, int order, double concentration) {
        int length = 30;
        int count = 3_000;
        MarkovChains task = new MarkovChains(states, order, concentration, new Sequences(length, 1, count));
        Examples test = task.split(4).test();
        double miss = 0;
        double variance = 0;
        double missedByUniform = 0;
        for (int i = 0; i < count; i++) {
            TransitionTable chain = task.testChain(4, i);
            int contexts = chain.stationary().length;
            int context = 0;
            for (int t = 0; t < length; t++) {
                context = (context * states + token(test, i, t)) % contexts;
                if (t + 1 >= order) {
                    double p = chain.probability(context, 0);
                    double weight = p - 1.0 / states;
                    miss += weight * ((test.labels()[i * length + t] == 0 ? 1 : 0) - p);
                    variance += weight * weight * p * (1 - p);
                    missedByUniform += weight * weight;
                }
            }
        }
        assertThat(miss).isCloseTo(0, within(4 * Math.sqrt(variance)));
        assertThat(missedByUniform).isGreaterThan(40 * Math.sqrt(variance));
    }

    @Test
    void larger_and_longer_draws_begin_with_the_smaller_and_shorter() {
        Examples small = MarkovChains.flat(3, new Sequences(10, 20, 5)).split(1).train();
        Examples large = MarkovChains.flat(3, new Sequences(10, 50, 9)).split(1).train();
        assertThat(Arrays.copyOf(large.inputs(), 200)).containsExactly(small.inputs());
        assertThat(Arrays.copyOf(large.labels(), 200)).containsExactly(small.labels());
        Examples longer =
                MarkovChains.flat(3, new Sequences(15, 20, 5)).split(1).train();
        for (int i = 0; i < 20; i++) {
            for (int t = 0; t < 10; t++) {
                assertThat(token(longer, i, t)).isEqualTo(token(small, i, t));
            }
        }
    }

    @Test
    void a_seed_names_the_same_sequences_on_every_machine() {
        MarkovChains small = new MarkovChains(3, 2, 0.5, new Sequences(20, 30, 10));
        assertThat(Fingerprint.sha256(small.split(0)))
                .isEqualTo("b5c719fe1a695bd3d2f4eb403e04f07581a4636c19e3089d42789de447009dfd");
        assertThat(small.split(1).train().inputs())
                .isNotEqualTo(small.split(0).train().inputs());
        assertThat(small.trainChain(0, 0).probabilities())
                .isNotEqualTo(small.testChain(0, 0).probabilities());
    }

    @Test
    void settings_have_ranges() {
        Sequences few = new Sequences(10, 2, 2);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovChains(1, 1, 1, few))
                .withMessage("states must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovChains(3, 0, 1, few))
                .withMessage("order must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovChains(4, 5, 1, few))
                .withMessage("states^order must be at most 256 contexts, got 4^5; take fewer states or a lower order");
        for (double bad : new double[] {0, 0.09, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MarkovChains(2, 1, bad, few))
                    .withMessage("concentration must be in [0.1, 1000.0], got " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MarkovChains.flat(2, null))
                .withMessage("sequences must be given, got null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequences(1, 2, 2))
                .withMessage("length must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Sequences(1024, 1 << 19, 2))
                .withMessage("train must be at most 262144 (1 GiB of inputs at length 1024), got 524288");
    }
}
