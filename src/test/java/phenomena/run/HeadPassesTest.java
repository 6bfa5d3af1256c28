package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.dataset.Examples;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.measure.AblatedLoss;
import phenomena.measure.CompositionScores;
import phenomena.measure.CopyingScore;
import phenomena.measure.HeadScores;
import phenomena.measure.Heads;
import phenomena.measure.Part;
import phenomena.measure.Probe;
import phenomena.measure.TokenLosses;
import phenomena.model.Ablation;
import phenomena.model.AnalyticInduction;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.Decoder.Positions;
import phenomena.model.Head;
import phenomena.model.Hook;
import phenomena.model.Intervention;

/** Two replicas in one pass: induction written by hand, and a net of zeros, whose attention is uniform and which says nothing. */
class HeadPassesTest {

    private static final int TOKENS = 30;
    private static final int LENGTH = 12;
    private static final int PERIOD = LENGTH / 2;
    private static final AnalyticInduction INDUCTION = new AnalyticInduction(TOKENS, LENGTH, 2);
    private static final Head PREVIOUS = INDUCTION.previousToken();
    private static final Head INDUCING = INDUCTION.induction();

    private Cohort cohort;
    private Snapshot snapshot;

    @BeforeEach
    void open() {
        cohort = cohort(INDUCTION.decoder());
        double[] row = INDUCTION.row();
        cohort.restore(List.of(new double[][] {{}, row}, new double[][] {{}, new double[row.length]}));
        snapshot = new Snapshot(cohort, 5, new HashMap<>());
    }

    private static Cohort cohort(Architecture architecture) {
        return Tiny.cohort(Tiny.replicas(Tiny.protocol("heads", architecture)
                .withTask(new RepeatedTokens(TOKENS, new Sequences(LENGTH, 10, 40)))
                .withSeeds(2)));
    }

    @AfterEach
    void close() {
        cohort.close();
    }

    private static Examples repeated(int vocabulary, int length, int count) {
        return new RepeatedTokens(vocabulary, new Sequences(length, 1, count))
                .split(7)
                .test();
    }

    private static List<Examples> both(Examples examples) {
        return Collections.nCopies(2, examples);
    }

    private Map<String, Double> read(Probe probe) {
        Map<String, Double> read = new HashMap<>();
        Autograd.unrecorded(() -> {
            probe.measure(snapshot, (replica, step, split, quantity, value) -> {
                assertThat(step).isEqualTo(5);
                assertThat(read.put(replica + " " + split + " " + quantity, value))
                        .isNull();
            });
            return null;
        });
        return read;
    }

    /** The mean loss within the repeat, replica by replica. */
    private double[] losses(Intervention intervention) {
        Examples examples = repeated(TOKENS, LENGTH, 40);
        return Arrays.stream(snapshot.heads().logits(both(examples), intervention))
                .mapToDouble(
                        logits -> Arrays.stream(TokenLosses.of(new CrossEntropy(), logits, examples), PERIOD, LENGTH)
                                .average()
                                .orElseThrow())
                .toArray();
    }

    @Test
    void detectors_find_the_heads_that_were_written_and_uniform_attention_at_its_value() {
        Map<String, Double> read = read(new HeadScores(LENGTH, 8));
        assertThat(read).hasSize(2 * 3 * 5);
        assertThat(read.get("0  previous token layer 0 head 0")).isCloseTo(1, within(1e-6));
        assertThat(read.get("0  prefix matching layer 1 head 1")).isCloseTo(1, within(1e-6));
        for (String score : List.of("previous token", "prefix matching", "duplicate token")) {
            double uniform = read.get("0  " + score + " uniform");
            assertThat(read.get("0  " + score + " layer 0 head 1")).isCloseTo(uniform, within(1e-6));
            assertThat(read.get("1  " + score + " layer 1 head 1")).isCloseTo(uniform, within(1e-6));
        }
    }

    @Test
    void circuits_show_what_was_written() {
        Map<String, Double> copying = read(new CopyingScore());
        assertThat(copying.get("0  copying layer 1 head 1")).isCloseTo(1, within(1e-6));
        assertThat(copying.get("0  copying layer 0 head 0")).isZero();
        assertThat(copying.get("1  copying layer 1 head 1")).isZero();
        Map<String, Double> composition = read(new CompositionScores());
        // A = 30 · (tokens by what comes before, and −2 times tokens by position 0), B = the identity: 1 of 5 parts is
        // read.
        double written =
                1 / Math.sqrt(5 * TOKENS) - 1 / Math.sqrt(INDUCTION.decoder().width());
        assertThat(composition.get("0  K composition layer 0 head 0 into layer 1 head 1"))
                .isCloseTo(written, within(1e-6));
        assertThat(composition.get("0  Q composition layer 0 head 0 into layer 1 head 1"))
                .isCloseTo(-1 / Math.sqrt(INDUCTION.decoder().width()), within(1e-6));
        assertThat(composition.get("0  K composition layer 0 head 1 into layer 1 head 1"))
                .isNaN();
        assertThat(composition).hasSize(2 * 3 * 4);
    }

