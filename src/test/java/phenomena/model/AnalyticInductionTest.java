package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticInductionTest {

    private static final int TOKENS = 9;
    private static final int LENGTH = 2 * TOKENS;
    private static final int BATCH = 16; // of which a mean over the batch keeps little of each

    /** Each sequence an order of all tokens, another for each, twice. */
    private static double[] repeated() {
        Random random = new Random(29);
        double[] tokens = new double[BATCH * LENGTH];
        for (int sequence = 0; sequence < BATCH; sequence++) {
            List<Integer> order =
                    new ArrayList<>(IntStream.range(0, TOKENS).boxed().toList());
            Collections.shuffle(order, random);
            for (int i = 0; i < LENGTH; i++) {
                tokens[sequence * LENGTH + i] = order.get(i % TOKENS);
            }
        }
        return tokens;
    }

    /** The probability of each next token within the second copy, {@code (B, TOKENS − 1)}. */
    private static double[] probabilities(
            AnalyticInduction induction, double[] tokens, Precision precision, Hook hook) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, induction.decoder(), precision, new long[] {LENGTH}, TOKENS, 1);
            NDArray logits = network.forward(
                            EnginePass.parameters(manager, precision, network, List.of(induction.row())),
                            manager.zeros(new Shape(1, 0)),
                            Native.of(manager, precision.type(), tokens, new Shape(1, BATCH, LENGTH)),
                            false,
                            hook)
                    .get(0);
            double[] shares = EnginePass.doubles(logits.softmax(2));
            double[] next = new double[BATCH * (TOKENS - 1)];
            for (int i = 0; i < next.length; i++) {
                int at = i / (TOKENS - 1) * LENGTH + TOKENS + i % (TOKENS - 1);
                next[i] = shares[at * TOKENS + (int) tokens[at + 1]];
            }
            return next;
        }
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void repeated_tokens_are_predicted_with_near_certainty(int heads) {
        for (Precision precision : Precision.values()) {
            assertThat(least(probabilities(
                            new AnalyticInduction(TOKENS, LENGTH, heads), repeated(), precision, Hook.NONE)))
                    .isGreaterThan(0.99);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void its_heads_look_where_they_should(int heads) {
        var induction = new AnalyticInduction(TOKENS, LENGTH, heads);
        Map<String, double[]> seen = new HashMap<>();
        probabilities(induction, repeated(), Precision.FLOAT64, (point, value) -> {
            if (point.equals("layer 0/attention pattern")) {
                seen.put("previous", induction.previousToken().of(value).toDoubleArray());
            } else if (point.equals("layer 1/attention pattern")) {
                seen.put("induction", induction.induction().of(value).toDoubleArray());
            }
            return value;
        });
        for (int sequence = 0; sequence < BATCH; sequence++) {
            for (int i = 1; i < LENGTH; i++) {
                int row = (sequence * LENGTH + i) * LENGTH;
                assertThat(seen.get("previous")[row + i - 1]).isCloseTo(1, within(1e-9));
                if (i >= TOKENS) {
                    assertThat(seen.get("induction")[row + i - TOKENS + 1]).isCloseTo(1, within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Ablation.Kind.class)
    void without_either_head_nothing_is_predicted_and_without_another_all(Ablation.Kind kind) {
        var induction = new AnalyticInduction(TOKENS, LENGTH, 3);
        for (Head head : List.of(induction.previousToken(), induction.induction())) {
            Hook hook = new Ablation(kind, List.of(head)).on(induction.decoder());
            double[] left = probabilities(induction, repeated(), Precision.FLOAT32, hook);
            assertThat(left).as("%s", head).hasSize(BATCH * (TOKENS - 1));
            assertThat(Arrays.stream(left).average().orElseThrow()).isLessThan(0.3);
        }
        Hook others = new Ablation(kind, List.of(new Head(0, 1), new Head(0, 2), new Head(1, 0), new Head(1, 1)))
                .on(induction.decoder());
        assertThat(least(probabilities(induction, repeated(), Precision.FLOAT32, others)))
                .isGreaterThan(0.99);
    }

    @Test
    void refuses_what_it_cannot_be_written_for() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticInduction(1, 8, 1))
                .withMessage("tokens must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticInduction(2, 1, 1))
                .withMessage("length must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AnalyticInduction(2, 8, 0))
                .withMessage("heads must be at least 1, got 0");
    }
}
