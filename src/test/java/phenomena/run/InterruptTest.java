package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

/** An interrupt of the calling thread, as the notebook's stop button sends it. */
class InterruptTest {

    @TempDir
    Path folder;

    private Protocol quick;
    private Protocol slow;

    /** Two protocols that share a pass: the replica of one fits and leaves early, those of the other go on to the end. */
    @BeforeEach
    void makeProtocols() {
        Protocol protocol = Tiny.withSteps(Tiny.mlp(), 1_000);
        protocol = Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(0.6)));
        quick = Tiny.withLearningRate(protocol, 5e-2).withSeeds(1).withName("quick");
        slow = Tiny.withLearningRate(protocol, 1e-7).withName("slow");
    }

    /** Interrupts a thread when it hears of step 40 in the shared pass, and again at every later word. */
    private static class Impatience implements Progress {
        private final Thread reader;
        private final List<String> finished = new ArrayList<>();
        private long ahead;
        private long done;
        private boolean late;

        Impatience(Thread reader) {
            this.reader = reader;
        }

        @Override
        public void start(String title, long replicaSteps) {
            ahead = replicaSteps;
        }

        @Override
        public void advance(long replicaSteps, List<Row> measured) {
            done += replicaSteps;
            late |= measured.stream()
                    .anyMatch(row -> row.run().equals("slow") && row.replica() == 0 && row.step() >= 40);
            if (late) {
                reader.interrupt();
            }
        }

        @Override
        public void finish(String outcome) {
            finished.add(outcome);
        }
    }

    private List<Run> interrupted(Impatience impatience) {
        List<Run> partial =
                new Runner(new RunStore(folder), impatience, 2).run(List.of(quick, slow), Runner.Records.REUSE);
        Thread.interrupted();
        return partial;
    }

    @Test
    void it_keeps_what_was_measured_and_files_nothing() throws IOException {
        Impatience impatience = new Impatience(Thread.currentThread());
        List<Run> partial = interrupted(impatience);
        assertThat(partial.get(0).isComplete()).isTrue();
        assertThat(partial.get(1).isComplete()).isFalse();
        assertThat(partial.get(1).outcomes().values())
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Outcome.Interrupted.class));
        assertThat(partial).allSatisfy(run -> assertThat(Tiny.bits(run)).isNotEmpty());
        assertThat(impatience.finished).containsExactly("interrupted");
        assertThat(impatience.done).isBetween(1L, impatience.ahead - 1);
        assertThat(new RunStore(folder).all().runs()).isEmpty();
        try (Stream<Path> left = Files.list(folder.resolve(".unfinished"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .hasSize(3)
                    .allMatch(name -> name.endsWith(".checkpoint") || name.equals("lock"));
        }
    }

    @Test
    void asked_again_it_resumes_and_equals_the_uninterrupted_run() throws IOException {
        List<Run> partial = interrupted(new Impatience(Thread.currentThread()));
        assertThat(partial.get(1).isComplete()).isFalse();
        List<Run> resumed = Tiny.run(folder, quick, slow);
        List<Run> whole = Tiny.run(folder.resolve("whole"), quick, slow);
        for (int i = 0; i < 2; i++) {
            assertThat(Tiny.bits(resumed.get(i))).isEqualTo(Tiny.bits(whole.get(i)));
            assertThat(resumed.get(i).outcomes()).isEqualTo(whole.get(i).outcomes());
        }
        assertThat(new RunStore(folder).all().runs()).hasSize(2);
        try (Stream<Path> left = Files.list(folder.resolve(".unfinished"))) {
            assertThat(left).extracting(path -> path.getFileName().toString()).containsExactly("lock");
        }
    }

    @Test
    void a_resumed_run_goes_on_from_its_checkpoint_and_not_from_the_start() throws IOException {
        Run partial = interrupted(new Impatience(Thread.currentThread())).get(1);
        double first = partial.table().doubleColumn("value").getDouble(0);
        try (Stream<Path> left = Files.list(folder.resolve(".unfinished"))) {
            for (Path file :
                    left.filter(path -> path.toString().endsWith(".checkpoint")).toList()) {
                forge(file, first, 42);
            }
        }
        Run resumed = Tiny.run(folder, quick, slow).get(1);
        assertThat(resumed.table().doubleColumn("value").getDouble(0)).isEqualTo(42);
    }

    /** Puts another number in a checkpoint, and a checksum that goes with it. */
    private static void forge(Path file, double value, double forged) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        int end = bytes.limit() - Long.BYTES;
        for (int i = 0; i <= end - Double.BYTES; i++) {
            if (bytes.getDouble(i) == value) {
                bytes.putDouble(i, forged);
            }
        }
        CRC32 crc = new CRC32();
        crc.update(bytes.array(), 0, end);
        bytes.putLong(end, crc.getValue());
        Files.write(file, bytes.array());
    }

    @Test
    void a_thread_interrupted_before_it_asks_gets_an_interrupted_run_at_once() {
        Thread.currentThread().interrupt();
        Run run = Tiny.run(folder, slow);
        assertThat(Thread.interrupted()).isFalse();
        assertThat(run.isComplete()).isFalse();
    }

    @Test
    void an_interrupt_while_the_record_is_filed_does_not_lose_it() {
        Protocol protocol = Tiny.mlp();
        RunStore store = new RunStore(folder, out -> {
            Thread.currentThread().interrupt();
            return out;
        });
        Run run = new Runner(store, Progress.NONE, 2)
                .run(List.of(protocol), Runner.Records.REUSE)
                .get(0);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(store.all().runs()).singleElement().satisfies(filed -> assertThat(Tiny.bits(filed))
                .isEqualTo(Tiny.bits(run)));
    }
}
