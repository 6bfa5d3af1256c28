package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkovChainTest {

    private static final Offset<Double> ROUNDING = within(1e-12);

    private static MarkovChain two(double leave, double enter) {
        return new MarkovChain(new double[][] {{1 - leave, leave}, {enter, 1 - enter}});
    }

    private static double binary(double p) {
        return -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    }

    @Test
    void two_states_worked_by_hand() {
        MarkovChain chain = two(.1, .3);
        assertThat(chain.stationary()).containsExactly(new double[] {.75, .25}, ROUNDING);
        assertThat(chain.entropyRate()).isCloseTo(.75 * binary(.1) + .25 * binary(.3), ROUNDING);
        assertThat(chain.stationaryEntropy()).isCloseTo(binary(.25), ROUNDING);
    }

    @Test
    void a_cycle_visits_all_alike_and_has_no_entropy() {
        MarkovChain cycle = new MarkovChain(new double[][] {{0, 1, 0}, {0, 0, 1}, {1, 0, 0}});
        assertThat(cycle.stationary()).containsExactly(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, ROUNDING);
        assertThat(cycle.entropyRate()).isZero();
        assertThat(cycle.stationaryEntropy()).isCloseTo(Math.log(3), ROUNDING);
    }

    @Test
    void a_state_that_is_left_for_good_has_no_weight() {
        MarkovChain chain = new MarkovChain(new double[][] {{.5, .25, .25}, {0, .1, .9}, {0, .9, .1}});
        assertThat(chain.stationary()).containsExactly(new double[] {0, .5, .5}, ROUNDING);
        assertThat(new MarkovChain(new double[][] {{1}}).entropyRate()).isZero();
    }

    @Test
    void a_drawn_chain_of_fifty_states_keeps_its_distribution() {
        double[][] rows = Chains.draw(1, 50, .05, 4)[0];
        double[] stationary = new MarkovChain(rows).stationary();
        double sum = 0;
        for (int j = 0; j < 50; j++) {
            double after = 0;
            for (int i = 0; i < 50; i++) {
                after += stationary[i] * rows[i][j];
            }
            assertThat(after).isCloseTo(stationary[j], ROUNDING);
            sum += stationary[j];
        }
        assertThat(sum).isCloseTo(1, ROUNDING);
    }

    /** 100 walks of 2,000 steps after 100 to forget the start, one chain of 4 states, seed 5; within 4 standard errors. */
    @Test
    void the_entropy_rate_is_what_a_walk_loses_in_the_long_run() {
        double[][] rows = Chains.draw(1, 4, 1, 5)[0];
        MarkovChain chain = new MarkovChain(rows);
        double[] stationary = chain.stationary();
        Random random = new Random(5);
        var pairs = new StreamingStatistics();
        var tokens = new StreamingStatistics();
        for (int walk = 0; walk < 100; walk++) {
            int[] steps = Chains.walk(rows, 0, 2100, random);
            double pairLoss = 0;
            double tokenLoss = 0;
            for (int t = 100; t < 2100; t++) {
                pairLoss -= Math.log(rows[steps[t - 1]][steps[t]]);
                tokenLoss -= Math.log(stationary[steps[t]]);
            }
            pairs.addValue(pairLoss / 2000);
            tokens.addValue(tokenLoss / 2000);
        }
        Draws.agree(pairs, chain.entropyRate(), 4);
        Draws.agree(tokens, chain.stationaryEntropy(), 4);
    }

    /** 20,000 rows each, seed = k; within 4 standard errors. */
    @ParameterizedTest
    @CsvSource({"2, 1", "3, 1", "8, 0.3", "5, 4"})
    void the_mean_entropy_of_a_row_is_that_of_drawn_rows(int states, double concentration) {
        var sample = new StreamingStatistics();
        for (double[][] chain : Chains.draw(20_000 / states, states, concentration, states)) {
            for (double[] row : chain) {
                double entropy = 0;
                for (double p : row) {
                    entropy -= p == 0 ? 0 : p * Math.log(p);
                }
                sample.addValue(entropy);
            }
        }
        Draws.agree(sample, MarkovChain.expectedRowEntropy(states, concentration), 4);
    }

    /** 5,000 chains of 2 states, seed 6: entropy rate below a row's entropy by more than 4 standard errors. */
    @Test
    void the_entropy_rate_is_below_the_mean_entropy_of_a_row() {
        assertThat(MarkovChain.expectedRowEntropy(2, 1)).isCloseTo(.5, ROUNDING);
        assertThat(MarkovChain.expectedRowEntropy(1, 1)).isCloseTo(0, ROUNDING);
        var rates = new StreamingStatistics();
        for (double[][] chain : Chains.draw(5000, 2, 1, 6)) {
            rates.addValue(new MarkovChain(chain).entropyRate());
        }
        assertThat(rates.getMean() + 4 * rates.getStandardDeviation() / Math.sqrt(5000))
                .isLessThan(.5);
    }

    @Test
    void keeps_its_rows_to_itself() {
        double[][] rows = {{.5, .5}, {.5, .5}};
        MarkovChain chain = new MarkovChain(rows);
        rows[0][0] = 7;
        chain.transition()[1][1] = 7;
        assertThat(chain.transition()).isDeepEqualTo(new double[][] {{.5, .5}, {.5, .5}});
    }

    @Test
    void refuses_what_is_no_chain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two(0, 0).stationary())
                .withMessageStartingWith("the chain must have one stationary distribution");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovChain(new double[][] {{.5, .4}, {1, 0}}))
                .withMessageStartingWith("row 0 of transition must sum to 1, got 0.9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MarkovChain(new double[][] {{1}, {1}}))
                .withMessage("transition must be square, got 2 rows and 1 columns in row 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two(1.5, .5))
                .withMessage("probability in row 0 must be a finite number, at least 0, got -0.5");
        assertThatIllegalArgumentException().isThrownBy(() -> new MarkovChain(new double[0][]));
        assertThatIllegalArgumentException().isThrownBy(() -> MarkovChain.expectedRowEntropy(2, 0));
    }
}
