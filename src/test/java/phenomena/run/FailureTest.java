package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.measure.Loss;
import phenomena.measure.Observation;
import phenomena.measure.Probe;
import phenomena.measure.Readings;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

/** What goes wrong in the middle leaves the store clean, the claims free and no thread behind. */
class FailureTest {

    private static volatile Throwable failure;

    @TempDir
    Path folder;

    /** Fails at step 10 with whatever stands in {@link #failure}. */
    record Failing() implements Probe {
        @Override
        public void measure(Observation observation, Readings readings) {
            readings.put(0, observation.step(), "", "one", 1);
            if (observation.step() == 10) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        }
    }

    static List<Throwable> failures() {
        return List.of(new OutOfMemoryError("Java heap space"), new IllegalStateException("the probe broke"));
    }

    @AfterEach
    void no_thread_is_left() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("phenomena-training")) {
                thread.join(60_000); // its work is over; it may take a moment to end
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_probe_that_fails_fails_the_run_files_nothing_and_frees_what_was_claimed(Throwable thrown)
            throws IOException {
        failure = thrown;
        Protocol sound = Tiny.withSteps(Tiny.mlp(), 20);
        Protocol failing = sound.withMeasurement(
                new Measurement(List.of(new Loss(), new Failing()), 5, List.of(), Measurement.ALL));
        Recorded progress = new Recorded();
        Runner runner = new Runner(new RunStore(folder), progress, 2);
        assertThatThrownBy(() -> runner.run(List.of(sound, failing), Instant.MIN))
                .isSameAs(thrown);
        assertThat(progress.outcome).isEqualTo(thrown.getMessage());
        assertThat(new RunStore(folder).all().runs()).isEmpty();
        assertOnlyTheLockIsLeft();

        assertThat(runner.run(List.of(sound), Instant.MIN).get(0).isComplete()).isTrue();
        assertThat(new RunStore(folder).all().runs()).hasSize(1);
        assertThat(new RunStore(folder).all().skipped()).isEmpty();
        assertOnlyTheLockIsLeft();
    }

    private void assertOnlyTheLockIsLeft() throws IOException {
        try (Stream<Path> left = Files.list(folder.resolve(".unfinished"))) {
            assertThat(left)
                    .extracting(path -> path.getFileName().toString())
                    .allMatch(name -> name.equals("lock") || name.endsWith(".checkpoint"));
        }
    }

    private static final class Recorded implements Progress {
        private volatile String outcome;

        @Override
        public void start(String title, long replicaSteps) {}

        @Override
        public void advance(long replicaSteps, List<Row> measured) {}

        @Override
        public void finish(String outcome) {
            this.outcome = outcome;
        }
    }

    private static volatile CountDownLatch otherIsTraining;

    /** Fails in one pass as soon as another has begun, and lets that other go on for hours. */
    record FailingBesideAnother(boolean fails) implements Probe {
        @Override
        public void measure(Observation observation, Readings readings) {
            if (!fails) {
                otherIsTraining.countDown();
                return;
            }
            try {
                assertThat(otherIsTraining.await(60, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            throw new IllegalStateException("failed beside another");
        }
    }

    @Test
    void a_pass_that_fails_stops_the_others_at_once() {
        otherIsTraining = new CountDownLatch(1);
        Protocol endless = Tiny.withSteps(Tiny.mlp(), 200_000_000)
                .withSeeds(1)
                .withMeasurement(
                        new Measurement(List.of(new FailingBesideAnother(false)), 1, List.of(), Measurement.ALL));
        Protocol failing = Tiny.mlp()
                .withSeeds(1)
                .withMeasurement(
                        new Measurement(List.of(new FailingBesideAnother(true)), 1, List.of(), Measurement.ALL));
        assertThatThrownBy(() -> Tiny.run(folder, endless, failing)).hasMessage("failed beside another");
    }

    @Test
    void a_progress_that_fails_frees_the_claims_too() {
        Progress broken = new Progress() {
            @Override
            public void start(String title, long replicaSteps) {}

            @Override
            public void advance(long replicaSteps, List<Row> measured) {}

            @Override
            public void finish(String outcome) {
                throw new IllegalStateException("the terminal is gone");
            }
        };
        Protocol protocol = Tiny.withSteps(Tiny.mlp(), 2);
        assertThatThrownBy(() -> new Runner(new RunStore(folder), broken, 2).run(List.of(protocol), Instant.MAX))
                .hasMessage("the terminal is gone");
        assertThat(Tiny.runner(folder)
                        .run(List.of(protocol), Instant.MAX)
                        .get(0)
                        .isComplete())
                .isTrue();
    }
}
