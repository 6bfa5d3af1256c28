package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeated tokens, trigger bigrams and the language of known entropy. */
class TokenTasksTest {

    private static final int LENGTH = 40;

    /** The L + 1 tokens of one sequence. */
    private static int[] tokens(Examples examples, int sequence) {
        int length = examples.features();
        int[] tokens = new int[length + 1];
        for (int t = 0; t < length; t++) {
            tokens[t] = (int) examples.inputs()[sequence * length + t];
            tokens[t + 1] = examples.labels()[sequence * length + t];
        }
        return tokens;
    }

    private static KnownEntropyLanguage language(
            long language, int symbols, int order, double concentration, Sequences sequences) {
        return new KnownEntropyLanguage(
                language, new KnownEntropyLanguage.Chain(symbols, order, concentration, 0), sequences);
    }

    @Test
    void the_second_half_repeats_the_first_and_the_first_is_uniform() {
        RepeatedTokens task = new RepeatedTokens(7, new Sequences(LENGTH, 2_000, 50));
        Split split = task.split(2);
        int[] counts = new int[7];
        for (int i = 0; i < 2_000; i++) {
            int[] tokens = tokens(split.train(), i);
            assertThat(Arrays.copyOfRange(tokens, task.period(), tokens.length))
                    .containsExactly(Arrays.copyOf(tokens, tokens.length - task.period()));
            Arrays.stream(tokens, 0, task.period()).forEach(token -> counts[token]++);
        }
        for (int count : counts) {
            assertThat(count / 40_000.0).isCloseTo(1 / 7.0, within(4.5 * Math.sqrt(6 / 49.0 / 40_000)));
        }
        assertThat(tokens(split.test(), 0)).isNotEqualTo(tokens(split.train(), 0));
    }

    @Test
    void triggers_are_followed_by_their_followers_and_other_tokens_by_the_table() {
        TriggerBigrams task = new TriggerBigrams(6, 2, 0, new Sequences(LENGTH, 1_500, 2));
        TransitionTable table = task.table();
        Examples train = task.split(1).train();
        double[] seen = new double[36];
        Set<String> drawn = new HashSet<>();
        for (int i = 0; i < 1_500; i++) {
            TriggerBigrams.Triggers own = task.trainTriggers(1, i);
            drawn.add(Arrays.toString(own.tokens()) + Arrays.toString(own.followers()));
            assertThat(own.tokens()).doesNotHaveDuplicates().hasSize(2).doesNotContain(own.followers());
            int[] tokens = tokens(train, i);
            for (int t = 0; t < LENGTH; t++) {
                int follower = own.follower(tokens[t]);
                if (follower >= 0) {
                    assertThat(tokens[t + 1]).isEqualTo(follower);
                } else {
                    seen[tokens[t] * 6 + tokens[t + 1]]++;
                }
            }
        }
        assertThat(drawn).hasSizeGreaterThan(20);
        for (int i = 0; i < 36; i++) {
            double times = Arrays.stream(seen, i / 6 * 6, i / 6 * 6 + 6).sum();
            double p = table.probabilities()[i];
            assertThat(seen[i] / times).isCloseTo(p, within(1e-12 + 4.5 * Math.sqrt(p * (1 - p) / times)));
        }
    }

    @Test
    void test_sequences_have_triggers_of_their_own() {
        TriggerBigrams task = new TriggerBigrams(20, 4, 0.5, new Sequences(LENGTH, 50, 50));
        Split split = task.split(6);
        int followed = 0;
        for (int i = 0; i < 50; i++) {
            TriggerBigrams.Triggers own = task.testTriggers(6, i);
            int[] tokens = tokens(split.test(), i);
            for (int t = 0; t < LENGTH; t++) {
                int follower = own.follower(tokens[t]);
                assertThat(tokens[t + 1]).isEqualTo(follower >= 0 ? follower : tokens[t + 1]);
                followed += follower >= 0 ? 1 : 0;
            }
        }
        assertThat(followed).isGreaterThan(500); // a third of 2,000: a trigger, its follower, a coin
        assertThat(tokens(split.test(), 0)).isNotEqualTo(tokens(split.train(), 0));
    }

