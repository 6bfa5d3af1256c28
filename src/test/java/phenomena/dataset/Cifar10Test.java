package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.repository.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10Test {

    @TempDir
    private Path folder;

    @AfterEach
    void unset() {
        System.clearProperty("PHENOMENA_CIFAR10");
    }

    @Test
    void reads_the_binary_files_and_standardises_each_channel() throws IOException {
        writeBatches(20);
        System.setProperty("PHENOMENA_CIFAR10", folder.toString());
        Examples train = new Cifar10(100, 20).split(3).train();

        assertThat(train.size()).isEqualTo(100);
        assertThat(train.inputShape()).containsExactly(3, 32, 32);
        for (int i = 0; i < train.size(); i++) {
            // Row r holds label r mod 10, and pixel 0 of channel c is r + 50 c: the last digit of r is seen in both.
            double red = train.inputs()[i * 3072] * 0.2470 + 0.4914;
            double blue = train.inputs()[i * 3072 + 2048] * 0.2616 + 0.4465;
            assertThat(Math.round(red * 255) % 10).isEqualTo(train.labels()[i]);
            assertThat(blue * 255 - red * 255).isBetween(99.9, 100.1);
        }
    }

    @Test
    void reads_the_same_from_djl_as_from_the_binary_files() throws IOException {
        writeBatches(4);
        ImagePool inFolder = Cifar10.in(folder);
        Path repository = Files.createDirectory(folder.resolve("repository"));
        ImageFiles.writeDjlRepository(
                repository,
                "cifar10",
                Map.of("data_batch.bin", ImageFiles.cifarRows(0, 20), "test_batch.bin", ImageFiles.cifarRows(0, 4)));
        ImagePool byDjl = Cifar10.byDjl(Repository.newInstance("made-up", repository));

        assertThat(byDjl.train().shape()).containsExactly(3, 32, 32);
        assertThat(byDjl.train().pixels()).isEqualTo(inFolder.train().pixels());
        assertThat(byDjl.train().labels()).isEqualTo(inFolder.train().labels());
        assertThat(byDjl.test().pixels()).isEqualTo(inFolder.test().pixels());
    }

    @Test
    void says_what_to_do_when_djl_has_no_data() {
        assertThatThrownBy(() -> Cifar10.byDjl(Repository.newInstance("empty", folder)))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("DJL's data set cifar10 must be in its cache or on a network")
                .hasMessageContaining("set PHENOMENA_CIFAR10 to its folder cifar-10-batches-bin");
    }

    @Test
    void rejects_a_missing_a_truncated_and_a_mislabelled_file() throws IOException {
        writeBatches(2);
        Path last = folder.resolve("test_batch.bin");
        byte[] rows = Files.readAllBytes(last);

        Files.write(last, Arrays.copyOf(rows, rows.length - 1));
        assertThatThrownBy(() -> Cifar10.in(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(last + " must hold rows of 3073 bytes, got 6145 bytes; download");

        rows[3073] = 11;
        Files.write(last, rows);
        assertThatThrownBy(() -> Cifar10.in(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(last + " must hold labels in [0, 10), got 11 in row 1; download");

        Files.delete(last);
        assertThatThrownBy(() -> Cifar10.in(folder))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(last + " must be a readable file of CIFAR-10, got");
    }

    @Test
    void rejects_counts_that_the_data_set_does_not_have() {
        assertThatThrownBy(() -> new Cifar10(50_001, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("train must be at most 50000 (CIFAR-10's training images), got 50001");
        assertThatThrownBy(() -> new Cifar10(1, 0)).hasMessage("test must be at least 1, got 0");
    }

    private void writeBatches(int rowsEach) throws IOException {
        for (int batch = 0; batch < 5; batch++) {
            Files.write(
                    folder.resolve("data_batch_" + (batch + 1) + ".bin"),
                    ImageFiles.cifarRows(batch * rowsEach, rowsEach));
        }
        Files.write(folder.resolve("test_batch.bin"), ImageFiles.cifarRows(0, rowsEach));
    }
}
