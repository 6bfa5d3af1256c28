package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnalyticAdditionTest {

    /** Logits of the full table, {@code (p², p)}, example {@code a p + b}. */
    private static double[] logits(AnalyticAddition addition, Precision precision) {
        int p = addition.modulus();
        double[] pairs = new double[2 * p * p];
        Arrays.setAll(pairs, i -> i % 2 == 0 ? i / 2 / p : i / 2 % p);
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network =
                    Network.of(manager, TokenMlp.quadratic(addition.width()), precision, new long[] {2}, p, 1);
            NDList outputs = EnginePass.forward(
                    manager, precision, network, List.of(addition.row()), pairs, new Shape(1, (long) p * p, 2));
            return EnginePass.doubles(outputs.get(0));
        }
    }

    private static double accuracy(double[] logits, int p) {
        int right = 0;
        for (int pair = 0; pair < p * p; pair++) {
            int best = 0;
            for (int c = 1; c < p; c++) {
                best = logits[pair * p + c] > logits[pair * p + best] ? c : best;
            }
            right += best == (pair / p + pair % p) % p ? 1 : 0;
        }
        return (double) right / (p * p);
    }

    @ParameterizedTest
    @CsvSource({"97,500", "97,288", "113,512", "15,42", "3,6"})
    void gets_every_pair_of_the_table_right(int p, int width) {
        for (Precision precision : Precision.values()) {
            assertThat(accuracy(logits(new AnalyticAddition(p, width), precision), p))
                    .as("%s", precision)
                    .isEqualTo(1);
        }
    }

    @Test
    void logits_are_the_sums_one_hot_vector_less_its_mean() {
        int p = 31;
        double[] logits = logits(new AnalyticAddition(p, 100), Precision.FLOAT64);
        for (int i = 0; i < logits.length; i++) {
            int pair = i / p;
            double peak = i % p == (pair / p + pair % p) % p ? 1 : 0;
            assertThat(logits[i]).as("logit %d", i).isCloseTo(peak - 1.0 / p, within(1e-13));
        }
    }

    @Test
    void refuses_even_moduli_and_too_few_neurons() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticAddition(96, 500))
                .withMessage("modulus must be odd and at least 3, got 96");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticAddition(1, 500))
                .withMessage("modulus must be odd and at least 3, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticAddition(97, 287))
                .withMessage("width must be at least 3 (modulus − 1) = 288 for modulus 97, got 287");
    }
}
