package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionMnistTest {

    @TempDir
    private Path folder;

    @AfterEach
    void unset() {
        System.clearProperty("PHENOMENA_FASHION_MNIST");
    }

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(new FashionMnist(2000, 1000).split(0)))
                .isEqualTo("9a3546c837bb5957b5f086704736647ea9bc3a52d1aab47b20a271705cfa09b2");
    }

    @Test
    void ships_ten_thousand_and_two_thousand_different_images() {
        Split split = new FashionMnist(10_000, 2_000).split(1);
        assertThat(split.train().inputShape()).containsExactly(1, 28, 28);
        Set<String> images = new HashSet<>();
        for (Examples examples : new Examples[] {split.train(), split.test()}) {
            for (int i = 0; i < examples.size(); i++) {
                images.add(bits(examples, i));
            }
        }
        // Of the official images, 10,000 and 2,000 of which are shipped, none is in both and none comes twice.
        assertThat(images).hasSize(12_000);
    }

    @Test
    void standardises_by_constants() {
        Examples train = new FashionMnist(10_000, 1).split(0).train();
        double sum = 0;
        double squares = 0;
        float least = 0;
        for (float input : train.inputs()) {
            sum += input;
            squares += (double) input * input;
            least = Math.min(least, input);
        }
        // The constants are those of 60,000 images; these are a sixth of them.
        assertThat(sum / train.inputs().length).isBetween(-0.02, 0.02);
        assertThat(squares / train.inputs().length).isBetween(0.98, 1.02);
        assertThat(least).isEqualTo((float) (-0.28604 / 0.35302));
    }

    @Test
    void draws_balanced_classes_and_begins_a_larger_draw_with_a_smaller_one() {
        Examples small = new FashionMnist(200, 50).split(7).train();
        Examples large = new FashionMnist(1003, 2000).split(7).train();
        assertThat(counts(small)).containsOnly(20);
        assertThat(counts(large)).containsOnly(100, 101);
        for (int i = 0; i < small.size(); i++) {
            assertThat(bits(large, i)).isEqualTo(bits(small, i));
        }
    }

    @Test
    void grows_by_any_number_of_images_and_keeps_the_test_set() {
        Split large = new FashionMnist(104, 30).split(5);
        for (int n : new int[] {1, 7, 33, 103}) {
            Split small = new FashionMnist(n, 30).split(5);
            assertThat(small.train().inputs())
                    .isEqualTo(Arrays.copyOf(large.train().inputs(), n * 784));
            assertThat(small.train().labels())
                    .isEqualTo(Arrays.copyOf(large.train().labels(), n));
            assertThat(small.test().inputs()).isEqualTo(large.test().inputs());
            assertThat(small.test().labels()).isEqualTo(large.test().labels());
        }
    }

    @Test
    void gives_other_images_to_another_seed() {
        String first = Fingerprint.sha256(new FashionMnist(20, 20).split(0));
        assertThat(Fingerprint.sha256(new FashionMnist(20, 20).split(0))).isEqualTo(first);
        assertThat(Fingerprint.sha256(new FashionMnist(20, 20).split(1))).isNotEqualTo(first);
    }

    @Test
    void uses_the_shipped_subset_whatever_else_is_there() {
        String shipped = Fingerprint.sha256(new FashionMnist(10, 10).split(0));
        System.setProperty("PHENOMENA_FASHION_MNIST", folder.toString());
        assertThat(Fingerprint.sha256(new FashionMnist(10, 10).split(0))).isEqualTo(shipped);
        assertThatThrownBy(() -> new FashionMnist(10_001, 10).split(0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder + " must hold train-images-idx3-ubyte or train-images-idx3-ubyte.gz");
        assertThatThrownBy(() -> new FashionMnist(10, 2_001).split(0)).isInstanceOf(DataException.class);
    }

    @Test
    void accepts_no_other_files_as_the_full_set() throws IOException {
        ImageFiles.writeIdxFolder(folder, 20, 10);
        System.setProperty("PHENOMENA_FASHION_MNIST", folder.toString());
        assertThatThrownBy(() -> new FashionMnist(60_000, 10_000).split(0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("train-images-idx3-ubyte.gz")
                        + " must have, uncompressed, the SHA-256 c59f468a2f67");
    }

    @Test
    void says_how_to_get_the_full_set() {
        assertThatThrownBy(() -> new FashionMnist(20_000, 10).full(Optional.empty(), folder.resolve("none")))
                .isInstanceOf(DataException.class)
                .hasMessage("the subset in data/fashion-mnist has 10000 training and 2000 test images, asked for 20000"
                        + " and 10; for all 70,000 install Debian's package dataset-fashion-mnist, or download the four"
                        + " files from https://github.com/zalandoresearch/fashion-mnist and set PHENOMENA_FASHION_MNIST"
                        + " to their folder");
    }

    @Test
    void rejects_a_shipped_file_that_was_changed_or_cut() throws IOException {
        Path data = DataFolder.find().resolve("fashion-mnist");
        Path copy = Files.createDirectory(folder.resolve("fashion-mnist"));
        for (String name : IdxFiles.NAMES) {
            Files.copy(data.resolve(name + ".gz"), copy.resolve(name + ".gz"));
        }
        assertThat(FashionMnist.shipped(folder).read().train().size()).isEqualTo(10_000);

        Path images = copy.resolve("t10k-images-idx3-ubyte.gz");
        byte[] bytes = Files.readAllBytes(images);
        bytes[bytes.length / 2] ^= 1;
        Files.write(images, bytes);
        assertRejected(images);
        bytes[bytes.length / 2] ^= 1;
        Files.write(images, Arrays.copyOf(bytes, bytes.length / 2));
        assertRejected(images);
    }

    private void assertRejected(Path file) {
        assertThatThrownBy(() -> FashionMnist.shipped(folder).read())
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(file + " must ")
                .hasMessageEndingWith("restore it with 'git checkout -- data/fashion-mnist', or rebuild it as"
                        + " data/README.md says");
    }

    @Test
    void is_described_with_the_checksums_that_are_checked() throws IOException {
        assertThat(Files.readString(DataFolder.find().resolve("README.md")))
                .contains(FashionMnist.SHIPPED_SHA256)
                .contains(FashionMnist.OFFICIAL_SHA256)
                .contains(Mnist.SHA256);
    }

    @Test
    void rejects_counts_that_the_data_set_does_not_have() {
        assertThatThrownBy(() -> new FashionMnist(0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train must be at least 1, got 0");
        assertThatThrownBy(() -> new FashionMnist(1, -5)).hasMessage("test must be at least 1, got -5");
        assertThatThrownBy(() -> new FashionMnist(60_001, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train must be at most 60000 (Fashion-MNIST's training images), got 60001");
    }

    private static int[] counts(Examples examples) {
        int[] counts = new int[examples.classes()];
        for (int label : examples.labels()) {
            counts[label]++;
        }
        return counts;
    }

    /** The pixels of one image, to compare it by. */
    private static String bits(Examples examples, int i) {
        StringBuilder bits = new StringBuilder();
        for (int j = 0; j < examples.features(); j++) {
            bits.append((char) Math.round((examples.inputs()[i * examples.features() + j] * 0.35302 + 0.28604) * 255));
        }
        return bits.toString();
    }
}
