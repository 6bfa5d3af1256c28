package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.measure.ErrorRate;
import phenomena.measure.Hindsight;
import phenomena.measure.Loss;
import phenomena.measure.Observation;
import phenomena.measure.Part;
import phenomena.measure.Readings;
import phenomena.model.Mlp;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;

/** An instrument that looks back sees every measured step as it was, and the end beside it. */
class HindsightTest {

    @TempDir
    Path folder;

    /** Reads the training error of the past, and the step of the end. */
    record Remembered() implements Hindsight {
        @Override
        public void lookBack(int replica, Observation end, Observation past, Readings readings) {
            double error = ErrorRate.of(past.predictions(0, Part.TRAIN), past.examples(0, Part.TRAIN));
            readings.put(replica, past.step(), "train", "remembered error", error);
            readings.put(replica, past.step(), "", "end", end.step());
        }
    }

    /** Three replicas that end at different steps. */
    private static List<Replica> replicas() {
        Protocol protocol = Tiny.protocol("looks back", new Mlp(1, 8, 1))
                .withMeasurement(new Measurement(
                        List.of(new Loss(), new ErrorRate(), new Remembered()),
                        5,
                        List.of(7, Measurement.END),
                        Measurement.ALL));
        protocol = Tiny.withTraining(protocol, protocol.learner().training().withStop(new Stop.TrainError(0.7)));
        return Tiny.replicas(
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e-3), 0),
                Tiny.withSeed(Tiny.withLearningRate(protocol, 5e-2), 1),
                Tiny.withSeed(Tiny.withLearningRate(protocol, 1e-6), 2));
    }

    private static Map<Long, Double> values(Ledger ledger, Replica replica, String split, String quantity) {
        return ledger.rows(replica).stream()
                .filter(row -> row.split().equals(split) && row.quantity().equals(quantity))
                .collect(Collectors.toMap(Row::step, Row::value));
    }

    private static void assertRemembered(Ledger ledger) {
        for (Replica replica : replicas()) {
            Map<Long, Double> live = values(ledger, replica, "train", "error");
            assertThat(live).hasSizeGreaterThan(3);
            assertThat(values(ledger, replica, "train", "remembered error")).isEqualTo(live);
            assertThat(values(ledger, replica, "", "end").values())
                    .containsOnly((double) ledger.outcomes().get(replica).step());
            assertThat(ledger.past(replica)).isEmpty();
        }
    }

    @Test
    void sees_the_past_of_each_replica_as_it_was_measured() {
        assertRemembered(Tiny.train(replicas()));
    }

    @Test
    void still_sees_the_past_from_before_a_resume() throws IOException {
        Path file = folder.resolve("pass.checkpoint");
        List<Replica> replicas = replicas();
        Ledger first = new Ledger(replicas);
        try (Cohort cohort = Tiny.cohort(replicas)) {
            new TrainingLoop(cohort, first, 0, new Tiny.SilentWatch() {
                        private long step;

                        @Override
                        public boolean isStopped() {
                            return step == 12;
                        }

                        @Override
                        public void rest(long now) {
                            step = now;
                        }

                        @Override
                        public void stopping(long now) {
                            try {
                                List<Integer> kept = cohort.members().stream()
                                        .map(Member::block)
                                        .toList();
                                new Checkpoint(now, kept, cohort.state(), first).write(file, "id", replicas);
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        }
                    })
                    .run();
        }
        Checkpoint checkpoint = Checkpoint.read(file, "id", replicas).orElseThrow();
        try (Cohort cohort = Tiny.cohort(replicas)) {
            cohort.keep(checkpoint.kept());
            cohort.restore(checkpoint.state());
            new TrainingLoop(cohort, checkpoint.ledger(), checkpoint.step(), new Tiny.SilentWatch()).run();
        }
        assertRemembered(checkpoint.ledger());
    }

    @Test
    void parameters_are_kept_at_the_steps_asked_for_and_at_the_end() {
        Ledger ledger = Tiny.train(replicas());
        Replica slow = replicas().get(2);
        assertThat(ledger.parameters().get(slow).keySet())
                .extracting(name -> name.substring(0, name.indexOf('/')))
                .containsOnly("7", String.valueOf(Tiny.STEPS));
        Replica quick = replicas().get(1);
        long end = ledger.outcomes().get(quick).step();
        assertThat(end).isLessThan(7);
        assertThat(ledger.parameters().get(quick).keySet())
                .allMatch(name -> name.startsWith(end + "/"))
                .hasSize(4);
    }
}
