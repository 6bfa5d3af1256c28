package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.hipparchus.special.Gamma;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InContextTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    @Test
    void a_sequence_worked_by_hand() {
        int[] tokens = {0, 0, 1, 0};
        assertThat(InContext.unigram(2, 1).predictions(tokens))
                .containsExactly(new double[] {2 / 3.0, 1 / 3.0, .75, .25, .6, .4, 4 / 6.0, 2 / 6.0}, ROUNDING);
        assertThat(InContext.bigram(2, 1).predictions(tokens))
                .containsExactly(new double[] {.5, .5, 2 / 3.0, 1 / 3.0, .5, .5, .5, .5}, ROUNDING);
        assertThat(InContext.bigram(2, 1).losses(tokens))
                .containsExactly(new double[] {Math.log(2), Math.log(3), Math.log(2)}, ROUNDING);
        assertThat(new InContext(2, 2, .5).predictions(new int[] {0, 1, 1, 0, 1}))
                .containsExactly(new double[] {.5, .5, .5, .5, .5, .5, .5, .5, .25, .75}, ROUNDING);
        assertThat(InContext.bigram(5, 1).uniformLoss()).isCloseTo(Math.log(5), ROUNDING);
    }

    @Test
    void losses_are_those_of_the_predictions() {
        int[] tokens = {2, 0, 1, 1, 2, 0, 1, 2, 2, 0};
        for (int order = 0; order < 4; order++) {
            InContext predictor = new InContext(3, order, .7);
            double[] predictions = predictor.predictions(tokens);
            double[] losses = predictor.losses(tokens);
            assertThat(losses).hasSize(9);
            for (int t = 0; t < 9; t++) {
                assertThat(losses[t]).isCloseTo(-Math.log(predictions[t * 3 + tokens[t + 1]]), ROUNDING);
                assertThat(Arrays.stream(predictions, t * 3, t * 3 + 3).sum()).isCloseTo(1, ROUNDING);
            }
        }
    }

    /** ln Γ of all counts at once: the integral of a row's probabilities over its Dirichlet prior. */
    private static double evidence(int[] counts, double alpha) {
        double log = Gamma.logGamma(counts.length * alpha);
        for (int count : counts) {
            log += Gamma.logGamma(count + alpha) - Gamma.logGamma(alpha);
        }
        return log - Gamma.logGamma(Arrays.stream(counts).sum() + counts.length * alpha);
    }

    @ParameterizedTest
    @CsvSource({"2, 0, 1", "3, 1, 1", "4, 1, 0.2", "2, 2, 3"})
    void losses_sum_to_the_evidence_of_the_sequence(int states, int order, double concentration) {
        int[] tokens = new Random(states).ints(200, 0, states).toArray();
        int contexts = (int) Math.pow(states, order);
        int[][] counts = new int[contexts][states];
        for (int t = order; t < tokens.length; t++) {
            int context = 0;
            for (int back = order; back > 0; back--) {
                context = context * states + tokens[t - back];
            }
            counts[context][tokens[t]]++;
        }
        double evidence = 0;
        for (int[] row : counts) {
            evidence += evidence(row, concentration);
        }
        // Tokens without a whole context before them are taken as uniform; the first at order 0 is counted, not lost.
        double uncounted = order == 0 ? Math.log(states) : (order - 1) * -Math.log(states);
        double loss = Arrays.stream(new InContext(states, order, concentration).losses(tokens))
                .sum();
        assertThat(-loss).isCloseTo(evidence + uncounted, within(1e-9));
    }

    private static int[] bits(int code) {
        int[] tokens = new int[8];
        for (int t = 0; t < 8; t++) {
            tokens[t] = code >> t & 1;
        }
        return tokens;
    }

    /** The mean loss at each position over every sequence of 8 tokens of 2 states, each as likely as the predictor says. */
    private static double[] expectedLosses(InContext predictor) {
        double[] expected = new double[7];
        double total = 0;
        for (int code = 0; code < 256; code++) {
            int[] tokens = bits(code);
            double[] losses = predictor.losses(tokens);
            double probability = .5 * Math.exp(-Arrays.stream(losses).sum());
            total += probability;
            for (int t = 0; t < 7; t++) {
                expected[t] += probability * losses[t];
            }
        }
        assertThat(total).isCloseTo(1, ROUNDING);
        return expected;
    }

    /** Chains from the prior, uniform start, 20,000 sequences, seed 8; every position within 4 standard errors. */
    @ParameterizedTest
    @CsvSource({"1", "0.4"})
    void order_one_expects_what_chains_from_the_prior_cost_it(double concentration) {
        InContext bigram = InContext.bigram(2, concentration);
        double[] expected = expectedLosses(bigram);
        var samples = new StreamingStatistics[7];
        Arrays.setAll(samples, t -> new StreamingStatistics());
        Random random = new Random(8);
        for (double[][] chain : Chains.draw(20_000, 2, concentration, 8)) {
            double[] losses = bigram.losses(Chains.walk(chain, random.nextInt(2), 8, random));
            for (int t = 0; t < 7; t++) {
                samples[t].addValue(losses[t]);
            }
        }
        // After one token nothing was counted: the loss is ln 2 in every sequence.
        assertThat(samples[0].getMin()).isCloseTo(Math.log(2), ROUNDING);
        assertThat(expected[0]).isCloseTo(Math.log(2), ROUNDING);
        for (int t = 1; t < 7; t++) {
            Draws.agree(samples[t], expected[t], 4);
        }
    }

    /** 500 sequences of 100 tokens of 3 states, seed 9, on the same sequences: each gap above 4 standard errors. */
    @Test
    void order_one_with_the_priors_concentration_loses_least_on_chains() {
        InContext[] others = {
            InContext.bigram(3, .5), InContext.bigram(3, 2), InContext.unigram(3, 1), new InContext(3, 2, 1)
        };
        var gaps = new StreamingStatistics[others.length];
        Arrays.setAll(gaps, i -> new StreamingStatistics());
        Random random = new Random(9);
        for (double[][] chain : Chains.draw(500, 3, 1, 9)) {
            int[] tokens = Chains.walk(chain, random.nextInt(3), 100, random);
            double best = Arrays.stream(InContext.bigram(3, 1).losses(tokens)).sum();
            for (int i = 0; i < others.length; i++) {
                gaps[i].addValue(Arrays.stream(others[i].losses(tokens)).sum() - best);
            }
        }
        for (var gap : gaps) {
            assertThat(gap.getMean()).isGreaterThan(4 * gap.getStandardDeviation() / Math.sqrt(gap.getN()));
        }
    }

    /**
     * Sequences of 8 tokens from a stationary start: what their true probability, averaged over 10,000 chains (seed 10), gains
     * on order 1, and the bound. The bound's own mean is .1293 within 4 standard errors.
     */
    @Test
    void a_stationary_start_is_worth_less_than_its_bound() {
        InContext bigram = InContext.bigram(2, 1);
        double[][][] chains = Chains.draw(10_000, 2, 1, 10);
        double gain = 0;
        double bound = 0;
        double[] weights = new double[256];
        for (double[][] chain : chains) {
            MarkovChain known = new MarkovChain(chain);
            double[] stationary = known.stationary();
            bound += (Math.log(2) - known.stationaryEntropy()) / chains.length;
            for (int code = 0; code < 256; code++) {
                double probability = stationary[code & 1];
                for (int t = 1; t < 8; t++) {
                    probability *= chain[code >> t - 1 & 1][code >> t & 1];
                }
                weights[code] += probability / chains.length;
            }
        }
        for (int code = 0; code < 256; code++) {
            int[] tokens = bits(code);
            double counted = Arrays.stream(bigram.losses(tokens)).sum() + Math.log(2);
            gain += weights[code] * (counted + Math.log(weights[code]));
        }
        assertThat(bound).isCloseTo(.1293, within(.006));
        assertThat(gain).isPositive().isLessThan(bound);
    }

    @Test
    void refuses_what_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InContext(64, 4, 1))
                .withMessage("states^(order + 1) counts must be at most 16777216, got 64^5: take a lower order");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InContext.bigram(2, 1).predictions(new int[] {0, 2}))
                .withMessage("token must be in 0 … 1, got 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InContext.bigram(1, 1))
                .withMessage("states must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InContext.bigram(2, 1).losses(new int[0]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InContext.bigram(2, 1).losses(new int[] {0, 5}));
        assertThatIllegalArgumentException().isThrownBy(() -> InContext.bigram(2, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new InContext(2, -1, 1));
    }
}
