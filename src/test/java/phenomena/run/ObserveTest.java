package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.dataset.Examples;
import phenomena.dataset.OperationTable;
import phenomena.measure.ErrorRate;
import phenomena.measure.OperandGrid;
import phenomena.measure.Part;
import phenomena.protocol.Budget;
import phenomena.protocol.Grokking;
import phenomena.protocol.Protocol;

/** A network whose parameters were kept is seen again as it was. */
class ObserveTest {

    @TempDir
    Path folder;

    private static final Protocol PROTOCOL = Grokking.transformer(Budget.SMOKE);

    private static double recorded(Run run, long step, String split) {
        var table = run.table();
        return table.where(table.stringColumn("quantity")
                        .isEqualTo("error")
                        .and(table.stringColumn("split").isEqualTo(split))
                        .and(table.longColumn("step").isEqualTo(step)))
                .doubleColumn("value")
                .get(0);
    }

    @Test
    void kept_parameters_give_the_error_that_was_measured() {
        Run run = Tiny.run(folder, PROTOCOL);
        assertThat(run.keptSteps(0)).containsExactly(20L, 60L);
        for (long step : run.keptSteps(0)) {
            for (Part part : Part.values()) {
                double error = run.observe(
                        0, step, network -> ErrorRate.of(network.predictions(0, part), network.examples(0, part)));
                assertThat(error).isCloseTo(recorded(run, step, part.label()), within(1e-12));
            }
        }
    }

    @Test
    void a_grid_holds_each_pair_where_it_belongs() {
        Run run = Tiny.run(folder, PROTOCOL);
        int p = ((OperationTable) PROTOCOL.task()).symbols();
        run.observe(0, 60, network -> {
            OperandGrid grid = OperandGrid.of(network, 0);
            assertThat(grid.modulus()).isEqualTo(p);
            double[][] logits = new double[p][];
            for (int c = 0; c < p; c++) {
                logits[c] = grid.logit(c);
            }
            Examples test = network.examples(0, Part.TEST);
            double[] own = network.logits(0, Part.TEST);
            for (int i = 0; i < test.size(); i++) {
                int pair = (int) (test.inputs()[2 * i] * p + test.inputs()[2 * i + 1]);
                for (int c = 0; c < p; c++) {
                    assertThat(logits[c][pair]).isEqualTo(own[i * p + c]);
                }
            }
            int[] strongest = grid.strongest(3);
            assertThat(variance(grid.neuron(strongest[0])))
                    .isGreaterThan(variance(grid.neuron(strongest[1])))
                    .isGreaterThan(variance(grid.neuron(strongest[2])));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> grid.logit(p))
                    .withMessage("result must be in [0, " + p + "), got " + p);
            return null;
        });
    }

    private static double variance(double[] values) {
        double mean = 0;
        double square = 0;
        for (double value : values) {
            mean += value / values.length;
            square += value * value / values.length;
        }
        return square - mean * mean;
    }

    @Test
    void what_was_not_kept_is_said() {
        Run run = Tiny.run(folder, PROTOCOL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run.observe(0, 21, network -> null))
                .withMessage("parameters of seed 0 are kept at the steps [20, 60], got 21; ask for others with "
                        + "Measurement.withKeptSteps");
    }
}
