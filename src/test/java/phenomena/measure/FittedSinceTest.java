package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static phenomena.measure.HandMadeObservation.labelled;

import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

class FittedSinceTest {

    private static final Examples TEST = labelled(2, new int[] {0}, new int[] {0});

    /** Logits under which each of the examples, all of class 0, is fitted or not. */
    private static double[] fitted(boolean... fitted) {
        double[] logits = new double[2 * fitted.length];
        for (int i = 0; i < fitted.length; i++) {
            logits[2 * i] = fitted[i] ? 1 : -1;
        }
        return logits;
    }

    private static Map<String, Double> at(HandMadeObservation observation, long step, boolean last, boolean... fitted) {
        observation.step = step;
        observation.last = last;
        observation.train.put(0, fitted(fitted));
        return observation.read(new FittedSince());
    }

    @Test
    void an_example_that_is_lost_again_counts_from_when_it_came_back() {
        Examples train = labelled(2, new int[5], new int[] {0, 0, 0, 1, 1}); // three clean, two corrupted
        var observation = new HandMadeObservation(new Split(train, TEST));
        assertThat(at(observation, 0, false, true, false, false, false, false)).isEmpty();
        assertThat(at(observation, 1, false, true, true, false, false, true)).isEmpty();
        assertThat(at(observation, 10, false, true, false, false, false, false)).isEmpty();
        assertThat(at(observation, 30, false, true, true, false, true, true)).isEmpty();
        // At the end: example 0 since step 0, 1 and 3 since 30, 2 never, 4 lost at the last look.
        assertThat(at(observation, 50, true, true, true, false, true, false))
                .containsExactly(
                        Map.entry("0 0 train fitted clean", 1 / 3.0),
                        Map.entry("0 0 train fitted corrupted", 0.0),
                        Map.entry("0 30 train fitted clean", 2 / 3.0),
                        Map.entry("0 30 train fitted corrupted", 1 / 2.0));
    }

    @Test
    void an_example_fitted_at_the_last_look_counts_since_then() {
        Examples train = labelled(2, new int[2], new int[2]);
        var observation = new HandMadeObservation(new Split(train, TEST));
        at(observation, 0, false, false, false);
        assertThat(at(observation, 4, true, true, false)).containsExactly(Map.entry("0 4 train fitted clean", 0.5));
    }

    @Test
    void nothing_is_read_where_nothing_is_fitted() {
        var observation = new HandMadeObservation(new Split(labelled(2, new int[2], new int[2]), TEST));
        assertThat(at(observation, 3, true, false, false)).isEmpty();
    }

    @Test
    void an_example_is_not_fitted_while_its_logits_are_no_numbers() {
        var observation = new HandMadeObservation(new Split(labelled(2, new int[1], new int[1]), TEST));
        at(observation, 0, false, true);
        observation.step = 1;
        observation.train.put(0, new double[] {Double.NaN, Double.NaN});
        observation.read(new FittedSince());
        assertThat(at(observation, 2, true, true)).containsExactly(Map.entry("0 2 train fitted clean", 1.0));
    }

    @Test
    void the_fraction_of_clean_examples_is_not_defined_where_all_are_corrupted() {
        Examples train = labelled(2, new int[2], new int[] {1, 1});
        var observation = new HandMadeObservation(new Split(train, TEST));
        assertThat(at(observation, 6, true, true, false))
                .containsExactly(
                        Map.entry("0 6 train fitted clean", Double.NaN), Map.entry("0 6 train fitted corrupted", 0.5));
    }

    @Test
    void replicas_remember_apart() {
        Split split = new Split(labelled(2, new int[1], new int[1]), TEST);
        var observation = new HandMadeObservation(split, split);
        observation.train.put(0, fitted(true));
        observation.train.put(1, fitted(false));
        observation.read(new FittedSince());
        observation.step = 5;
        observation.last = true;
        observation.train.put(1, fitted(true));
        assertThat(observation.read(new FittedSince()))
                .containsExactly(Map.entry("0 0 train fitted clean", 1.0), Map.entry("1 5 train fitted clean", 1.0));
    }
}
