package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.hipparchus.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeakFeaturesTest {

    @Test
    void draws_a_signal_of_the_stated_strength_spread_evenly() {
        WeakFeatures.Drawn drawn = new WeakFeatures(10, 50, 4, 0.25).draw(3);
        assertThat(Vectors.norm(drawn.coefficients())).isCloseTo(2, within(1e-14));
        assertThat(Arrays.stream(drawn.coefficients()).map(Math::abs)).containsOnly(Math.sqrt(4.0 / 50));
        assertThat(drawn.train().size()).isEqualTo(10);
        WeakFeatures.Drawn more = new WeakFeatures(12, 50, 4, 0.25).draw(3);
        assertThat(more.train().inputs()).startsWith(drawn.train().inputs());
        assertThat(more.train().targets()).startsWith(drawn.train().targets());
    }

    @Test
    void knows_the_risk_that_a_large_test_set_estimates() {
        WeakFeatures.Drawn drawn = new WeakFeatures(60, 20, 1, 0.5).draw(1);
        LinearFit fit = new LinearRegression(12, 0.01, true).fit(drawn.train(), 1);
        double[] inputs = RandomPoints.normal(20_000 * 20, 7);
        double[] predicted = fit.predict(inputs, 20);
        DescriptiveStatistics squares = new DescriptiveStatistics();
        for (int i = 0; i < predicted.length; i++) {
            double truth = 0;
            for (int j = 0; j < 20; j++) {
                truth += inputs[i * 20 + j] * drawn.coefficients()[j];
            }
            squares.addValue((predicted[i] - truth) * (predicted[i] - truth));
        }
        double error = squares.getStandardDeviation() / Math.sqrt(20_000);
        assertThat(drawn.risk(fit)).isCloseTo(squares.getMean(), within(4 * error));
        assertThat(drawn.test(fit)).containsEntry("loss", drawn.risk(fit) + 0.5);
    }

    /** Belkin, Hsu and Xu 2020, theorem 1, at n = 40, D = 100, signal 1, noise 0.2; 300 seeds, 4 standard errors. */
    @ParameterizedTest
    @CsvSource({"10", "25", "60", "100"})
    void has_the_risk_of_the_theorem(int p) {
        int n = 40;
        double rest = 1 - p / 100.0 + 0.2;
        double expected = p <= n - 2
                ? rest * (1 + p / (n - p - 1.0)) - 0.2
                : p / 100.0 * (1 - (double) n / p) + rest * (1 + n / (p - n - 1.0)) - 0.2;
        DescriptiveStatistics risks = new DescriptiveStatistics();
        for (int seed = 0; seed < 300; seed++) {
            WeakFeatures.Drawn drawn = new WeakFeatures(n, 100, 1, 0.2).draw(seed);
            risks.addValue(drawn.risk(new LinearRegression(p, 0).fit(drawn.train(), seed)));
        }
        double error = risks.getStandardDeviation() / Math.sqrt(300);
        assertThat(risks.getMean()).isCloseTo(expected, within(4 * error));
    }

    @Test
    void refuses_what_it_cannot_judge_and_what_no_array_holds() {
        WeakFeatures.Drawn drawn = new WeakFeatures(10, 3, 1, 0).draw(0);
        Predictor curved = new RandomReluFeatures(4, 0).fit(drawn.train(), 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> drawn.risk(curved))
                .withMessage("the exact risk must be that of a linear function of 3 inputs, got MappedFit; "
                        + "fit LinearRegression, or measure the error on points drawn under another seed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeakFeatures(1 << 16, 1 << 16, 1, 0))
                .withMessage("examples × features must be at most 2147483647, what an array holds, got 65536 × 65536");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeakFeatures(10, 3, 1, -0.1))
                .withMessage("noise must be finite and at least 0, got -0.1");
    }
}