    @ParameterizedTest
    @EnumSource(Ablation.Kind.class)
    void without_either_head_nothing_is_continued_and_without_the_others_all(Ablation.Kind kind) {
        double[] all = losses(Intervention.NONE);
        assertThat(all[0]).isLessThan(1); // some tokens come twice before they are repeated
        assertThat(all[1]).isCloseTo(Math.log(TOKENS), within(1e-6));
        for (Head head : List.of(PREVIOUS, INDUCING)) {
            assertThat(losses(Intervention.ablating(kind, head))[0]).isGreaterThan(all[0] + 2);
        }
        assertThat(losses(Intervention.ablating(kind, new Head(0, 1), new Head(1, 0)))[0])
                .isCloseTo(all[0], within(1e-5));
    }

    @ParameterizedTest
    @EnumSource(Ablation.Kind.class)
    void what_a_head_does_through_anothers_keys_comes_back_with_them(Ablation.Kind kind) {
        double all = losses(Intervention.NONE)[0];
        Intervention without = Intervention.ablating(kind, PREVIOUS);
        assertThat(losses(without.restoring(Hook.KEYS, INDUCING))[0]).isCloseTo(all, within(1e-5));
        assertThat(losses(without.restoring(Hook.ATTENTION_PATTERN, INDUCING))[0])
                .isCloseTo(all, within(1e-5));
        assertThat(losses(without.restoring(Hook.HEAD_OUTPUTS, PREVIOUS))[0]).isCloseTo(all, within(1e-5));
        assertThat(losses(without.restoring(Hook.QUERIES, INDUCING))[0]).isGreaterThan(all + 2);
        assertThat(losses(without.restoring(Hook.KEYS, new Head(1, 0)))[0]).isGreaterThan(all + 2);
    }

    @Test
    void each_heads_worth_is_read_of_the_first_test_sequences() {
        Map<String, Double> read = read(new AblatedLoss(List.of(Ablation.Kind.MEAN, Ablation.Kind.ZERO), 20));
        assertThat(read).hasSize(2 * (1 + 2 * 4));
        double all = read.get("0 test loss with all heads");
        for (String kind : List.of("mean", "zero")) {
            String name = "0 test loss without (" + kind + ") ";
            // Before the repeat it continues by chance, and is sure of it: there it is better without.
            assertThat(read.get(name + "layer 0 head 0")).isNotCloseTo(all, within(1.0));
            assertThat(read.get(name + "layer 1 head 1")).isNotCloseTo(all, within(1.0));
            assertThat(read.get(name + "layer 0 head 1")).isCloseTo(all, within(1e-5));
            assertThat(read.get(name + "layer 1 head 0")).isCloseTo(all, within(1e-5));
        }
        Examples first = snapshot.examples(0, Part.TEST).first(20);
        double[] logits = Arrays.copyOf(snapshot.logits(0, Part.TEST), first.labels().length * TOKENS);
        assertThat(all)
                .isCloseTo(
                        Arrays.stream(TokenLosses.of(new CrossEntropy(), logits, first))
                                .average()
                                .orElseThrow(),
                        within(1e-5));
    }

    /** More sequences than go through one pass; each replica with its own. */
    @Test
    void every_sequence_is_seen_once_and_as_if_it_were_with_few() {
        Examples many = repeated(TOKENS, LENGTH, 2_000);
        Examples few = many.first(5);
        Heads heads = snapshot.heads();
        double[][] all = heads.logits(both(many), Intervention.NONE);
        double[][] some = heads.logits(both(few), Intervention.NONE);
        assertThat(Arrays.copyOf(all[0], some[0].length)).containsExactly(some[0], within(1e-4));
        List<String> seen = new ArrayList<>();
        heads.show(both(many), Intervention.NONE, heads.patterns(), (replica, sequence, point, values) -> {
            assertThat(values).hasSize(2 * LENGTH * LENGTH);
            seen.add(replica + " " + sequence + " " + point);
        });
        assertThat(seen).hasSize(2 * 2 * 2_000).doesNotHaveDuplicates();
        Examples others =
                repeated(TOKENS, LENGTH, 9).withLabels(new int[9 * LENGTH]).first(5);
        Examples tests = snapshot.examples(0, Part.TEST).first(5);
        double[][] apart = heads.logits(List.of(tests, others), Intervention.NONE);
        double[][] alike = heads.logits(both(tests), Intervention.NONE);
        assertThat(apart[0]).containsExactly(alike[0], within(1e-5));
    }

