package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

class TaskErrorsTest {

    /** A task of three and one bit; the first and the last example ask for task 1, the other for task 3, none for task 2. All labels are 0. */
    private static final Examples TEST =
            new Examples(new float[] {0, 1, 2, 0, 0, 1}, new long[] {2}, new int[3], new int[3], 2);

    private static HandMadeObservation observation(double... logits) {
        HandMadeObservation observation = new HandMadeObservation(new Split(TEST, TEST));
        observation.test.put(0, logits);
        observation.step = 8;
        return observation;
    }

    @Test
    void each_task_has_the_errors_of_the_examples_that_ask_for_it() {
        assertThat(observation(1, 0, -1, 0, 0, 1).read(new TaskErrors(3)))
                .containsExactly(Map.entry("0 8 test error task 1", 0.5), Map.entry("0 8 test error task 3", 1.0));
    }

    @Test
    void at_the_last_measurement_each_task_has_a_loss_too() {
        HandMadeObservation observation = observation(0, 0, 0, Math.log(3), 0, -Math.log(4));
        observation.last = true;
        Map<String, Double> read = observation.read(new TaskErrors(3));
        // probabilities of the label: 1/2 and 4/5 for task 1, 1/4 for task 3
        assertThat(read)
                .containsOnlyKeys(
                        "0 8 test error task 1",
                        "0 8 test error task 3",
                        "0 8 test loss task 1",
                        "0 8 test loss task 3");
        assertThat(read.get("0 8 test error task 1")).isZero();
        assertThat(read.get("0 8 test error task 3")).isOne();
        assertThat(read.get("0 8 test loss task 1")).isCloseTo(Math.log(2.5) / 2, within(1e-12));
        assertThat(read.get("0 8 test loss task 3")).isCloseTo(Math.log(4), within(1e-12));
    }

    @Test
    void logits_that_are_no_numbers_are_errors() {
        assertThat(observation(Double.NaN, 0, 1, 0, 1, 0).read(new TaskErrors(3)))
                .containsEntry("0 8 test error task 1", 0.5);
    }

    @Test
    void refuses_other_tasks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TaskErrors(0))
                .withMessage("tasks must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation(1, 0, 1, 0, 1, 0).read(new TaskErrors(2)))
                .withMessageStartingWith(
                        "the first value of an input must be its task, a whole number in [0, 2), got 2.0");
    }
}
