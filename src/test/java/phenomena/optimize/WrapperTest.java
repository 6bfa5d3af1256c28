package phenomena.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import phenomena.optimize.Optimizer.Block;

/** Closed forms; numbers of the published algorithms are compared in {@link OptimizerTest}. */
class WrapperTest {

    /** Steps by exactly the gradient that reaches it. */
    private static final Optimizer PLAIN = new Sgd(1, 0, 0);

    private static Block block(Optimizer optimizer, double... weights) {
        List<Numbers> memories = IntStream.range(0, optimizer.memories())
                .mapToObj(i -> Numbers.float64(weights.length))
                .toList();
        return new Block(numbers(weights), Numbers.float64(weights.length), memories);
    }

    private static Numbers numbers(double... values) {
        Numbers numbers = Numbers.float64(values.length);
        set(numbers, values);
        return numbers;
    }

    private static void set(Numbers numbers, double... values) {
        IntStream.range(0, values.length).forEach(i -> numbers.set(i, values[i]));
    }

    private static double[] values(Numbers numbers) {
        return IntStream.range(0, numbers.length()).mapToDouble(numbers::get).toArray();
    }

    /** What one weight's gradients have become when they reach the base. */
    private static double[] passedOn(Function<Optimizer, Optimizer> wrapper, double... gradients) {
        Optimizer optimizer = wrapper.apply(PLAIN);
        Block block = block(optimizer, 0);
        double[] steps = new double[gradients.length];
        for (int t = 0; t < gradients.length; t++) {
            set(block.weights(), 0);
            set(block.gradient(), gradients[t]);
            optimizer.update(block, t);
            steps[t] = 0 - block.weights().get(0);
        }
        return steps;
    }

    @Test
    void grokfast_passes_on_a_constant_gradient_amplified_from_the_first_step() {
        assertThat(passedOn(base -> new GrokfastEma(base, 0.9, 2), 0.5, 0.5, 0.5, 0.5))
                .containsExactly(new double[] {1.5, 1.5, 1.5, 1.5}, within(1e-15));
    }

    @Test
    void the_echo_of_one_gradient_decays_with_the_average() {
        assertThat(passedOn(base -> new GrokfastEma(base, 0.5, 3), 1, 0, 0, 0)).containsExactly(4, 1.5, 0.75, 0.375);
    }

    @Test
    void the_windowed_average_begins_when_the_window_is_full() {
        assertThat(passedOn(base -> new GrokfastMa(base, 3, 6), 1, 1, 1, 1, 1)).containsExactly(1, 1, 7, 7, 7);
        assertThat(passedOn(base -> new GrokfastMa(base, 1, 6), 1, 2, 3)).containsExactly(7, 14, 21);
    }

    @ParameterizedTest
    @CsvSource({"1", "2", "3", "5", "8"})
    void the_window_holds_the_last_gradients_and_no_other(int window) {
        for (int at = 0; at < 3 * window; at++) {
            double[] gradients = new double[5 * window];
            gradients[at] = 1;
            double[] steps = passedOn(base -> new GrokfastMa(base, window, window), gradients);
            for (int t = 0; t < steps.length; t++) {
                boolean inside = t >= window - 1 && t >= at && t < at + window;
                assertThat(steps[t]).as("gradient %d, step %d", at, t).isEqualTo((t == at ? 1 : 0) + (inside ? 1 : 0));
            }
        }
    }

    @Test
    void what_has_left_the_window_leaves_no_rounding_error() {
        double[] gradients = new double[40];
        Arrays.fill(gradients, 0, 5, 1e30);
        Arrays.fill(gradients, 5, 40, 1);
        assertThat(Arrays.copyOfRange(passedOn(base -> new GrokfastMa(base, 4, 1), gradients), 8, 40))
                .containsOnly(2);
    }

