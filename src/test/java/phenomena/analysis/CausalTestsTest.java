package phenomena.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Examples;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.model.Ablation;
import phenomena.model.AnalyticInduction;
import phenomena.model.Head;
import phenomena.model.Hook;
import phenomena.model.Intervention;
import phenomena.run.Run;
import tech.tablesaw.api.Table;

/** A record whose network is written by hand: what its heads do is known. */
class CausalTestsTest {

    private static final int LENGTH = 10;
    private static final AnalyticInduction INDUCTION = new AnalyticInduction(40, LENGTH, 2);
    private static final Run RUN = HandMadeRun.of(INDUCTION);
    private static final Examples SEQUENCES =
            new RepeatedTokens(40, new Sequences(LENGTH, 1, 24)).split(1).test();

    private static double late(Table table, String test) {
        return table.where(table.stringColumn("test")
                        .isEqualTo(test)
                        .and(table.intColumn("token").isGreaterThan(LENGTH / 2 + 1)))
                .doubleColumn("loss")
                .mean();
    }

    @Test
    void what_an_ablation_takes_a_patch_brings_back() {
        Intervention without = Intervention.ablating(Ablation.Kind.MEAN, INDUCTION.previousToken());
        CausalTests tests = CausalTests.of(SEQUENCES)
                .with("without", without)
                .with("keys", without.restoring(Hook.KEYS, INDUCTION.induction()))
                .with("other", Intervention.ablating(Ablation.Kind.MEAN, new Head(0, 1)));
        Table trained = tests.on(RUN, HandMadeRun.SEED, 50);
        assertThat(trained.columnNames()).containsExactly("replica", "step", "test", "token", "loss");
        assertThat(trained.rowCount()).isEqualTo(4 * LENGTH);
        assertThat(trained.intColumn("token").min()).isEqualTo(2);
        assertThat(trained.longColumn("step").unique().asList()).containsExactly(50L);
        assertThat(late(trained, "all heads")).isLessThan(0.5);
        assertThat(late(trained, "without")).isGreaterThan(2.5);
        assertThat(late(trained, "keys")).isCloseTo(late(trained, "all heads"), within(1e-5));
        assertThat(late(trained, "other")).isCloseTo(late(trained, "all heads"), within(1e-5));
        Table untrained = tests.on(RUN, HandMadeRun.SEED, 0);
        assertThat(untrained.doubleColumn("loss").max()).isCloseTo(Math.log(40), within(1e-6));
    }

    @Test
    void costs_are_parts_of_the_gain() {
        List<Head> all = List.of(INDUCTION.previousToken(), INDUCTION.induction(), new Head(0, 1));
        double unknown = Math.log(40);
        Table costs = CausalTests.of(SEQUENCES)
                .withEach(all, 1, Ablation.Kind.MEAN)
                .withEach(all, 2, Ablation.Kind.MEAN)
                .costs(RUN, HandMadeRun.SEED, LENGTH / 2 + 2, unknown);
        assertThat(costs.columnNames()).containsExactly("replica", "test", "loss", "removed");
        assertThat(CausalTests.of(SEQUENCES)
                        .costs(RUN, 2, unknown)
                        .longColumn("replica")
                        .asList())
                .containsExactly(HandMadeRun.SEED);
        assertThat(costs.stringColumn("test").asList())
                .hasSize(7)
                .contains(
                        "all heads",
                        List.of(all.get(0)).toString(),
                        all.subList(0, 2).toString());
        double full = removed(costs, "loss", "all heads");
        assertThat(removed(costs, "removed", "all heads")).isZero();
        assertThat(removed(costs, "removed", List.of(all.get(2)).toString())).isCloseTo(0, within(1e-5));
        String first = List.of(all.get(0)).toString();
        assertThat(removed(costs, "removed", first))
                .isCloseTo((removed(costs, "loss", first) - full) / (unknown - full), within(1e-12))
                .isGreaterThan(0.7);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CausalTests.of(SEQUENCES).costs(RUN, HandMadeRun.SEED, LENGTH + 2, unknown))
                .withMessage("from must be in [2, 11], the tokens that are predicted, got 12");
    }

    private static double removed(Table costs, String column, String test) {
        return costs.where(costs.stringColumn("test").isEqualTo(test))
                .doubleColumn(column)
                .get(0);
    }

    @Test
    void patterns_of_kept_steps_are_seen_again() {
        Table patterns = AttentionPatterns.of(RUN, HandMadeRun.SEED, SEQUENCES.first(2));
        assertThat(patterns.columnNames())
                .containsExactly("replica", "step", "sequence", "layer", "head", "query", "key", "value");
        int pairs = LENGTH * (LENGTH + 1) / 2;
        assertThat(patterns.rowCount()).isEqualTo(2 * 2 * 2 * 2 * pairs); // steps, sequences, layers, heads
        for (tech.tablesaw.api.Row row : patterns) {
            int query = row.getInt("query");
            if (row.getLong("step") == 0) {
                assertThat(row.getDouble("value")).isCloseTo(1.0 / (query + 1), within(1e-6));
            } else if (row.getInt("layer") == 0 && row.getInt("head") == 0 && query > 0) {
                assertThat(row.getDouble("value")).isCloseTo(row.getInt("key") == query - 1 ? 1 : 0, within(1e-6));
            }
        }
        Table blinded = AttentionPatterns.of(
                RUN,
                HandMadeRun.SEED,
                SEQUENCES.first(2),
                Intervention.ablating(Ablation.Kind.ZERO, INDUCTION.previousToken()));
        Table induction = blinded.where(blinded.intColumn("layer")
                .isEqualTo(1)
                .and(blinded.intColumn("head").isEqualTo(1))
                .and(blinded.longColumn("step").isEqualTo(50))
                .and(blinded.intColumn("query").isEqualTo(LENGTH - 1)));
        assertThat(induction.doubleColumn("value").max())
                .isCloseTo(1.0 / (LENGTH - 1), within(1e-6)); // all but position 0
    }

    @Test
    void refuses_names_twice_and_steps_that_were_not_kept() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CausalTests.of(SEQUENCES).with("all heads", Intervention.NONE))
                .withMessage("tests must have names of their own, got \"all heads\" twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CausalTests.of(SEQUENCES).on(RUN, HandMadeRun.SEED, 7))
                .withMessageStartingWith("parameters of seed 3 are kept at the steps [0, 50], got 7");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttentionPatterns.of(RUN, 4, SEQUENCES))
                .withMessageStartingWith("parameters of seed 4 must be kept at one step or more, got none");
    }
}