    @Test
    void shorter_sequences_are_taken_and_no_array_is_left() {
        int before = cohort.manager().getManagedArrays().size();
        Heads heads = snapshot.heads();
        Examples shorter = repeated(TOKENS, 8, 4);
        assertThat(heads.logits(both(shorter), Intervention.NONE)[0]).hasSize(4 * 8 * TOKENS);
        Intervention all =
                Intervention.ablating(Ablation.Kind.RESAMPLE, PREVIOUS).restoring(Hook.VALUES, INDUCING);
        List<String> points = List.of("layer 0/head outputs", "layer 1/residual");
        Map<String, Integer> sizes = new HashMap<>();
        heads.show(both(shorter), all, points, (replica, sequence, point, values) -> sizes.put(point, values.length));
        int width = INDUCTION.decoder().width();
        assertThat(sizes)
                .containsOnly(Map.entry("layer 0/head outputs", 8 * width), Map.entry("layer 1/residual", 8 * width));
        assertThat(cohort.manager().getManagedArrays()).hasSize(before);
    }

    private void refused(ThrowingCallable work, String message) {
        assertThatIllegalArgumentException().isThrownBy(work).withMessageContaining(message);
    }

    @Test
    void sequences_and_interventions_that_cannot_be_are_refused() {
        Heads heads = snapshot.heads();
        Examples fine = repeated(TOKENS, LENGTH, 3);
        refused(() -> read(new HeadScores(LENGTH + 2, 2)), "a sequence must have at most 12 tokens");
        refused(
                () -> heads.logits(both(repeated(TOKENS + 1, LENGTH, 3)), Intervention.NONE),
                "tokens must be of the network's alphabet of 30, got sequences over 31");
        refused(
                () -> heads.logits(List.of(fine), Intervention.NONE),
                "examples must be given for each of 2 replicas, got 1");
        refused(
                () -> heads.logits(List.of(fine, fine.first(2)), Intervention.NONE),
                "replicas must be given equally many sequences of one length, got 3 of 12 and 2 of 12");
        float[] halves = fine.inputs().clone();
        halves[4] = 0.5f;
        refused(() -> heads.logits(both(fine.withInputs(halves)), Intervention.NONE), "inputs must be tokens");
        refused(
                () -> heads.logits(both(fine), Intervention.ablating(Ablation.Kind.ZERO, new Head(2, 0))),
                "layer must be below the decoder's number of layers, 2, got 2");
        refused(
                () -> heads.logits(both(fine), Intervention.NONE.restoring(Hook.KEYS, new Head(1, 2))),
                "head must be below the decoder's number of heads a layer, 2, got 2");
        refused(() -> Intervention.NONE.restoring(Hook.MLP, PREVIOUS), "part must be one of");
        Head[] every = heads.all().toArray(Head[]::new);
        refused(
                () -> heads.logits(both(fine), Intervention.ablating(Ablation.Kind.MEAN, every)),
                "an ablation must leave at least one head, got all 4");
        refused(
                () -> heads.logits(both(fine.first(1)), Intervention.ablating(Ablation.Kind.MEAN, PREVIOUS)),
                "must have at least 2 sequences, got 1");
        refused(
                () -> heads.show(both(fine), Intervention.NONE, List.of("layer 0/mlp"), (r, s, p, v) -> {}),
                "points must be some of [embedding, ");
        refused(() -> new AblatedLoss(List.of(), 4), "kinds must be at least one and each once, got []");
        refused(() -> new AblatedLoss(List.of(Ablation.Kind.ZERO), 1), "sequences must be at least 2");
    }

    @Test
    void a_lone_head_cannot_be_ablated_and_a_net_without_heads_has_none_to_show() {
        try (Cohort single = cohort(Decoder.attentionOnly(1, 4, 1, Positions.NONE))) {
            Snapshot lone = new Snapshot(single, 0, new HashMap<>());
            refused(
                    () -> new AblatedLoss(List.of(Ablation.Kind.ZERO), 4).measure(lone, (r, s, p, q, v) -> {}),
                    "an ablation must leave at least one head, got all 1");
        }
        try (Cohort blind = Tiny.cohort(Tiny.replicas(Tiny.mlp()))) {
            assertThatThrownBy(() -> new Snapshot(blind, 0, new HashMap<>()).heads())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("use a Decoder");
        }
    }
}