    @ParameterizedTest
    @CsvSource({"2, 1.5", "-2, -1.5", "0.3, 0", "-0.3, 0", "0, 0"})
    void the_l1_penalty_shrinks_a_quadratics_minimum_by_its_strength_and_no_further_than_zero(
            double minimum, double shrunk) {
        Optimizer optimizer = new L1Penalty(new Sgd(1e-3, 0, 0), 0.5);
        Block block = block(optimizer, 0.7);
        for (int t = 0; t < 20_000; t++) {
            set(block.gradient(), block.weights().get(0) - minimum); // of (w − minimum)² / 2
            optimizer.update(block, t);
        }
        assertThat(block.weights().get(0)).isCloseTo(shrunk, within(1e-3 * (0.5 + 0.3))); // one step
    }

    @Test
    void the_l1_penalty_leaves_a_weight_of_zero_alone() {
        Block block = block(new L1Penalty(PLAIN, 0.5), 0, 3, -3);
        new L1Penalty(PLAIN, 0.5).update(block, 0);
        assertThat(values(block.weights())).containsExactly(0, 2.5, -2.5);
    }

    @Test
    void the_learning_rate_warms_up_in_a_straight_line_from_zero() {
        assertThat(passedOn(base -> new WarmUp(base, 4), 1, 1, 1, 1, 1, 1)).containsExactly(0, 0.25, 0.5, 0.75, 1, 1);
        assertThat(new WarmUp(PLAIN, 10).factor(3)).isEqualTo(0.3);
        assertThat(new WarmUp(PLAIN, 10).factor(1_000_000)).isEqualTo(1);
    }

    @Test
    void decoupled_decay_warms_up_with_the_rate_and_the_first_update_only_fills_the_memories() {
        Optimizer optimizer = new WarmUp(new AdamW(0.1, 0.9, 0.99, 1e-8, 0.5), 2);
        Block block = block(optimizer, 4);
        set(block.gradient(), 3);
        optimizer.update(block, 0);
        assertThat(block.weights().get(0)).isEqualTo(4);
        assertThat(block.memories().get(0).get(0)).isCloseTo(0.3, within(1e-15));
        Block still = block(optimizer, 4);
        optimizer.update(still, 1);
        assertThat(still.weights().get(0)).isCloseTo(4 * (1 - 0.05 * 0.5), within(1e-15));
    }

    @Test
    void the_orthogonal_gradient_is_orthogonal_and_as_long_as_before() {
        Optimizer optimizer = new OrthogonalGradient(PLAIN);
        double[] w = {3, -1, 2, 0.5};
        double[] g = {0.25, -2, 1, 4};
        Block block = block(optimizer, w);
        set(block.gradient(), g);
        optimizer.update(block, 0);
        Numbers step = numbers(w);
        step.add(-1, block.weights());
        assertThat(step.dot(numbers(w))).isCloseTo(0, within(1e-14));
        assertThat(step.dot(step)).isCloseTo(numbers(g).dot(numbers(g)), within(1e-13));
        assertThat(step.dot(numbers(g))).isPositive();
    }

    @Test
    void the_orthogonal_gradient_is_the_gradient_where_weights_are_zero_and_zero_where_it_lies_along_them() {
        Optimizer optimizer = new OrthogonalGradient(PLAIN);
        Block zero = block(optimizer, 0, 0);
        set(zero.gradient(), 1, -2);
        optimizer.update(zero, 0);
        assertThat(values(zero.weights())).containsExactly(-1, 2);
        Block along = block(optimizer, 0.1, 0.7);
        set(along.gradient(), 0.3, 2.1);
        optimizer.update(along, 0);
        assertThat(values(along.weights())).containsExactly(0.1, 0.7);
    }

    @Test
    void only_the_orthogonal_gradient_needs_whole_parameters_and_its_wrappers_with_it() {
        assertThat(new GrokfastMa(new L1Penalty(PLAIN, 1), 2, 1).needsWholeParameters())
                .isFalse();
        assertThat(new WarmUp(new GrokfastEma(new L1Penalty(new OrthogonalGradient(PLAIN), 1), 0.5, 1), 2)
                        .needsWholeParameters())
                .isTrue();
    }

