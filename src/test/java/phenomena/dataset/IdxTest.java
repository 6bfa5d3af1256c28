package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdxTest {

    private static final byte[] SIX = {1, 2, 3, 4, 5, (byte) 255};

    @TempDir
    private Path folder;

    @Test
    void reads_plain_and_gzipped_files_alike() throws IOException {
        byte[] file = ImageFiles.idx(0x803, new int[] {1, 2, 3}, SIX);
        for (byte[] stored : new byte[][] {file, ImageFiles.gzip(file)}) {
            Idx idx = Idx.read(write(stored), 3, "");
            assertThat(idx.extents()).containsExactly(1, 2, 3);
            assertThat(idx.values()).isEqualTo(SIX);
            assertThat(idx.sha256()).isEqualTo(ImageFiles.sha256(file));
        }
    }

    @Test
    void rejects_another_magic_number() throws IOException {
        assertRejects(
                ImageFiles.idx(0x801, new int[] {6}, SIX),
                "must begin with the IDX magic number 0x00000803, got" + " 0x00000801; do this");
        // Shorts in place of bytes.
        assertRejects(ImageFiles.idx(0xb03, new int[] {1, 2, 3}, SIX), "got 0x00000b03");
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 2, 3",
        "0, 2, 3",
        "65536, 65536, 1",
        "65536, 32768, 1",
        "2147483647, 2147483647, 2147483647",
        "-65536, -65536, 6"
    })
    void rejects_dimensions_that_no_array_has(int count, int height, int width) throws IOException {
        assertRejects(
                ImageFiles.idx(0x803, new int[] {count, height, width}, SIX),
                "must hold an array of 1 to 2147483639 bytes, got dimensions [" + count);
    }

    @Test
    void rejects_values_that_end_early_or_go_on() throws IOException {
        assertRejects(
                ImageFiles.idx(0x803, new int[] {1, 2, 4}, SIX),
                "must hold 8 bytes after its header, got 6 (it is truncated); do this");
        // A header that promises two gigabytes is found out without reserving them.
        assertRejects(ImageFiles.idx(0x803, new int[] {2_000_000_000, 1, 1}, SIX), "got 6 (it is truncated)");
        assertRejects(
                ImageFiles.idx(0x803, new int[] {1, 1, 5}, SIX),
                "must hold 5 bytes after its header, got more; do this");
    }

    @Test
    void rejects_every_truncation_of_a_gzipped_file() throws IOException {
        byte[] stored = ImageFiles.gzip(ImageFiles.idx(0x803, new int[] {1, 2, 3}, SIX));
        for (int length = 0; length < stored.length; length++) {
            assertRejects(Arrays.copyOf(stored, length), "do this");
        }
    }

    @Test
    void rejects_a_file_that_is_not_there() {
        assertThatThrownBy(() -> Idx.read(folder.resolve("none"), 3, "do this"))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith(folder.resolve("none") + " must be a readable IDX file, got")
                .hasMessageEndingWith("do this");
    }

    private Path write(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("file"), bytes);
    }

    private void assertRejects(byte[] bytes, String message) throws IOException {
        Path file = write(bytes);
        assertThatThrownBy(() -> Idx.read(file, 3, "do this"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(message);
    }
}
