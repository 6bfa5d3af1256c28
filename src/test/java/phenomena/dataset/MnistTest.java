package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MnistTest {

    @TempDir
    private Path folder;

    @AfterEach
    void unset() {
        System.clearProperty("PHENOMENA_MNIST");
    }

    @Test
    void reads_djls_images_as_bytes() throws IOException {
        ImageFiles.writeDjlRepository(
                folder,
                "mnist",
                Map.of(
                        "train_data", ImageFiles.idxImages(30, 28, 28),
                        "train_labels", ImageFiles.idxLabels(30),
                        "test_data", ImageFiles.idxImages(10, 28, 28),
                        "test_labels", ImageFiles.idxLabels(10)));
        Images train = Mnist.fromDjl(Repository.newInstance("made-up", folder)).train();

        assertThat(train.shape()).containsExactly(1, 28, 28);
        assertThat(train.size()).isEqualTo(30);
        for (int i = 0; i < 30; i++) {
            assertThat(train.labels()[i]).isEqualTo((byte) (i % 10));
            assertThat(train.pixels()[i * 784 + 783]).isEqualTo((byte) (i + 783));
        }
    }

    @Test
    void says_what_to_do_when_djl_has_no_data() {
        assertThatThrownBy(() -> Mnist.fromDjl(Repository.newInstance("empty", folder)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("MNIST must be in DJL's cache or on a network")
                .hasMessageContaining("set PHENOMENA_MNIST to their folder");
    }

    @Test
    void rejects_djls_files_when_they_are_truncated() throws IOException {
        byte[] images = ImageFiles.idxImages(30, 28, 28);
        ImageFiles.writeDjlRepository(
                folder,
                "mnist",
                Map.of(
                        "train_data",
                        Arrays.copyOf(images, images.length - 1),
                        "train_labels",
                        ImageFiles.idxLabels(30)));

        assertThatThrownBy(() -> Mnist.fromDjl(Repository.newInstance("made-up", folder)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("MNIST must be in DJL's cache")
                .hasMessageContaining("buffer size is: 23519");
    }

    @Test
    void accepts_no_other_files_than_mnists() throws IOException {
        ImageFiles.writeIdxFolder(folder, 20, 10);
        System.setProperty("PHENOMENA_MNIST", folder.toString());

        assertThatThrownBy(() -> new Mnist(10, 10).split(0))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("train-images-idx3-ubyte.gz")
                        + " must have, uncompressed, the SHA-256 ba891046e650");
    }

    @Test
    void rejects_counts_that_the_data_set_does_not_have() {
        assertThatThrownBy(() -> new Mnist(-1, 1)).hasMessage("train must be at least 1, got -1");
        assertThatThrownBy(() -> new Mnist(1, 10_001))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("test must be at most 10000 (MNIST's test images), got 10001");
    }
}
