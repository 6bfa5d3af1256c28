package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static phenomena.model.HookedPass.BATCH;
import static phenomena.model.HookedPass.CLASSES;
import static phenomena.model.HookedPass.DECODER;
import static phenomena.model.HookedPass.LENGTH;
import static phenomena.model.HookedPass.REPLICAS;
import static phenomena.model.HookedPass.refused;
import static phenomena.model.HookedPass.tokens;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.model.Decoder.Positions;

class AblationTest {

    private static final Head HEAD = new Head(1, 1);

    private final HookedPass pass = new HookedPass();

    @AfterEach
    void close() {
        pass.close();
    }

    @ParameterizedTest
    @EnumSource(Ablation.Kind.class)
    void an_ablation_replaces_the_output_of_its_head_and_of_no_other(Ablation.Kind kind) {
        NDArray plain = pass.seen(tokens(), Hook.NONE).get("layer 1/head outputs");
        NDArray ablated =
                pass.seen(tokens(), Ablation.of(kind, 1, 1).on(DECODER)).get("layer 1/head outputs");
        double[] before = HEAD.of(plain).toDoubleArray(); // (R, B, L, width / H)
        double[] after = HEAD.of(ablated).toDoubleArray();
        int each = LENGTH * 4;
        for (int i = 0; i < after.length; i++) {
            int replica = i / (BATCH * each);
            int sequence = i / each % BATCH;
            double mean = 0;
            for (int b = 0; b < BATCH; b++) {
                mean += before[(replica * BATCH + b) * each + i % each] / BATCH;
            }
            int other = (replica * BATCH + (sequence + BATCH - 1) % BATCH) * each + i % each;
            double expected =
                    switch (kind) {
                        case ZERO -> 0;
                        case MEAN -> mean;
                        case RESAMPLE -> before[other];
                    };
            assertThat(after[i]).isCloseTo(expected, within(kind == Ablation.Kind.MEAN ? 1e-15 : 0));
        }
        for (int other : new int[] {0, 2}) {
            Head head = new Head(1, other);
            assertThat(head.of(ablated).toDoubleArray())
                    .isEqualTo(head.of(plain).toDoubleArray());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"queries", "keys", "values", "attention pattern", "head outputs"})
    void a_patched_part_flows_on_and_its_own_part_changes_nothing(String part) {
        double[] plain = pass.logits(tokens(), Hook.NONE);
        NDArray own = HEAD.of(pass.seen(tokens(), Hook.NONE).get(Hook.point(1, part)));
        assertThat(pass.logits(tokens(), HEAD.patched(DECODER, part, own))).isEqualTo(plain);
        double[] others = tokens();
        Arrays.setAll(others, i -> CLASSES - 1 - others[i]);
        NDArray foreign = HEAD.of(pass.seen(others, Hook.NONE).get(Hook.point(1, part)));
        Hook patch = HEAD.patched(DECODER, part, foreign);
        assertThat(HEAD.of(pass.seen(tokens(), patch).get(Hook.point(1, part))).toDoubleArray())
                .isEqualTo(foreign.toDoubleArray());
        assertThat(pass.logits(tokens(), patch)).isNotEqualTo(plain);
    }

    /** All of a run's heads and MLPs, and its embedding, are all that the residual stream is made of. */
    @Test
    void patching_everything_from_another_run_gives_the_other_runs_logits() {
        double[] others = tokens();
        Arrays.setAll(others, i -> (others[i] + 2) % CLASSES);
        Map<String, NDArray> other = pass.seen(others, Hook.NONE);
        Hook patch =
                (point, value) -> point.equals("embedding") || point.endsWith("head outputs") || point.endsWith("mlp")
                        ? other.get(point)
                        : value;
        assertThat(pass.logits(tokens(), patch))
                .containsExactly(pass.logits(others, Hook.NONE), within(1e-13)); // see Hook on a changed embedding
    }

    @Test
    void what_is_computed_from_a_patch_goes_with_the_pass_and_not_with_the_patch() {
        NDArray first = new Head(0, 0).of(pass.seen(tokens(), Hook.NONE).get("layer 0/head outputs"));
        NDArray whole = pass.seen(tokens(), Hook.NONE).get("layer 1/attention pattern");
        Hook hook = new Head(0, 0)
                .patched(DECODER, Hook.HEAD_OUTPUTS, first)
                .then((point, value) -> point.equals("layer 1/attention pattern") ? whole : value);
        NDManager outer = first.getManager();
        Network network = Network.of(outer, DECODER, Precision.FLOAT64, new long[] {LENGTH}, CLASSES, REPLICAS);
        int before = outer.getManagedArrays().size();
        try (NDManager inner = outer.newSubManager()) {
            NDArray logits = DecoderTest.forward(inner, network, DecoderTest.rows(network, DECODER), tokens(), hook);
            assertThat(logits.getManager()).isSameAs(inner);
        }
        assertThat(outer.getManagedArrays()).hasSize(before);
    }

    @Test
    void heads_and_ablations_that_cannot_be_are_refused() {
        refused(() -> new Head(-1, 0), "layer must be at least 0, got -1");
        refused(() -> new Head(0, -1), "head must be at least 0, got -1");
        refused(
                () -> Ablation.of(Ablation.Kind.ZERO, 2, 0).on(DECODER),
                "layer must be below the decoder's number of layers, 2, got 2");
        refused(
                () -> Ablation.of(Ablation.Kind.ZERO, 0, 3).on(DECODER),
                "head must be below the decoder's number of heads a layer, 3, got 3");
        refused(() -> new Ablation(null, List.of(HEAD)), "kind must be given, got null");
        refused(() -> new Ablation(Ablation.Kind.ZERO, List.of()), "heads must be at least one and each once, got []");
        refused(
                () -> new Ablation(Ablation.Kind.ZERO, List.of(HEAD, HEAD)),
                "heads must be at least one and each once, got [Head[layer=1, head=1], Head[layer=1, head=1]]");
        Decoder one = Decoder.attentionOnly(2, 4, 1, Positions.NONE);
        refused(
                () -> new Ablation(Ablation.Kind.MEAN, List.of(new Head(0, 0), new Head(1, 0))).on(one),
                "an ablation must leave at least one head, got all 2 of the decoder; take one off the list");
        NDArray given = pass.manager().zeros(new Shape(1), DataType.FLOAT64);
        refused(
                () -> HEAD.patched(DECODER, "mlp", given),
                "part must be one of [queries, keys, values, attention pattern, head outputs], got \"mlp\"");
        refused(
                () -> pass.logits(tokens(), HEAD.patched(DECODER, "keys", given)),
                "the array patched into keys of Head[layer=1, head=1] must have shape (2, 3, 7, 4), got (1)");
        for (Ablation.Kind kind : List.of(Ablation.Kind.MEAN, Ablation.Kind.RESAMPLE)) {
            double[] single = DecoderTest.tokens(REPLICAS * LENGTH, CLASSES);
            refused(
                    () -> pass.logits(
                            DECODER,
                            Precision.FLOAT64,
                            single,
                            Ablation.of(kind, 0, 0).on(DECODER)),
                    "a batch under ablation by " + kind + " must have at least 2 sequences, got 1");
        }
    }
}
