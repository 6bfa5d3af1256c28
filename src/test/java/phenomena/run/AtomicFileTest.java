package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void what_fails_half_way_leaves_the_old_file_and_nothing_beside_it() throws IOException {
        Path file = folder.resolve("file");
        AtomicFile.write(file, out -> out.write(new byte[] {1, 2, 3}));
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("No space left on device");
                }))
                .withMessage("No space left on device");
        assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 3);
        assertThat(folder.toFile().list()).containsExactly("file");
    }

    @Test
    void an_interrupted_thread_can_write() throws IOException {
        Thread.currentThread().interrupt();
        AtomicFile.write(folder.resolve("file"), out -> out.write(7));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(Files.readAllBytes(folder.resolve("file"))).containsExactly(7);
    }
}
