package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

/** A loop that is stopped after any of its steps, and resumed from a file, ends as the loop that nobody stopped. */
class ResumeTest {

    private static final int STEPS = 12;
    private static final List<Replica> REPLICAS = replicas();
    private static Ledger whole;

    @TempDir
    Path folder;

    /** One that learns to the end, one that fits at once and leaves, one that diverges, one that barely moves. */
    private static List<Replica> replicas() {
        Protocol protocol = Tiny.withSteps(Tiny.mlp(), STEPS);
        protocol = Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(0.7)))
                .withMeasurement(protocol.measurement().withKeptSteps(Measurement.END));
        return Tiny.replicas(
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e-3), 0),
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e-1), 1),
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e30), 2),
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e-6), 3));
    }

    @BeforeAll
    static void train_without_a_stop() {
        whole = Tiny.train(REPLICAS);
        assertThat(whole.outcomes())
                .containsEntry(REPLICAS.get(0), new Outcome.Completed(STEPS))
                .containsEntry(REPLICAS.get(2), new Outcome.Diverged(1))
                .containsEntry(REPLICAS.get(3), new Outcome.Completed(STEPS));
        assertThat(whole.outcomes().get(REPLICAS.get(1)))
                .isInstanceOfSatisfying(Outcome.Completed.class, early -> assertThat(early.step())
                        .isBetween(2L, STEPS - 2L));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void stopped_after_any_step_and_resumed_it_ends_as_if_nobody_had_stopped_it(long stop) throws IOException {
        Path file = folder.resolve("pass.checkpoint");
        Ledger partial = trainUntil(stop, file);
        assertKeepsWhatWasMeasured(partial, stop);

        Checkpoint from = Checkpoint.read(file, "id", REPLICAS).orElseThrow();
        assertThat(from.step()).isEqualTo(stop);
        assertEndsAsTheWhole(resume(from));
    }

    /** A checkpoint written between two steps, as the clock or a kill has it. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 12})
    void resumed_from_a_checkpoint_on_the_way_it_ends_as_if_nobody_had_killed_it(long at) throws IOException {
        Path file = folder.resolve("pass.checkpoint");
        Ledger ledger = new Ledger(REPLICAS);
        try (Cohort cohort = Tiny.cohort(REPLICAS)) {
            new TrainingLoop(cohort, ledger, 0, new Tiny.SilentWatch() {
                        @Override
                        public void rest(long step) {
                            if (step == at) {
                                write(cohort, ledger, step, file);
                            }
                        }
                    })
                    .run();
        }
        assertEndsAsTheWhole(resume(Checkpoint.read(file, "id", REPLICAS).orElseThrow()));
    }

    @Test
    void a_stop_between_measured_steps_completes_nobody() {
        // At step 5, which is not measured, replica 1 is below the limit already; alone it would be judged at step 6.
        Ledger partial = trainUntil(5, folder.resolve("pass.checkpoint"));
        assertThat(whole.outcomes().get(REPLICAS.get(1)).step()).isEqualTo(6);
        assertThat(lastTrainError(partial, REPLICAS.get(1))).isLessThanOrEqualTo(0.7);
        assertThat(partial.outcomes()).containsEntry(REPLICAS.get(1), new Outcome.Interrupted(5));
    }

    @Test
    void a_checkpoint_that_is_damaged_or_of_another_pass_is_not_resumed() throws IOException {
        Path file = folder.resolve("pass.checkpoint");
        trainUntil(4, file);
        assertThat(Checkpoint.read(file, "another", REPLICAS)).isEmpty();
        assertThat(Checkpoint.read(folder.resolve("none"), "id", REPLICAS)).isEmpty();
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(Checkpoint.read(file, "id", REPLICAS)).isEmpty();
        Files.write(file, new byte[3]);
        assertThat(Checkpoint.read(file, "id", REPLICAS)).isEmpty();
    }

    private static double lastTrainError(Ledger ledger, Replica replica) {
        return ledger.rows(replica).stream()
                .filter(row -> row.quantity().equals("error") && row.split().equals("train"))
                .reduce((first, second) -> second)
                .orElseThrow()
                .value();
    }

    private static Ledger trainUntil(long stop, Path file) {
        Ledger ledger = new Ledger(REPLICAS);
        try (Cohort cohort = Tiny.cohort(REPLICAS)) {
            new TrainingLoop(cohort, ledger, 0, new Tiny.SilentWatch() {
                        private long step;

                        @Override
                        public boolean isStopped() {
                            return step == stop;
                        }

                        @Override
                        public void rest(long now) {
                            step = now;
                        }

                        @Override
                        public void stopping(long now) {
                            write(cohort, ledger, now, file);
                        }
                    })
                    .run();
        }
        return ledger;
    }

    private static void write(Cohort cohort, Ledger ledger, long step, Path file) {
        List<Integer> kept = cohort.members().stream().map(Member::block).toList();
        try {
            new Checkpoint(step, kept, cohort.state(), ledger).write(file, "id", REPLICAS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Ledger resume(Checkpoint from) {
        try (Cohort cohort = Tiny.cohort(REPLICAS)) {
            cohort.keep(from.kept());
            cohort.restore(from.state());
            new TrainingLoop(cohort, from.ledger(), from.step(), new Tiny.SilentWatch()).run();
        }
        return from.ledger();
    }

    private static void assertKeepsWhatWasMeasured(Ledger partial, long stop) {
        for (Replica replica : REPLICAS) {
            assertThat(partial.rows(replica)).isNotEmpty().allMatch(row -> row.step() <= stop);
            Outcome end = whole.outcomes().get(replica);
            assertThat(partial.outcomes().get(replica))
                    .isEqualTo(end.step() <= stop ? end : new Outcome.Interrupted(stop));
        }
    }

    private static void assertEndsAsTheWhole(Ledger resumed) {
        assertThat(resumed.outcomes()).isEqualTo(whole.outcomes());
        for (Replica replica : REPLICAS) {
            assertThat(Tiny.bits(resumed.rows(replica))).isEqualTo(Tiny.bits(whole.rows(replica)));
            assertThat(resumed.memories().get(replica))
                    .containsExactlyEntriesOf(whole.memories().get(replica));
            Map<String, float[]> parameters = whole.parameters().get(replica);
            assertThat(resumed.parameters().get(replica)).containsOnlyKeys(parameters.keySet());
            parameters.forEach((name, values) ->
                    assertThat(resumed.parameters().get(replica).get(name)).containsExactly(values));
        }
    }
}