    @Test
    void a_wrappers_memories_come_first_and_its_base_gets_the_rest_uncopied() {
        GrokfastEma ema = new GrokfastEma(new Adam(1, 0.9, 0.99, 1e-8, 0), 0.5, 1);
        GrokfastMa optimizer = new GrokfastMa(ema, 4, 1);
        assertThat(optimizer.memories()).isEqualTo(5 + 1 + 2);
        Block block = block(optimizer, 1, 2);
        Block inner = optimizer.inner(block);
        assertThat(inner.weights()).isSameAs(block.weights());
        assertThat(inner.gradient()).isSameAs(block.gradient());
        assertThat(inner.memories()).hasSize(3);
        assertThat(ema.inner(inner).memories().get(1)).isSameAs(block.memories().get(7));
        assertThat(new WarmUp(PLAIN, 2).inner(block)).isSameAs(block);
    }

    @Test
    void rate_and_decay_are_the_bases() {
        Optimizer base = new AdamW(0.1, 0.9, 0.99, 1e-8, 0.2);
        Optimizer optimizer = new WarmUp(new GrokfastMa(new L1Penalty(new OrthogonalGradient(base), 0.5), 3, 1), 10);
        assertThat(optimizer.learningRate()).isEqualTo(0.1);
        assertThat(optimizer.weightDecay()).isEqualTo(0.2);
        Optimizer other = new AdamW(7, 0.9, 0.99, 1e-8, 8);
        assertThat(optimizer.withLearningRate(7).withWeightDecay(8))
                .isEqualTo(new WarmUp(new GrokfastMa(new L1Penalty(new OrthogonalGradient(other), 0.5), 3, 1), 10));
    }

    @Test
    void wrappers_share_a_pass_where_they_and_their_bases_do() {
        Optimizer base = new Sgd(1, 0.9, 0);
        Optimizer optimizer = new WarmUp(new GrokfastEma(base, 0.9, 2), 10);
        assertThat(optimizer.sharesPassWith(new WarmUp(new GrokfastEma(new Sgd(2, 0.9, 3), 0.9, 2), 10)))
                .isTrue();
        assertThat(optimizer.sharesPassWith(new WarmUp(new GrokfastEma(base, 0.9, 1), 10)))
                .isFalse();
        assertThat(optimizer.sharesPassWith(new WarmUp(new GrokfastEma(new Sgd(1, 0.8, 0), 0.9, 2), 10)))
                .isFalse();
        assertThat(optimizer.sharesPassWith(base)).isFalse();
        assertThat(base.sharesPassWith(optimizer)).isFalse();
    }

    @Test
    void refuses_what_is_out_of_range() {
        refused(() -> new GrokfastEma(PLAIN, 1, 2), "decay must be in [0, 1), got 1.0");
        refused(() -> new GrokfastEma(PLAIN, 0.9, -1), "strength must be at least 0 and finite, got -1.0");
        refused(() -> new GrokfastMa(PLAIN, 0, 2), "window must be at least 1, got 0");
        refused(() -> new GrokfastMa(PLAIN, 2, Double.NaN), "strength must be at least 0 and finite, got NaN");
        refused(() -> new L1Penalty(PLAIN, 1 / 0.0), "strength must be at least 0 and finite, got Infinity");
        refused(() -> new WarmUp(PLAIN, 0), "steps must be at least 1, got 0");
        refused(() -> new WarmUp(PLAIN, 2).withWeightDecay(-1), "weightDecay must be at least 0 and finite, got -1.0");
        assertThatNullPointerException()
                .isThrownBy(() -> new OrthogonalGradient(null))
                .withMessage("base must be given, got null");
    }

    private static void refused(ThrowingCallable work, String message) {
        assertThatIllegalArgumentException().isThrownBy(work).withMessage(message);
    }
}
