package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.model.StableMax;
import phenomena.protocol.Protocol;

class AutogradTest {

    /**
     * Half the distance of a central difference in float64. Rounding puts some 1e-16 / 2h = 5e-11 on the slope, the method
     * h²/6 times the third derivative, some 1e-11. The seeds are such that no unit switches within ±h.
     */
    private static final double H = 1e-6;

    private static final double TOLERANCE = 2e-9;

    static List<Arguments> cases() {
        List<Arguments> cases = new ArrayList<>();
        for (Objective objective : List.of(new CrossEntropy(), new MeanSquaredError(), new StableMax())) {
            cases.add(Arguments.of(new Mlp(2, 4, 1), objective, List.of(3L, 4L)));
            cases.add(Arguments.of(new Cnn(2, 2, 3, 3, 1), objective, List.of(0L, 1L)));
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradients_equal_central_differences(Architecture architecture, Objective objective, List<Long> seeds) {
        Protocol protocol = Tiny.protocol("gradients", architecture);
        Protocol precise =
                protocol.withLearner(protocol.learner().withObjective(objective).withPrecision(Precision.FLOAT64));
        List<Replica> replicas =
                seeds.stream().map(seed -> new Replica(0, precise, seed)).toList();
        try (Cohort cohort = Tiny.cohort(replicas);
                NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = new Batches(cohort).at(scratch, 0);
            List<double[]> gradients = gradients(cohort, scratch, batch);
            for (int r = 0; r < replicas.size(); r++) {
                List<double[][]> at = cohort.state();
                double[] row = at.get(r)[1];
                for (int i = 0; i < row.length; i++) {
                    double slope = (loss(cohort, batch, at, r, i, H) - loss(cohort, batch, at, r, i, -H)) / (2 * H);
                    assertThat(gradients.get(r)[i])
                            .as("parameter %d of %d of replica %d", i, row.length, r)
                            .isCloseTo(slope, Offset.offset(TOLERANCE));
                }
            }
        }
    }

    @Test
    void what_is_not_recorded_has_no_gradient_and_recording_ends_with_its_body() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> leaves = Autograd.leaves(manager, List.of(manager.ones(new Shape(2))));
            NDArray leaf = leaves.get(0);
            NDArray square = Autograd.recorded(() -> leaf.mul(leaf).sum());
            Autograd.unrecorded(() -> leaf.mul(leaf).sum());
            assertThat(Autograd.gradients(manager, square, leaves).get(0).toFloatArray())
                    .containsExactly(2, 2);
        }
    }

    @Test
    void what_a_loss_does_not_depend_on_has_gradient_zero() {
        try (NDManager manager = NDManager.newBaseManager()) {
            List<NDArray> leaves =
                    Autograd.leaves(manager, List.of(manager.ones(new Shape(2)), manager.ones(new Shape(3))));
            NDArray sum = Autograd.recorded(() -> leaves.get(0).sum());
            assertThat(Autograd.gradients(manager, sum, leaves).get(1).toFloatArray())
                    .containsExactly(0, 0, 0);
        }
    }

    /** Each replica's gradient of the objective on the batch, as the training loop takes it, in the order of its row. */
    private static List<double[]> gradients(Cohort cohort, NDManager scratch, Batches.Batch batch) {
        List<NDArray> leaves = Autograd.leaves(scratch, cohort.parameters());
        NDArray losses = Autograd.recorded(
                () -> cohort.learner().objective().losses(cohort.forward(leaves, batch.inputs()), batch.labels()));
        List<NDArray> gradients = Autograd.gradients(scratch, losses, leaves);
        List<double[]> rows = new ArrayList<>();
        for (int r = 0; r < cohort.size(); r++) {
            double[] row = new double[cohort.row(r).length];
            for (int e = 0; e < gradients.size(); e++) {
                int length = cohort.entries().get(e).length();
                System.arraycopy(
                        gradients.get(e).toDoubleArray(),
                        r * length,
                        row,
                        cohort.entries().get(e).offset(),
                        length);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Replica {@code r}'s objective on the batch with its parameter {@code i} moved by {@code h}, from the logits on in Java. */
    private static double loss(Cohort cohort, Batches.Batch batch, List<double[][]> at, int r, int i, double h) {
        double kept = at.get(r)[1][i];
        at.get(r)[1][i] += h;
        cohort.restore(at);
        at.get(r)[1][i] = kept;
        try (NDManager scratch = cohort.manager().newSubManager()) {
            double[] logits = Autograd.unrecorded(
                    () -> cohort.forward(Autograd.views(scratch, cohort.parameters()), batch.inputs())
                            .toDoubleArray());
            long[] labels = batch.labels().toLongArray();
            int classes = logits.length / labels.length;
            int size = labels.length / cohort.size();
            double sum = 0;
            for (int b = r * size; b < (r + 1) * size; b++) {
                sum += cohort.learner().objective().loss(logits, b * classes, classes, (int) labels[b]);
            }
            cohort.restore(at);
            return sum / size;
        }
    }
}
