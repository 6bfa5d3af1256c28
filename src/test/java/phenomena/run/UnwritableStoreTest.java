package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.protocol.Protocol;

/** A store without room, or that is none, says so and keeps what it has. */
class UnwritableStoreTest {

    private static final Protocol PROTOCOL = Tiny.withSteps(Tiny.mlp(), 3);

    @TempDir
    Path folder;

    /** A disk that takes some bytes of each file and then is full. */
    private static OutputStream full(OutputStream out, int room) {
        return new FilterOutputStream(out) {
            private int left = room;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, Math.min(left, length));
                if (length > left) {
                    throw new IOException("No space left on device");
                }
                left -= length;
            }
        };
    }

    @Test
    void a_disk_that_fills_up_leaves_the_old_record_and_nothing_half_written() throws IOException {
        Run old = Tiny.run(folder, PROTOCOL);
        for (int room : new int[] {0, 10, 250, 1_000}) {
            Runner runner = new Runner(new RunStore(folder, out -> full(out, room)), Progress.NONE, 2);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> runner.run(List.of(PROTOCOL.withName("new")), Instant.MAX))
                    .withMessageContaining("cannot be written")
                    .withMessageContaining("No space left on device")
                    .withMessageContaining("free space");
            assertThat(StoreFolder.unfinished(folder)).containsExactly("lock");
            assertThat(new RunStore(folder).all().skipped()).isEmpty();
            assertThat(new RunStore(folder).all().runs()).singleElement().satisfies(run -> assertThat(Tiny.bits(run))
                    .isEqualTo(Tiny.bits(old)));
        }
    }

    @Test
    void a_disk_that_fills_up_as_the_first_record_is_written_leaves_no_record() throws IOException {
        Runner runner = new Runner(new RunStore(folder, out -> full(out, 100)), Progress.NONE, 2);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> runner.run(List.of(PROTOCOL), Instant.MIN));
        assertThat(StoreFolder.records(folder)).isEmpty();
        assertThat(StoreFolder.unfinished(folder)).containsExactly("lock");
        assertThat(Tiny.run(folder, PROTOCOL).isComplete()).isTrue();
        assertThat(StoreFolder.records(folder)).hasSize(1);
    }

    @Test
    void a_disk_that_fills_up_at_the_second_of_two_records_files_neither() throws IOException {
        Protocol longer = Tiny.withSteps(PROTOCOL, 4);
        AtomicInteger files = new AtomicInteger();
        RunStore store = new RunStore(folder, out -> full(out, files.incrementAndGet() <= 2 ? 1 << 20 : 0));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new Runner(store, Progress.NONE, 2).run(List.of(PROTOCOL, longer), Instant.MIN));
        assertThat(files).hasValue(3); // both files of the first record, and one of the second
        assertThat(StoreFolder.records(folder)).isEmpty();
        assertThat(StoreFolder.unfinished(folder)).containsExactly("lock");
    }

    @Test
    void a_store_that_cannot_be_written_is_refused_before_training_starts() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        for (Path root : List.of(file, file.resolve("below"))) {
            Runner runner = new Runner(new RunStore(root), new StoreFolder.NoTraining(), 2);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> runner.run(List.of(PROTOCOL), Instant.MIN))
                    .withMessageContaining("run store " + root.getFileName() + " cannot be written")
                    .withMessageContaining("another folder");
        }
        assertThat(StoreFolder.records(folder)).containsExactly(file);
    }
}
