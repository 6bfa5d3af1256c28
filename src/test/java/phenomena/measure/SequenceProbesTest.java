package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.MarkovChains;
import phenomena.dataset.Sequences;
import phenomena.dataset.Split;
import phenomena.theory.InContext;

/** What is read off the logits of sequences. */
class SequenceProbesTest {

    private static final int LENGTH = 12;
    private static final int STATES = 3;
    private static final Split SPLIT =
            MarkovChains.flat(STATES, new Sequences(LENGTH, 1, 5)).split(3);

    private static HandMadeObservation saying(double[] logits) {
        HandMadeObservation observation = new HandMadeObservation(SPLIT);
        observation.test.put(0, logits);
        observation.step = 9;
        return observation;
    }

    private static int[] tokens(int sequence) {
        int[] tokens = new int[LENGTH];
        for (int t = 0; t < LENGTH; t++) {
            tokens[t] = (int) SPLIT.test().inputs()[sequence * LENGTH + t];
        }
        return tokens;
    }

    /** The logits of who says what an estimator says, with something added that softmax does not see. */
    private static double[] logits(InContext estimator) {
        double[] logits = new double[SPLIT.test().labels().length * STATES];
        for (int i = 0; i < logits.length; i++) {
            int row = i / STATES;
            logits[i] = 7 + row + Math.log(estimator.predictions(tokens(row / LENGTH))[i % (LENGTH * STATES)]);
        }
        return logits;
    }

    @Test
    void an_estimator_is_at_no_distance_from_itself_and_at_some_from_the_others() {
        List<String> names = List.of("unigram", "bigram", "trigram");
        for (int order = 0; order < names.size(); order++) {
            Map<String, Double> read =
                    saying(logits(new InContext(STATES, order, 0.5))).read(new EstimatorDistance(2, 0.5));
            assertThat(read).hasSize(4);
            for (String other : names) {
                double distance = read.get("0 9 test distance to " + other);
                assertThat(distance > 1e-3).isEqualTo(!other.equals(names.get(order)));
                assertThat(distance).isGreaterThan(-1e-12);
            }
        }
    }

    /** What says nothing is at ln K − H from each estimator, H the mean entropy of what it says. */
    @Test
    void distances_from_what_says_nothing_are_known() {
        Map<String, Double> read =
                saying(new double[SPLIT.test().labels().length * STATES]).read(new EstimatorDistance(1, 1));
        double expected = Math.log(STATES);
        int n = SPLIT.test().labels().length;
        for (int sequence = 0; sequence < SPLIT.test().size(); sequence++) {
            for (double p : InContext.bigram(STATES, 1).predictions(tokens(sequence))) {
                expected += p * Math.log(p) / n;
            }
        }
        assertThat(read.get("0 9 test distance to bigram")).isCloseTo(expected, within(1e-12));
        assertThat(read.get("0 9 test distance to uniform")).isCloseTo(0, within(1e-12));
        assertThat(read)
                .containsOnlyKeys(
                        "0 9 test distance to uniform", "0 9 test distance to unigram", "0 9 test distance to bigram");
    }

    @Test
    void at_the_end_the_estimators_own_losses_are_read() {
        InContext bigram = InContext.bigram(STATES, 1);
        HandMadeObservation observation = saying(logits(bigram));
        observation.last = true;
        Map<String, Double> read = observation.read(new EstimatorDistance(1, 1));
        double own = Arrays.stream(PositionLoss.test(observation, 0)).average().orElseThrow();
        assertThat(read.get("0 9 test loss of bigram")).isCloseTo(own, within(1e-12));
        assertThat(read.get("0 9 test loss of uniform")).isCloseTo(Math.log(STATES), within(1e-12));
        assertThat(read).containsKey("0 9 test loss of unigram");
        assertThat(read.get("0 9 test excess over bigram")).isCloseTo(0, within(1e-12));
        assertThat(read.get("0 9 test error of excess over bigram")).isCloseTo(0, within(1e-12));
    }

