package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagePoolTest {

    private static final Standardisation UNIT = new Standardisation(new double[] {0.5}, new double[] {0.25});

    @TempDir
    private Path folder;

    @Test
    void draws_each_image_at_most_once() {
        int[] drawn = images(95).balancedDraw(95, Seeds.stream(1, "test"));
        assertThat(Arrays.stream(drawn).sorted().toArray())
                .isEqualTo(IntStream.range(0, 95).toArray());
    }

    @Test
    void balances_every_prefix_until_a_class_runs_out() {
        // Labels 0 … 4 have ten images, labels 5 … 9 nine.
        Images images = images(95);
        int[] drawn = images.balancedDraw(95, Seeds.stream(2, "test"));
        int[] count = new int[10];
        for (int i = 0; i < 90; i++) {
            count[images.labels()[drawn[i]]]++;
            int most = Arrays.stream(count).max().orElseThrow();
            int least = Arrays.stream(count).min().orElseThrow();
            assertThat(most - least).isLessThanOrEqualTo(1);
        }
    }

    @Test
    void begins_a_longer_draw_with_the_shorter_one() {
        int[] longer = images(95).balancedDraw(60, Seeds.stream(3, "test"));
        assertThat(images(95).balancedDraw(17, Seeds.stream(3, "test"))).isEqualTo(Arrays.copyOf(longer, 17));
    }

    @Test
    void draws_every_image_equally_often() {
        // 20 of 100 images, two of the ten of each class, in 2,000 draws: each is drawn 400 ± 17.9 times.
        int[] times = new int[100];
        for (int seed = 0; seed < 2000; seed++) {
            for (int i : images(100).balancedDraw(20, Seeds.stream(seed, "test"))) {
                times[i]++;
            }
        }
        double sigma = Math.sqrt(2000 * 0.2 * 0.8);
        for (int count : times) {
            assertThat((double) count).isBetween(400 - 5 * sigma, 400 + 5 * sigma);
        }
    }

    @Test
    void standardises_unsigned_bytes() {
        Images images = new Images(new byte[] {0, (byte) 255, 51, (byte) 204}, new long[] {1, 1, 2}, new byte[] {7, 3});
        Examples examples = images.standardised(new int[] {1, 0}, UNIT);
        assertThat(examples.inputs()).containsExactly(-1.2f, 1.2f, -2f, 2f);
        assertThat(examples.labels()).containsExactly(3, 7);
        assertThat(examples.originalLabels()).containsExactly(3, 7);
    }

    @Test
    void reads_a_folder_of_checked_files_and_draws_train_from_train_and_test_from_test() throws IOException {
        List<String> sha = ImageFiles.writeIdxFolder(folder, 40, 20);
        ImagePool pool = IdxFiles.in(folder, sha, "").read();
        Split split = pool.draw(40, 20, 5, UNIT);
        // Image i is filled from byte i on: the training set holds 0 … 39, the test set 0 … 19.
        assertThat(firstBytes(split.train())).isEqualTo(IntStream.range(0, 40).toArray());
        assertThat(firstBytes(split.test())).isEqualTo(IntStream.range(0, 20).toArray());
        assertThat(split.train().inputShape()).containsExactly(1, 4, 5);
        assertThatThrownBy(() -> pool.draw(41, 20, 5, UNIT))
                .isInstanceOf(DataException.class)
                .hasMessage("the data hold 40 training and 20 test images, asked for 41 and 20; ask for fewer");
    }

    @Test
    void rejects_a_file_with_another_checksum_and_a_missing_one() throws IOException {
        List<String> sha = ImageFiles.writeIdxFolder(folder, 40, 20);
        Path labels = folder.resolve("t10k-labels-idx1-ubyte");
        byte[] tampered = ImageFiles.idxLabels(20);
        tampered[12] ^= 1;
        Files.write(labels, tampered);
        assertThatThrownBy(() -> IdxFiles.in(folder, sha, "restore it").read())
                .isInstanceOf(DataException.class)
                .hasMessage(labels + " must have, uncompressed, the SHA-256 " + sha.get(3) + ", got "
                        + ImageFiles.sha256(tampered) + "; restore it");
        Files.delete(labels);
        assertThatThrownBy(() -> IdxFiles.in(folder, sha, "restore it").read())
                .isInstanceOf(DataException.class)
                .hasMessage(folder + " must hold t10k-labels-idx1-ubyte or t10k-labels-idx1-ubyte.gz, got neither;"
                        + " restore it");
    }

    @Test
    void rejects_labels_out_of_range_and_images_without_labels() {
        assertThatThrownBy(() -> new Images(new byte[2], new long[] {1, 1, 1}, new byte[] {1, 10}))
                .isInstanceOf(DataException.class)
                .hasMessage("labels must be in [0, 10), got 10");
        assertThatThrownBy(() -> new Images(new byte[3], new long[] {1, 1, 1}, new byte[] {1, 2}))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("there must be as many images as labels");
    }

    @Test
    void reads_a_source_once_from_many_threads_and_again_after_a_failure() {
        AtomicInteger reads = new AtomicInteger();
        String source = "made up for this test";
        assertThatThrownBy(() -> ImagePool.of(source, () -> {
                    throw new DataException("not there");
                }))
                .isInstanceOf(DataException.class);
        long distinct = IntStream.range(0, 64)
                .parallel()
                .mapToObj(i -> ImagePool.of(source, () -> {
                    reads.incrementAndGet();
                    return new ImagePool(images(10), images(10));
                }))
                .distinct()
                .count();
        assertThat(distinct).isEqualTo(1);
        assertThat(reads).hasValue(1);
    }

    private static int[] firstBytes(Examples examples) {
        return IntStream.range(0, examples.size())
                .map(i -> Math.round((examples.inputs()[i * examples.features()] * 0.25f + 0.5f) * 255))
                .sorted()
                .toArray();
    }

    private static Images images(int count) {
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 10);
        }
        return new Images(new byte[count], new long[] {1, 1, 1}, labels);
    }
}