    /** After a token that is no trigger, b of the time a trigger comes for burstiness alone. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 0.9})
    void burstiness_brings_the_sequences_own_triggers(double burstiness) {
        int count = 2_000;
        TriggerBigrams task = new TriggerBigrams(20, 3, burstiness, new Sequences(LENGTH, count, 2));
        TransitionTable table = task.table();
        Examples train = task.split(8).train();
        double expected = 0;
        double variance = 0;
        int seen = 0;
        for (int i = 0; i < count; i++) {
            TriggerBigrams.Triggers own = task.trainTriggers(8, i);
            int[] tokens = tokens(train, i);
            for (int t = 0; t < LENGTH; t++) {
                if (own.follower(tokens[t]) < 0) {
                    double byTable = 0;
                    for (int trigger : own.tokens()) {
                        byTable += table.probability(tokens[t], trigger);
                    }
                    double p = burstiness + (1 - burstiness) * byTable;
                    expected += p;
                    variance += p * (1 - p);
                    seen += own.follower(tokens[t + 1]) >= 0 ? 1 : 0;
                }
            }
        }
        assertThat(seen).isCloseTo((int) expected, within((int) (4.5 * Math.sqrt(variance))));
    }

    /** The loss of who knows the language, and of who knows how often tokens come alone, on sequences of it. */
    @Test
    void the_language_has_the_entropy_that_it_says() {
        KnownEntropyLanguage task = language(3, 4, 2, 0.5, new Sequences(50, 4_000, 10));
        TransitionTable table = task.table();
        Examples train = task.split(5).train();
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 4_000; i++) {
            int[] tokens = tokens(train, i);
            double loss = 0;
            for (int t = 1; t < 50; t++) {
                loss -= Math.log(table.probability(tokens[t - 1] * 4 + tokens[t], tokens[t + 1])) / 49;
            }
            sum += loss / 4_000;
            squares += loss * loss / 4_000;
        }
        double error = Math.sqrt((squares - sum * sum) / 4_000);
        assertThat(sum).isCloseTo(task.entropyRate(), within(4 * error));
        assertThat(error).isLessThan(0.003);
        assertThat(task.entropyRate()).isBetween(0.3, 1.2);
        assertThat(task.table()).usingRecursiveComparison().isEqualTo(table);
        assertThat(language(4, 4, 2, 0.5, task.sequences()).entropyRate()).isNotEqualTo(task.entropyRate());
    }

    @Test
    void a_seed_names_the_same_sequences_on_every_machine_and_larger_draws_begin_with_smaller() {
        Sequences few = new Sequences(12, 9, 3);
        Sequences more = new Sequences(12, 14, 4);
        assertDraws(
                new RepeatedTokens(9, few),
                new RepeatedTokens(9, more),
                "7dacc09757bb1bf65df668e513f1e91615e71b125e68416ca774edec0ad04f0f");
        assertDraws(
                new TriggerBigrams(9, 2, 0.2, few),
                new TriggerBigrams(9, 2, 0.2, more),
                "fb303434ae222e6bf38d22976cae8906384ec0d1cd5caaaef521b04d7253ef0f");
        assertDraws(
                language(1, 3, 2, 1, few),
                language(1, 3, 2, 1, more),
                "36a46a2f24c8cd613a5d6b0b4d6cb45f6adf8499232bde13b6584836a8dd1fe6");
    }

    private static void assertDraws(Task few, Task more, String fingerprint) {
        Split small = few.split(0);
        Split large = more.split(0);
        assertThat(Fingerprint.sha256(small)).isEqualTo(fingerprint);
        assertThat(large.train().first(9).inputs())
                .containsExactly(small.train().inputs());
        assertThat(large.test().first(3).labels()).containsExactly(small.test().labels());
        assertThat(few.split(1).train().inputs()).isNotEqualTo(small.train().inputs());
    }

    @Test
    void settings_have_ranges() {
        Sequences few = new Sequences(12, 9, 3);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepeatedTokens(9, new Sequences(13, 9, 3)))
                .withMessage("length must be even and at least 4, so that the second half repeats the first, got 13");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RepeatedTokens(1, few))
                .withMessage("vocabulary must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TriggerBigrams(9, 9, 0, few))
                .withMessage("triggers must be at most 8 (one token must be none), got 9");
        for (double bad : new double[] {-0.1, 1, Double.NaN}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new TriggerBigrams(9, 2, bad, few))
                    .withMessage("burstiness must be in [0, 1), got " + bad);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TriggerBigrams(9, 0, 0.5, few))
                .withMessage("burstiness must be 0 where there are no triggers, got 0.5; take at least one trigger");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> language(0, 64, 2, 1, few))
                .withMessage(
                        "states^order must be at most 1024 contexts, got 64^2; take fewer states or a lower order");
    }
}
