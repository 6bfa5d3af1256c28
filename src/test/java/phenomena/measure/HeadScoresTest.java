package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.dataset.Split;
import phenomena.model.Decoder;
import phenomena.model.Decoder.Positions;

class HeadScoresTest {

    private static final int LENGTH = 16;
    private static final HeadScores PROBE = new HeadScores(LENGTH, 3);

    private static HandMadeObservation observation(int vocabulary, HandMadeHeads.Pattern pattern) {
        Examples any = new Examples(new float[] {0, 1}, new long[] {2}, new int[] {1, 0}, new int[] {1, 0}, vocabulary);
        HandMadeObservation observation = new HandMadeObservation(new Split(any, any));
        observation.step = 4;
        observation.heads = new HandMadeHeads(Decoder.attentionOnly(2, 4, 2, Positions.NONE), pattern);
        return observation;
    }

    private static double uniform(int layer, int head, int[] tokens, int query, int key) {
        return key <= query ? 1.0 / (query + 1) : 0;
    }

    /** All attention on one earlier position of those that the head looks for. */
    private static double perfect(int layer, int head, int[] tokens, int query, int key) {
        int period = tokens.length / 2;
        int sought =
                layer == 0 && head == 0 ? query - 1 : layer == 1 && head == 1 ? query - period + 1 : query - period;
        return key == Math.max(0, sought) ? 1 : 0;
    }

    @Test
    void perfect_patterns_score_1_in_what_they_do() {
        Map<String, Double> read = observation(40_000, HeadScoresTest::perfect).read(PROBE);
        assertThat(read)
                .containsEntry("0 4  previous token layer 0 head 0", 1.0)
                .containsEntry("0 4  prefix matching layer 1 head 1", 1.0)
                .containsEntry("0 4  duplicate token layer 0 head 1", 1.0)
                .containsEntry("0 4  prefix matching layer 0 head 0", 0.0)
                .containsEntry("0 4  duplicate token layer 1 head 1", 0.0)
                .hasSize(3 * 5);
    }

    /** Of distinct tokens, query i finds one of i + 1 keys: sums of a harmonic series. */
    @Test
    void a_uniform_causal_pattern_has_its_analytic_scores() {
        float[] drawn = new RepeatedTokens(40_000, new Sequences(LENGTH, 1, 3))
                .split(0)
                .test()
                .inputs();
        for (int from = 0; from < drawn.length; from += LENGTH) {
            float[] half = Arrays.copyOfRange(drawn, from, from + LENGTH / 2);
            for (int i = 0; i < half.length; i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(half[i]).isNotEqualTo(half[j]);
                }
            }
        }
        double late = 0;
        double all = 0;
        for (int i = 1; i < LENGTH; i++) {
            late += i >= LENGTH / 2 ? 1.0 / (i + 1) / (LENGTH / 2) : 0;
            all += 1.0 / (i + 1) / (LENGTH - 1);
        }
        Map<String, Double> read = observation(40_000, HeadScoresTest::uniform).read(PROBE);
        for (String unit : new String[] {"layer 0 head 0", "layer 1 head 1", "uniform"}) {
            assertThat(read.get("0 4  prefix matching " + unit)).isCloseTo(late, within(1e-12));
            assertThat(read.get("0 4  duplicate token " + unit)).isCloseTo(late, within(1e-12));
            assertThat(read.get("0 4  previous token " + unit)).isCloseTo(all, within(1e-12));
        }
    }

    /** A head that finds every earlier occurrence, of which a small alphabet has many, is as perfect as one that finds the last. */
    @Test
    void attention_shared_among_all_matches_counts_whole() {
        Map<String, Double> read = observation(2, (layer, head, tokens, query, key) -> {
                    int matches = 0;
                    for (int j = 1; j <= query; j++) {
                        matches += tokens[j - 1] == tokens[query] ? 1 : 0;
                    }
                    return key > 0 && key <= query && tokens[key - 1] == tokens[query] ? 1.0 / matches : 0;
                })
                .read(PROBE);
        assertThat(read.get("0 4  prefix matching layer 0 head 0")).isCloseTo(1, within(1e-12));
        assertThat(read.get("0 4  prefix matching uniform")).isBetween(0.3, 0.7);
    }

    @Test
    void refuses_what_cannot_repeat_or_be_seen() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadScores(7, 3))
                .withMessageStartingWith("length must be even and at least 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HeadScores(8, 0))
                .withMessage("test must be at least 1, got 0");
        HandMadeObservation blind = observation(2, HeadScoresTest::uniform);
        blind.heads = null;
        assertThatThrownBy(() -> blind.read(PROBE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("attention must be shown by the architecture, got one without: use a Decoder");
    }
}
