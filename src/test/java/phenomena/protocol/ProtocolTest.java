package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Augmentation;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.measure.Loss;
import phenomena.measure.Margin;
import phenomena.model.CrossEntropy;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.optimize.Sgd;

class ProtocolTest {

    private static final Training TRAINING = new Training(10, 5, new Augmentation.None(), new Stop.Never());
    private static final Learner LEARNER =
            new Learner(new Mlp(1, 2, 1), new CrossEntropy(), new Sgd(0.1, 0, 0), Precision.FLOAT32, TRAINING);
    private static final Measurement MEASUREMENT = new Measurement(List.of(new Loss()), 3, List.of(), Measurement.ALL);
    private static final Mnist1d TASK = new Mnist1d(20, 20);

    private static Protocol named(String name) {
        return new Protocol(name, TASK, LEARNER, MEASUREMENT, List.of(0L));
    }

    private static Protocol seeded(List<Long> seeds) {
        return new Protocol("p", TASK, LEARNER, MEASUREMENT, seeds);
    }

    private static void refused(ThrowingCallable work, String message) {
        assertThatIllegalArgumentException().isThrownBy(work).withMessage(message);
    }

    @Test
    void a_name_has_one_to_a_hundred_characters() {
        assertThat(named("n".repeat(100)).name()).hasSize(100);
        for (String bad : Arrays.asList(null, "", " \t", "n".repeat(101))) {
            refused(() -> named(bad), "name must have 1 to 100 characters, got \"" + bad + "\"");
        }
    }

    @Test
    void more_can_be_measured() {
        assertThat(named("p").measuring(new Margin()).measurement())
                .isEqualTo(MEASUREMENT.withProbes(List.of(new Loss(), new Margin())));
    }

    @Test
    void seeds_are_distinct_and_at_least_one() {
        refused(() -> seeded(List.of()), "seeds must be distinct and at least one, got []");
        refused(() -> seeded(List.of(3L, 1L, 3L)), "seeds must be distinct and at least one, got [3, 1, 3]");
        refused(() -> seeded(null), "seeds must be given, got null");
        refused(() -> seeded(Collections.singletonList(null)), "each of seeds must be given, got null");
        refused(() -> seeded(List.of(1L)).withSeeds(0), "seeds must be distinct and at least one, got []");
        assertThat(seeded(List.of(Long.MIN_VALUE, -1L, 7L)).withSeeds(3).seeds())
                .containsExactly(0L, 1L, 2L);
    }

    @Test
    void every_part_must_be_given() {
        refused(() -> new Protocol("p", null, LEARNER, MEASUREMENT, List.of(0L)), "task must be given, got null");
        refused(() -> new Protocol("p", TASK, null, MEASUREMENT, List.of(0L)), "learner must be given, got null");
        refused(() -> new Protocol("p", TASK, LEARNER, null, List.of(0L)), "measurement must be given, got null");
        refused(() -> LEARNER.withArchitecture(null), "architecture must be given, got null");
        refused(() -> LEARNER.withOptimizer(null), "optimizer must be given, got null");
        refused(() -> LEARNER.withTraining(null), "training must be given, got null");
        refused(() -> TRAINING.withAugmentation(null), "augmentation must be given, got null");
        refused(() -> TRAINING.withStop(null), "stop must be given, got null");
        refused(() -> MEASUREMENT.withProbes(null), "probes must be given, got null");
        refused(
                () -> MEASUREMENT.withProbes(Collections.singletonList(null)),
                "each of probes must be given, got null");
    }

    @Test
    void a_training_has_steps_and_batches() {
        refused(() -> TRAINING.withSteps(0), "steps must be at least 1, got 0");
        refused(() -> TRAINING.withBatchSize(0), "batchSize must be at least 1, got 0");
        assertThat(TRAINING.withSteps(7)).isEqualTo(new Training(7, 5, new Augmentation.None(), new Stop.Never()));
    }

    @Test
    void parts_are_exchanged_one_at_a_time() {
        Protocol protocol = named("p");
        FashionMnist task = new FashionMnist(10, 10);
        Measurement measurement = MEASUREMENT.withKeptSteps(Measurement.END).withProbes(List.of(new Margin()));
        assertThat(measurement)
                .isEqualTo(new Measurement(List.of(new Margin()), 3, List.of(Measurement.END), Measurement.ALL));
        assertThat(protocol.withName("q").withTask(task).withMeasurement(measurement))
                .isEqualTo(new Protocol("q", task, LEARNER, measurement, List.of(0L)));
        Learner learner = LEARNER.withOptimizer(new Sgd(1, 0, 0));
        assertThat(protocol.withLearner(learner)).isEqualTo(new Protocol("p", TASK, learner, MEASUREMENT, List.of(0L)));
    }

    @Test
    void lists_are_copied() {
        List<Long> seeds = new ArrayList<>(List.of(1L));
        Protocol protocol = seeded(seeds);
        seeds.add(2L);
        assertThat(protocol.seeds()).containsExactly(1L).isUnmodifiable();
    }

    @Test
    void prints_as_the_json_it_is_read_from() {
        assertThat(ProtocolJson.read(named("p").toString())).isEqualTo(named("p"));
    }

    @Test
    void stops_at_the_training_error_asked_for_or_never() {
        assertThat(new Stop.TrainError(0.1).isReached(0.1)).isTrue();
        assertThat(new Stop.TrainError(0.1).isReached(0.1001)).isFalse();
        assertThat(new Stop.TrainError(0.1).isReached(Double.NaN)).isFalse();
        assertThat(new Stop.TrainError(0).isReached(0)).isTrue();
        assertThat(new Stop.Never().isReached(0)).isFalse();
        for (double bad : new double[] {-0.1, 1, Double.NaN}) {
            refused(() -> new Stop.TrainError(bad), "atMost must be in [0, 1), got " + bad);
        }
    }
}
