package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static phenomena.model.HookedPass.BATCH;
import static phenomena.model.HookedPass.DECODER;
import static phenomena.model.HookedPass.LENGTH;
import static phenomena.model.HookedPass.REPLICAS;
import static phenomena.model.HookedPass.refused;
import static phenomena.model.HookedPass.tokens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HookTest {

    private final HookedPass pass = new HookedPass();

    @AfterEach
    void close() {
        pass.close();
    }

    @ParameterizedTest
    @MethodSource("phenomena.model.DecoderTest#decoders")
    void a_hook_that_returns_what_it_gets_changes_no_bit_and_sees_every_point_in_order(Decoder decoder) {
        for (Precision precision : Precision.values()) {
            List<String> points = new ArrayList<>();
            NDArray looked = pass.logits(decoder, precision, tokens(), (point, value) -> {
                points.add(point);
                return value;
            });
            NDArray plain = pass.logits(decoder, precision, tokens(), Hook.NONE);
            assertThat(EnginePass.doubles(looked)).isEqualTo(EnginePass.doubles(plain));
            assertThat(points).isEqualTo(decoder.points());
        }
    }

    /** The same embedding, of which the pass cannot know that it is: every place is multiplied, and in a wide net not each token once. */
    @ParameterizedTest
    @MethodSource("phenomena.model.DecoderTest#decoders")
    void an_embedding_put_back_gives_the_same_logits(Decoder decoder) {
        NDArray plain = pass.logits(decoder, Precision.FLOAT64, tokens(), Hook.NONE);
        NDArray again = pass.logits(
                decoder,
                Precision.FLOAT64,
                tokens(),
                (point, value) -> point.equals("embedding") ? value.duplicate() : value);
        assertThat(again.toDoubleArray()).containsExactly(plain.toDoubleArray(), within(1e-13));
    }

    @Test
    void points_show_arrays_of_the_documented_shapes() {
        Map<String, NDArray> seen = pass.seen(tokens(), Hook.NONE);
        Shape stream = new Shape(REPLICAS, BATCH, LENGTH, 12);
        Shape perHead = new Shape(REPLICAS, BATCH, 3, LENGTH, 4);
        assertThat(seen).hasSize(1 + 2 * 7);
        seen.forEach((point, value) -> assertThat(value.getShape())
                .as(point)
                .isEqualTo(
                        switch (point.replaceFirst(".*/", "")) {
                            case "attention pattern" -> new Shape(REPLICAS, BATCH, 3, LENGTH, LENGTH);
                            case "queries", "keys", "values", "head outputs" -> perHead;
                            default -> stream;
                        }));
    }

    @Test
    void patterns_are_causal_shares_and_outputs_their_means_of_the_values() {
        Map<String, NDArray> seen = pass.seen(tokens(), Hook.NONE);
        for (int layer = 0; layer < 2; layer++) {
            double[] pattern =
                    seen.get(Hook.point(layer, Hook.ATTENTION_PATTERN)).toDoubleArray();
            double[] values = seen.get(Hook.point(layer, Hook.VALUES)).toDoubleArray();
            double[] outputs = seen.get(Hook.point(layer, Hook.HEAD_OUTPUTS)).toDoubleArray();
            for (int row = 0; row < pattern.length / LENGTH; row++) {
                double[] shares = Arrays.copyOfRange(pattern, row * LENGTH, (row + 1) * LENGTH);
                assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-14));
                for (int c = 0; c < 4; c++) {
                    double mean = 0;
                    for (int j = 0; j < LENGTH; j++) {
                        assertThat(shares[j] > 0).isEqualTo(j <= row % LENGTH);
                        mean += shares[j] * values[(row / LENGTH * LENGTH + j) * 4 + c];
                    }
                    assertThat(outputs[row * 4 + c]).isCloseTo(mean, within(1e-13));
                }
            }
        }
    }

    @Test
    void what_a_hook_returns_flows_on() {
        double[] plain = pass.logits(tokens(), Hook.NONE);
        for (String point : DECODER.points()) {
            assertThat(pass.logits(tokens(), (at, value) -> at.equals(point) ? value.add(value) : value))
                    .as(point)
                    .isNotEqualTo(plain);
        }
        NDArray last = pass.seen(tokens(), Hook.NONE).get("layer 1/residual");
        assertThat(pass.logits(tokens(), (at, value) -> at.equals("layer 1/residual") ? last : value.zerosLike()))
                .as("the unembedding reads the last residual alone")
                .isEqualTo(plain);
    }

    @Test
    void an_answer_of_another_shape_or_type_is_refused() {
        refused(
                () -> pass.logits(tokens(), (point, value) -> value.transpose()),
                "a hook at \"embedding\" must return float64 of shape (2, 3, 7, 12), got float64 of shape (12, 7, 3, 2)");
        refused(
                () -> pass.logits(
                        tokens(),
                        (point, value) -> point.endsWith("keys") ? value.toType(DataType.FLOAT32, true) : value),
                "a hook at \"layer 0/keys\" must return float64 of shape (2, 3, 3, 7, 4), got float32 of shape (2, 3, 3, 7, 4)");
        refused(
                () -> pass.logits(tokens(), (point, value) -> null),
                "a hook at \"embedding\" must return float64 of shape (2, 3, 7, 12), got null");
    }

    @Test
    void a_hook_on_a_block_that_shows_nothing_is_refused() {
        Network network = Network.of(pass.manager(), new Mlp(1, 2, 1), Precision.FLOAT32, new long[] {2}, 2, 1);
        refused(
                () -> network.forward(
                        List.of(),
                        pass.manager().zeros(new Shape(1, 0)),
                        pass.manager().zeros(new Shape(1, 1, 2)),
                        false,
                        (p, v) -> v),
                "a hook needs a block that shows what flows through it, such as a Decoder's, got phenomena.model.MlpBlock");
    }
}
