package phenomena.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeakFeaturesRiskTest {

    private static final Offset<Double> ROUNDING = within(1e-12);
    private static final WeakFeaturesRisk MODEL = new WeakFeaturesRisk(20, 60, 2, .5);

    /** The excess risk of one fit to the first {@code used} features of fresh examples. */
    private static double excess(double[] beta, int examples, int used, double noise, double penalty, Random random) {
        double[][] inputs = Draws.rows(examples, beta.length, random);
        double[] targets = Draws.gaussian(examples, Math.sqrt(noise), random);
        for (int i = 0; i < examples; i++) {
            targets[i] += Draws.dot(inputs[i], beta);
        }
        double[] fit = Draws.leastSquares(inputs, targets, used, penalty);
        double sum = 0;
        for (int j = 0; j < beta.length; j++) {
            double difference = beta[j] - (j < used ? fit[j] : 0);
            sum += difference * difference;
        }
        return sum;
    }

    /** 1,000 fits each, seed = p; within 4 standard errors. Every β is as good as any of its norm over a random subset. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 12, 30, 45, 60})
    void agrees_with_fits_to_a_random_subset_of_features(int used) {
        Random random = new Random(used);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < 1000; draw++) {
            double[] beta = Draws.gaussian(60, 1, random);
            double scale = Math.sqrt(MODEL.signal() / Draws.dot(beta, beta));
            for (int j = 0; j < beta.length; j++) {
                beta[j] *= scale;
            }
            sample.addValue(excess(beta, 20, used, MODEL.noise(), 0, random));
        }
        Draws.agree(sample, MODEL.used(used).excess(), 4);
    }

    /** β of unequal entries, the used ones 8 of 9 parts of the signal; 1,000 fits each, seed 7; within 4 standard errors. */
    @ParameterizedTest
    @ValueSource(ints = {6, 25})
    void agrees_with_fits_to_given_features(int used) {
        double[] beta = new double[40];
        beta[0] = 2;
        beta[5] = -2;
        beta[39] = 1;
        Random random = new Random(7);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < 1000; draw++) {
            sample.addValue(excess(beta, 14, used, .3, 0, random));
        }
        Draws.agree(sample, WeakFeaturesRisk.of(14, used, 8, 1, .3).excess(), 4);
    }

    /** Noise of features that are not seen, and ridge; 1,000 fits each, seed = p; within 4 standard errors. */
    @ParameterizedTest
    @ValueSource(ints = {10, 40, 60})
    void agrees_with_ridge_on_a_random_subset(int used) {
        WeakFeaturesRisk model = new WeakFeaturesRisk(40, 60, 2, .5);
        double penalty = model.optimalPenalty(used);
        double[] beta = new double[60];
        Arrays.fill(beta, Math.sqrt(2 / 60.0));
        Random random = new Random(used);
        var sample = new StreamingStatistics();
        for (int draw = 0; draw < 1000; draw++) {
            sample.addValue(excess(beta, 40, used, model.noise(), 40 * penalty, random));
        }
        Draws.agree(sample, model.ridge(used, penalty).excess(), 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {19, 20, 21})
    void is_infinite_where_features_are_as_many_as_examples(int used) {
        assertThat(MODEL.used(used).prediction()).isInfinite();
        assertThat(new WeakFeaturesRisk(20, used, 2, 0).used(used).prediction())
                .as("nothing unseen and no noise")
                .isCloseTo(used == 21 ? 2 * (1 - 20 / 21.0) : 0, ROUNDING);
    }

    /** Corollary 1 as it is printed, with both parts of p put together. */
    @ParameterizedTest
    @CsvSource({"22", "30", "59", "60"})
    void is_the_corollary_beyond_the_peak(int p) {
        double n = 20;
        double d = 60;
        double printed = 2 * (1 - n / d * (2 - (d - n - 1) / (p - n - 1))) + .5 * (1 + n / (p - n - 1));
        assertThat(MODEL.used(p).prediction()).isCloseTo(printed, ROUNDING);
    }

    @Test
    void without_features_predicts_nothing() {
        assertThat(MODEL.used(0)).isEqualTo(new Risk(2, 0, .5));
        assertThat(MODEL.ridge(0, 1)).isEqualTo(new Risk(2, 0, .5));
        assertThat(new WeakFeaturesRisk(1, 3, 2, .5).used(0).excess()).isEqualTo(2);
    }

    @Test
    void ridge_without_penalty_is_least_squares() {
        for (int used : new int[] {3, 20, 45}) {
            assertThat(MODEL.ridge(used, 0).excess()).isEqualTo(MODEL.used(used).excess());
        }
    }

    @Test
    void with_every_feature_is_the_inverse_wishart_mean() {
        assertThat(new WeakFeaturesRisk(20, 10, 2, .5).used(10)).isEqualTo(new Risk(0, .5 * 10 / 9, .5));
        assertThat(new WeakFeaturesRisk(20, 10, 2, .5).used(10).prediction()).isCloseTo(.5 * (1 + 10 / 9.0), ROUNDING);
    }

    @Test
    void at_the_optimal_penalty_every_further_feature_helps() {
        for (int used = 1; used < 60; used++) {
            assertThat(new RidgeRisk(2 * (used + 1) / 60.0, 2 * (59 - used) / 60.0 + .5)
                            .optimal((used + 1) / 20.0)
                            .prediction())
                    .isLessThan(new RidgeRisk(2 * used / 60.0, 2 * (60 - used) / 60.0 + .5)
                            .optimal(used / 20.0)
                            .prediction());
        }
    }

    @Test
    void refuses_what_is_no_setting() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MODEL.used(61))
                .withMessage("used features must be in 0 … 60, got 61");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeakFeaturesRisk(0, 1, 1, 1))
                .withMessage("examples must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeakFeaturesRisk(1, 1, -1, 1))
                .withMessage("signal must be a finite number, at least 0, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.optimalPenalty(0));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.ridge(3, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> WeakFeaturesRisk.of(3, 1, 1, Double.NaN, 1));
    }
}
