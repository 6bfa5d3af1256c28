package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class Mnist1dTest {

    /** Generated examples of each digit that the moments in {@code mnist1d-moments.csv} average over. */
    private static final int REFERENCE = 50_000;

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(new Mnist1d(4000, 1000).split(0)))
                .isEqualTo("32d6d09ab76101f7a0dbfdd036608f2ec06d9934c107c3d96d35d824d500d187");
    }

    /**
     * Per digit and position j: the mean of x[j], of x[j]² and of x[j] x[j + 2] (j + 2 modulo 40), before
     * standardisation. The reference moments were made with NumPy 2.4.6 and SciPy 1.17.1 (gaussian_filter, interp1d) from
     * the transforms of github.com/greydanus/mnist1d, mnist1d/transform.py, with seed 1. The bound of 5.5 σ of the
     * difference (20,000 examples of each digit here, seed 0) is one in 20,000 for 1,200 moments together.
     */
    @Test
    void has_the_moments_of_the_original() throws IOException {
        int perClass = 20_000;
        Examples examples = new Mnist1d(10 * perClass, 1).split(0).train();
        for (String line : moments()) {
            String[] cells = line.split(",");
            int digit = Integer.parseInt(cells[0]);
            int j = Integer.parseInt(cells[1]);
            double[] sum = new double[3];
            double[] squares = new double[3];
            for (int i = digit; i < examples.size(); i += 10) {
                double x = raw(examples, i, j);
                double[] moment = {x, x * x, x * raw(examples, i, (j + 2) % 40)};
                for (int m = 0; m < 3; m++) {
                    sum[m] += moment[m];
                    squares[m] += moment[m] * moment[m];
                }
            }
            for (int m = 0; m < 3; m++) {
                double mean = sum[m] / perClass;
                double variance = squares[m] / perClass - mean * mean;
                double sigma = Math.sqrt(variance * (1.0 / perClass + 1.0 / REFERENCE));
                assertThat(Math.abs(mean - Double.parseDouble(cells[2 + m])) / sigma)
                        .as("moment %d of digit %d at %d, in σ", m, digit, j)
                        .isLessThan(5.5);
            }
        }
    }

    @Test
    void is_standardised() {
        float[] inputs = new Mnist1d(50_000, 1).split(4).train().inputs();
        double sum = 0;
        double squares = 0;
        for (float input : inputs) {
            sum += input;
            squares += (double) input * input;
        }
        assertThat(sum / inputs.length).isBetween(-0.01, 0.01);
        assertThat(squares / inputs.length).isBetween(0.99, 1.01);
    }

    @Test
    void cycles_through_the_digits() {
        Split split = new Mnist1d(25, 10).split(3);
        for (int i = 0; i < 25; i++) {
            assertThat(split.train().labels()[i]).isEqualTo(i % 10);
        }
        assertThat(split.train().inputShape()).containsExactly(40);
        assertThat(split.train().labelNoise()).isZero();
    }

    @Test
    void gives_other_examples_to_another_seed_and_to_the_test_set() {
        Split first = new Mnist1d(10, 10).split(0);
        assertThat(first.train().inputs())
                .isEqualTo(new Mnist1d(10, 10).split(0).train().inputs());
        assertThat(first.train().inputs()).isNotEqualTo(first.test().inputs());
        assertThat(first.train().inputs())
                .isNotEqualTo(new Mnist1d(10, 10).split(1).train().inputs());
    }

    @Test
    void grows_by_any_number_of_examples_and_keeps_the_test_set() {
        Split large = new Mnist1d(104, 30).split(5);
        for (int n : new int[] {1, 7, 33, 103}) {
            Split small = new Mnist1d(n, 30).split(5);
            assertThat(small.train().inputs())
                    .isEqualTo(Arrays.copyOf(large.train().inputs(), n * 40));
            assertThat(small.train().labels())
                    .isEqualTo(Arrays.copyOf(large.train().labels(), n));
            assertThat(small.test().inputs()).isEqualTo(large.test().inputs());
            assertThat(small.test().labels()).isEqualTo(large.test().labels());
        }
    }

    @Test
    void rejects_counts_outside_their_range() {
        assertThatThrownBy(() -> new Mnist1d(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train must be at least 1, got 0");
        assertThatThrownBy(() -> new Mnist1d(1, Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test must be at most 10000000 (1.6 GB of inputs), got 2147483647");
    }

    private static double raw(Examples examples, int i, int j) {
        return examples.inputs()[i * 40 + j] * Mnist1d.DEVIATION + Mnist1d.MEAN;
    }

    private static List<String> moments() throws IOException {
        try (InputStream csv = Mnist1dTest.class.getResourceAsStream("mnist1d-moments.csv")) {
            List<String> lines = new String(csv.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(lines).hasSize(401);
            return lines.subList(1, lines.size());
        }
    }
}
