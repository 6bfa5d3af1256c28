package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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
    void reads_and_checks_the_files_of_djl() throws IOException {
        byte[][] files = {
            ImageFiles.idxImages(30, 28, 28), ImageFiles.idxLabels(30),
            ImageFiles.idxImages(10, 28, 28), ImageFiles.idxLabels(10)
        };
        List<String> sha = Stream.of(files).map(ImageFiles::sha256).toList();
        Repository repository = repository(files);
        Images train = Mnist.byDjl(repository, sha).read().train();
        assertThat(train.shape()).containsExactly(1, 28, 28);
        assertThat(train.pixels()).isEqualTo(Arrays.copyOfRange(files[0], 16, files[0].length));
        assertThat(train.labels()).isEqualTo(Arrays.copyOfRange(files[1], 8, files[1].length));

        files[2] = Arrays.copyOf(files[2], files[2].length - 1);
        IdxFiles truncated = Mnist.byDjl(repository(files), sha);
        assertThatThrownBy(truncated::read)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("test_data must hold 7840 bytes after its header, got 7839 (it is truncated)");
    }

    @Test
    void says_what_to_do_when_djl_has_no_data() {
        assertThatThrownBy(() -> Mnist.byDjl(Repository.newInstance("empty", folder), List.of()))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("DJL's data set mnist must be in its cache or on a network")
                .hasMessageEndingWith("and set PHENOMENA_MNIST to their folder");
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

    private Repository repository(byte[][] files) throws IOException {
        ImageFiles.writeDjlRepository(
                folder,
                "mnist",
                Map.of(
                        "train_data",
                        files[0],
                        "train_labels",
                        files[1],
                        "test_data",
                        files[2],
                        "test_labels",
                        files[3]));
        return Repository.newInstance("made-up", folder);
    }
}
