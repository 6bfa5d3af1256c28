package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

/** A training whose process is killed, as the operating system kills it, and another that takes it up. */
class KillTest {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    /** What the processes train: replicas that fit early, that diverge and that go on to the end share passes. */
    static List<Protocol> protocols() {
        Protocol protocol = Tiny.withSteps(Tiny.mlp(), 3_000);
        protocol = Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(0.6)));
        return List.of(
                Tiny.withLearningRate(protocol, 5e-2).withSeeds(1).withName("fits early"),
                Tiny.withLearningRate(protocol, 1e30).withSeeds(1).withName("diverges"),
                Tiny.withLearningRate(protocol, 1e-7).withSeeds(2).withName("goes on"));
    }

    /** Trains {@link #protocols} into the store it is given. */
    static final class Training {
        public static void main(String[] arguments) {
            new Runner(new RunStore(Path.of(arguments[0])), Progress.NONE, 1).run(protocols(), Instant.MIN);
        }
    }

    @Test
    void killed_and_taken_up_it_equals_the_training_that_nobody_killed() throws Exception {
        Process process = ChildJvm.start(Training.class, List.of("-Dphenomena.checkpointMillis=20"), folder.toString());
        try {
            awaitCheckpoint(process);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isNotZero();
        assertThat(new RunStore(folder).all().runs()).isEmpty();

        List<Run> resumed = run(folder);
        List<Run> whole = run(folder.resolve("whole"));
        for (int i = 0; i < whole.size(); i++) {
            assertThat(Tiny.bits(resumed.get(i))).isEqualTo(Tiny.bits(whole.get(i)));
            assertThat(resumed.get(i).outcomes()).isEqualTo(whole.get(i).outcomes());
        }
        assertThat(whole.get(0).outcomes().get(0L).step()).isBetween(2L, 100L);
        assertThat(whole.get(1).outcomes()).isEqualTo(Map.of(0L, new Outcome.Diverged(1)));
        assertThat(whole.get(2).outcomes().values()).containsOnly(new Outcome.Completed(3_000));
        assertThat(new RunStore(folder).all().runs()).hasSize(3);
    }

    private static List<Run> run(Path root) {
        return new Runner(new RunStore(root), Progress.NONE, 1).run(protocols(), Instant.MIN);
    }

    /** Looks for a checkpoint from after two of the four replicas left the pass. */
    private void awaitCheckpoint(Process process) throws Exception {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            assertThat(process.isAlive()).as("training goes on").isTrue();
            if (kept() == 2) {
                return;
            }
            process.waitFor(2, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("no checkpoint within " + DEADLINE);
    }

    private int kept() throws IOException {
        Path unfinished = folder.resolve(".unfinished");
        if (!Files.isDirectory(unfinished)) {
            return 0;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(unfinished, "*.checkpoint")) {
            for (Path file : files) {
                DataInputStream data = new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(file)));
                data.readInt();
                data.readUTF();
                data.readLong();
                return data.readInt();
            }
        } catch (NoSuchFileException e) {
            return 0;
        }
        return 0;
    }
}