    /** Equal odds lose the same on each sequence, so that the error is that of the network's own mean. */
    @Test
    void the_excess_over_an_estimator_comes_with_its_standard_error() {
        HandMadeObservation observation = saying(logits(InContext.bigram(STATES, 1)));
        observation.last = true;
        Map<String, Double> read = observation.read(new EstimatorDistance(1, 1));
        int n = SPLIT.test().size();
        double[] means = IntStream.range(0, n)
                .mapToDouble(i -> Arrays.stream(InContext.bigram(STATES, 1).losses(withLabel(i)))
                        .average()
                        .orElseThrow())
                .toArray();
        double mean = Arrays.stream(means).average().orElseThrow();
        double variance = Arrays.stream(means).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
        assertThat(read.get("0 9 test excess over uniform")).isCloseTo(mean - Math.log(STATES), within(1e-12));
        assertThat(read.get("0 9 test error of excess over uniform")).isCloseTo(Math.sqrt(variance / n), within(1e-12));
    }

    /** A sequence's tokens and the one that follows the last. */
    private static int[] withLabel(int sequence) {
        int[] tokens = Arrays.copyOf(tokens(sequence), LENGTH + 1);
        tokens[LENGTH] = SPLIT.test().labels()[(sequence + 1) * LENGTH - 1];
        return tokens;
    }

    @Test
    void losses_stand_at_the_tokens_that_are_predicted() {
        double[] logits = logits(InContext.bigram(STATES, 1));
        double expected = 0;
        for (int sequence = 0; sequence < SPLIT.test().size(); sequence++) {
            int label = SPLIT.test().labels()[sequence * LENGTH + 3]; // the token after the fourth
            double p = InContext.bigram(STATES, 1).predictions(tokens(sequence))[3 * STATES + label];
            expected -= Math.log(p) / SPLIT.test().size();
        }
        Map<String, Double> read = saying(logits).read(new PositionLoss(List.of(2, 5, LENGTH + 1)));
        assertThat(read).hasSize(3);
        assertThat(read.get("0 9 test loss token 5")).isCloseTo(expected, within(1e-12));
        assertThat(read.get("0 9 test loss token 2")).isCloseTo(Math.log(STATES), within(1e-12)); // nothing seen twice
        assertThat(saying(logits).read(new InContextScore(2, 5)).get("0 9 test in-context score"))
                .isCloseTo(expected - Math.log(STATES), within(1e-12));
    }

    @Test
    void refuses_tokens_that_are_not_there_and_examples_that_are_no_sequences() {
        assertThat(InContextScore.olsson()).isEqualTo(new InContextScore(50, 500));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InContextScore(1, 5))
                .withMessage("early must be at least 2, the first token that is predicted, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InContextScore(5, 5))
                .withMessage("late must be above early, 5, got 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PositionLoss(List.of()))
                .withMessage("tokens must be at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> saying(logits(InContext.bigram(STATES, 1))).read(new InContextScore(2, LENGTH + 2)))
                .withMessage(
                        "a token whose loss is asked for must be at most number 13, the last of a sequence, got 14");
        assertThatIllegalArgumentException().isThrownBy(() -> new EstimatorDistance(1, 0));
        Examples single = HandMadeObservation.labelled(2, new int[] {0, 1}, new int[] {0, 1});
        HandMadeObservation images = new HandMadeObservation(new Split(
                new Examples(new float[4], new long[] {2}, single.labels(), single.labels(), 2),
                new Examples(new float[4], new long[] {2}, single.labels(), single.labels(), 2)));
        images.test.put(0, new double[4]);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> images.read(new EstimatorDistance(1, 1)))
                .withMessage(
                        "examples must be sequences of tokens with a label for each, got inputs of shape [2] with 1"
                                + " labels; give the task sequences, such as MarkovChains");
    }
}
