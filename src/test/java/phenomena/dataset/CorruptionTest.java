package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorruptionTest {

    private static final int K = 10;

    /** Images of 2 channels and 3 × 4 pixels, every value of them different. */
    private static final Split COLOURED = new Split(coloured(50, 0), coloured(20, 10_000));

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 0.15, 0.333, 0.5, 1})
    void flips_exactly_the_requested_fraction(double fraction) {
        Split clean = new Mnist1d(1000, 100).split(2);
        int[] before = clean.train().labels().clone();
        Split noisy = new Corruption.LabelNoise(fraction).apply(clean, 2);
        assertThat(noisy.train().labelNoise()).isEqualTo(Math.round(fraction * 1000) / 1000.0);
        assertThat(noisy.train().originalLabels()).isEqualTo(before);
        assertThat(noisy.train().inputs()).isEqualTo(clean.train().inputs());
        assertThat(noisy.test()).isSameAs(clean.test());
        assertThat(clean.train().labels()).isEqualTo(before);
    }

    @Test
    void draws_wrong_labels_uniformly_from_the_other_classes() {
        Examples train = new Corruption.LabelNoise(1)
                .apply(new Mnist1d(90_000, 1).split(0), 0)
                .train();
        int[][] count = new int[K][K];
        for (int i = 0; i < train.size(); i++) {
            count[train.originalLabels()[i]][train.labels()[i]]++;
        }
        // 9,000 of each class over 9 others: 1,000 ± 29.8 each.
        double sigma = Math.sqrt(9000 * (1 / 9.0) * (8 / 9.0));
        for (int from = 0; from < K; from++) {
            assertThat(count[from][from]).isZero();
            for (int to = 0; to < K; to++) {
                if (to != from) {
                    assertThat((double) count[from][to]).isBetween(1000 - 5 * sigma, 1000 + 5 * sigma);
                }
            }
        }
    }

    @Test
    void keeps_the_errors_of_a_smaller_fraction_in_a_larger_one() {
        Split clean = new Mnist1d(500, 1).split(0);
        Examples little = new Corruption.LabelNoise(0.2).apply(clean, 9).train();
        Examples much = new Corruption.LabelNoise(0.6).apply(clean, 9).train();
        for (int i = 0; i < 500; i++) {
            if (little.isCorrupted(i)) {
                assertThat(much.labels()[i]).isEqualTo(little.labels()[i]);
            }
        }
    }

    @Test
    void flips_two_classes() {
        Examples two = new Examples(new float[4], new long[] {1}, new int[] {0, 1, 1, 0}, new int[] {0, 1, 1, 0}, 2);
        assertThat(new Corruption.LabelNoise(1)
                        .apply(new Split(two, two), 0)
                        .train()
                        .labels())
                .containsExactly(1, 0, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.2, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void rejects_a_fraction_outside_its_range(double fraction) {
        assertThatThrownBy(() -> new Corruption.LabelNoise(fraction))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("labelNoise must be in [0, 1], got " + fraction);
    }

    @Test
    void redraws_random_labels_from_all_classes_whatever_the_image() {
        Split clean = new Mnist1d(100_000, 100).split(1);
        Split random = new Corruption.RandomLabels().apply(clean, 1);
        Examples train = random.train();
        int[][] count = new int[K][K];
        for (int i = 0; i < train.size(); i++) {
            count[train.originalLabels()[i]][train.labels()[i]]++;
        }
        // 10,000 of each class over 10: 1,000 ± 30 each, the class itself among them.
        double sigma = Math.sqrt(10_000 * 0.1 * 0.9);
        for (int[] row : count) {
            for (int cell : row) {
                assertThat((double) cell).isBetween(1000 - 5 * sigma, 1000 + 5 * sigma);
            }
        }
        assertThat(train.labelNoise()).isBetween(0.9 - 5 * 0.3 / Math.sqrt(1e5), 0.9 + 5 * 0.3 / Math.sqrt(1e5));
        assertThat(random.test()).isSameAs(clean.test());
    }

    @Test
    void shuffles_all_pixels_by_one_permutation_and_keeps_channels_together() {
        Split shuffled = new Corruption.ShuffledPixels().apply(COLOURED, 3);
        int[] order = order(shuffled.train(), COLOURED.train(), 0);
        assertThat(order).isNotEqualTo(new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});
        for (int i = 0; i < 50; i++) {
            assertThat(order(shuffled.train(), COLOURED.train(), i)).isEqualTo(order);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(order(shuffled.test(), COLOURED.test(), i)).isEqualTo(order);
        }
        assertThat(order(new Corruption.ShuffledPixels().apply(COLOURED, 4).train(), COLOURED.train(), 0))
                .isNotEqualTo(order);
        assertThat(shuffled.train().labels()).isEqualTo(COLOURED.train().labels());
        assertThat(shuffled.train().labelNoise()).isZero();
    }

    @Test
    void shuffles_the_pixels_of_each_image_by_a_permutation_of_its_own() {
        Split shuffled = new Corruption.RandomPixels().apply(COLOURED, 3);
        // 12! permutations: that two of 70 are equal has probability 5e-6.
        long distinct = Stream.concat(
                        IntStream.range(0, 50)
                                .mapToObj(i -> Arrays.toString(order(shuffled.train(), COLOURED.train(), i))),
                        IntStream.range(0, 20)
                                .mapToObj(i -> Arrays.toString(order(shuffled.test(), COLOURED.test(), i))))
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(70);
    }

    @Test
    void permutes_uniformly() {
        // One of four positions ends at each place: in 4,000 images 1,000 ± 27.4 times.
        float[] inputs = new float[4 * 4000];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = i % 4;
        }
        Examples images = new Examples(inputs, new long[] {4}, new int[4000], new int[4000], 2);
        Examples shuffled = new Corruption.RandomPixels()
                .apply(new Split(images, images), 0)
                .train();
        int[][] count = new int[4][4];
        for (int i = 0; i < inputs.length; i++) {
            count[i % 4][(int) shuffled.inputs()[i]]++;
        }
        double sigma = Math.sqrt(4000 * 0.25 * 0.75);
        for (int[] row : count) {
            for (int cell : row) {
                assertThat((double) cell).isBetween(1000 - 5 * sigma, 1000 + 5 * sigma);
            }
        }
    }

    @Test
    void replaces_images_by_noise_with_the_mean_and_variance_of_the_training_images() {
        Split clean = new FashionMnist(1000, 500).split(0);
        Split noise = new Corruption.GaussianPixels().apply(clean, 0);
        double[] expected = moments(clean.train());
        for (Examples examples : new Examples[] {noise.train(), noise.test()}) {
            double n = examples.inputs().length;
            double[] got = moments(examples);
            double sigma = Math.sqrt(expected[1]);
            assertThat(Math.abs(got[0] - expected[0])).isLessThan(5 * sigma / Math.sqrt(n));
            assertThat(Math.abs(got[1] - expected[1])).isLessThan(5 * expected[1] * Math.sqrt(2 / n));
            // A Gaussian's fourth standardised moment is 3, its estimate's variance 96 / n.
            assertThat(Math.abs(got[2] - 3)).isLessThan(5 * Math.sqrt(96 / n));
        }
        assertThat(noise.train().inputs()[0]).isNotEqualTo(noise.test().inputs()[0]);
        assertThat(noise.train().labels()).isEqualTo(clean.train().labels());
        assertThat(noise.train().labelNoise()).isZero();
    }

    @Test
    void gives_one_corruption_to_one_seed() {
        for (Corruption corruption : new Corruption[] {
            new Corruption.LabelNoise(0.5),
            new Corruption.RandomLabels(),
            new Corruption.ShuffledPixels(),
            new Corruption.RandomPixels(),
            new Corruption.GaussianPixels()
        }) {
            String first = Fingerprint.sha256(corruption.apply(COLOURED, 1));
            assertThat(Fingerprint.sha256(corruption.apply(COLOURED, 1))).isEqualTo(first);
            assertThat(Fingerprint.sha256(corruption.apply(COLOURED, 2))).isNotEqualTo(first);
        }
    }

    @Test
    void is_the_same_everywhere() {
        Task task = new Mnist1d(400, 100);
        assertThat(fingerprint(task, new Corruption.LabelNoise(0.15)))
                .isEqualTo("be6f36626607e6ee6fdb7e05f312f44bb691a168f975328fbacda5585e38bbf4");
        assertThat(fingerprint(task, new Corruption.RandomLabels()))
                .isEqualTo("39b4ba7a5b7b21cd19346d6730c919eb9484fdb03962fd70737080f0e18c2db9");
        assertThat(fingerprint(task, new Corruption.ShuffledPixels()))
                .isEqualTo("b0e7bb0b4d0a01508e7ab2f9a14773241be746874c922cbf0efc45640aa29e94");
        assertThat(fingerprint(task, new Corruption.RandomPixels()))
                .isEqualTo("9c547a9285c9a8eccf4c2550ee6e39ea747a0c6aae4b8c94a1b619421c877844");
        assertThat(fingerprint(task, new Corruption.GaussianPixels()))
                .isEqualTo("7c97b1ea6250fc0b2abe46e76c6bff6c19eac5c83785e23f5264767164c8b7c5");
    }

    @Test
    void rejects_a_task_or_a_corruption_that_is_not_given() {
        assertThatThrownBy(() -> new Corrupted(null, new Corruption.RandomLabels()))
                .hasMessage("task must be given, got null");
        assertThatThrownBy(() -> new Corrupted(new Mnist1d(1, 1), null))
                .hasMessage("corruption must be given, got null");
    }

    private static String fingerprint(Task task, Corruption corruption) {
        return Fingerprint.sha256(new Corrupted(task, corruption).split(0));
    }

    private static Examples coloured(int count, int first) {
        float[] inputs = new float[count * 24];
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = first + i;
        }
        return new Examples(inputs, new long[] {2, 3, 4}, new int[count], new int[count], 2);
    }

    /** Which pixel came to each of the 12 places of image {@code i}, the same in both channels. */
    private static int[] order(Examples shuffled, Examples original, int i) {
        int[] order = new int[12];
        for (int j = 0; j < 12; j++) {
            order[j] = (int) (shuffled.inputs()[24 * i + j] - original.inputs()[24 * i]);
            assertThat(shuffled.inputs()[24 * i + 12 + j]).isEqualTo(original.inputs()[24 * i + 12 + order[j]]);
        }
        assertThat(Arrays.stream(order).sorted().toArray()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
        return order;
    }

    /** Mean, variance and fourth standardised moment. */
    private static double[] moments(Examples examples) {
        double mean = 0;
        for (float input : examples.inputs()) {
            mean += input / (double) examples.inputs().length;
        }
        double second = 0;
        double fourth = 0;
        for (float input : examples.inputs()) {
            double square = (input - mean) * (input - mean);
            second += square / examples.inputs().length;
            fourth += square * square / examples.inputs().length;
        }
        return new double[] {mean, second, fourth / (second * second)};
    }
}
