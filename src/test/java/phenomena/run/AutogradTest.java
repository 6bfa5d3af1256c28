package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.Mlp;
import phenomena.model.Native;
import phenomena.protocol.Protocol;

class AutogradTest {

    /**
     * Half the distance of a central difference. The loss is the mean of ten, from float32 logits of order 1 that are off by
     * about 1e-7, so it is off by some 3e-8, which the division by 2h turns into 5e-5; the error of the method, h²/6 times
     * the third derivative, is far smaller. The seeds are such that no unit and no pooled maximum switches within ±h.
     */
    private static final float H = 3e-4f;

    private static final double TOLERANCE = 2e-4;

    static List<Arguments> architectures() {
        return List.of(
                Arguments.of(new Mlp(2, 4, 1), List.of(3L, 4L)), Arguments.of(new Cnn(2, 2, 3, 3, 1), List.of(0L, 1L)));
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void gradients_equal_central_differences(Architecture architecture, List<Long> seeds) {
        Protocol protocol = Tiny.protocol("gradients", architecture);
        List<Replica> replicas =
                seeds.stream().map(seed -> new Replica(0, protocol, seed)).toList();
        try (Cohort cohort = Tiny.cohort(replicas);
                NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = new Batches(cohort).at(scratch, 0);
            float[] gradient = gradient(cohort, scratch, batch);
            float[] at = cohort.parameters().toFloatArray();
            assertThat(gradient).hasSameSizeAs(at);
            assertThat(largest(gradient)).isGreaterThan(500 * (float) TOLERANCE);
            for (int i = 0; i < at.length; i++) {
                double slope = (loss(cohort, batch, at, i, H) - loss(cohort, batch, at, i, -H)) / (2 * H);
                assertThat((double) gradient[i])
                        .as("parameter %d of %d", i, at.length)
                        .isCloseTo(slope, Offset.offset(TOLERANCE));
            }
        }
    }

    @Test
    void what_is_not_recorded_has_no_gradient_and_recording_ends_with_its_body() {
        try (NDManager manager = NDManager.newBaseManager()) {
            NDArray leaf = Autograd.leaf(manager, manager.ones(new Shape(2)));
            NDArray square = Autograd.recorded(() -> leaf.mul(leaf).sum());
            Autograd.unrecorded(() -> leaf.mul(leaf).sum());
            assertThat(Autograd.gradient(manager, square, leaf).toFloatArray()).containsExactly(2, 2);
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** The gradient of the sum over replicas of their mean cross-entropy on the batch, as the training loop takes it. */
    private static float[] gradient(Cohort cohort, NDManager scratch, Batches.Batch batch) {
        NDArray leaf = Autograd.leaf(scratch, cohort.parameters());
        NDArray loss = Autograd.recorded(() -> cohort.forward(leaf, batch.inputs())
                .logSoftmax(-1)
                .gather(batch.labels(), 2)
                .sum()
                .mul(Native.like(
                        batch.inputs(), -1.0 / batch.labels().getShape().get(1))));
        return Autograd.gradient(scratch, loss, leaf).toFloatArray();
    }

    /** The same loss with parameter {@code i} moved by {@code h}, from the logits on in double precision. */
    private static double loss(Cohort cohort, Batches.Batch batch, float[] at, int i, float h) {
        float[] moved = at.clone();
        moved[i] += h;
        try (NDManager scratch = cohort.manager().newSubManager()) {
            NDArray parameters = Native.of(scratch, moved, cohort.parameters().getShape());
            float[] logits = Autograd.unrecorded(
                    () -> cohort.forward(parameters, batch.inputs()).toFloatArray());
            long[] labels = batch.labels().toLongArray();
            int classes = logits.length / labels.length;
            double sum = 0;
            for (int b = 0; b < labels.length; b++) {
                double total = 0;
                for (int k = 0; k < classes; k++) {
                    total += Math.exp(logits[b * classes + k]);
                }
                sum += Math.log(total) - logits[b * classes + (int) labels[b]];
            }
            return sum / batch.labels().getShape().get(1);
        }
    }
}
