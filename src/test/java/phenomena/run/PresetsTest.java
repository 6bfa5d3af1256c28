package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.protocol.Budget;
import phenomena.protocol.DoubleDescent;
import phenomena.protocol.Grokking;
import phenomena.protocol.InductionHeads;
import phenomena.protocol.LanguageScaling;
import phenomena.protocol.Protocol;
import phenomena.protocol.Scaling;
import tech.tablesaw.api.Table;

/** Every preset trains at the smoke budget, measures what it says it does, and is filed. */
class PresetsTest {

    @TempDir
    Path folder;

    static Stream<Protocol> presets() {
        List<Protocol> presets = new ArrayList<>(List.of(
                Grokking.quadratic(Budget.SMOKE),
                Grokking.smallQuadratic(Budget.SMOKE),
                Grokking.corruptible(Budget.SMOKE),
                Grokking.transformer(Budget.SMOKE),
                Grokking.smallTransformer(Budget.SMOKE),
                Grokking.images(Budget.SMOKE),
                DoubleDescent.mlp(Budget.SMOKE),
                DoubleDescent.cnn(Budget.SMOKE),
                DoubleDescent.fashion(Budget.SMOKE),
                DoubleDescent.epochWise(Budget.SMOKE),
                DoubleDescent.sampleWise(Budget.SMOKE),
                Scaling.sparseParity(Budget.SMOKE),
                Scaling.parityOrder(Budget.SMOKE),
                Scaling.mnist1d(Budget.SMOKE),
                Scaling.fashion(Budget.SMOKE),
                Scaling.depth(Budget.SMOKE),
                Scaling.teacherStudent(Budget.SMOKE),
                LanguageScaling.language(Budget.SMOKE),
                LanguageScaling.text(Budget.SMOKE),
                InductionHeads.chains(Budget.SMOKE),
                InductionHeads.threeStates(Budget.SMOKE),
                InductionHeads.repeats(Budget.SMOKE),
                InductionHeads.unseenPairs(Budget.SMOKE),
                InductionHeads.triggers(Budget.SMOKE)));
        presets.addAll(Grokking.regularised(Budget.SMOKE));
        presets.addAll(InductionHeads.positions(Budget.SMOKE));
        return presets.stream();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void trains_measures_and_comes_back_from_its_record(Protocol preset) {
        Run run = Tiny.run(folder, preset);
        assertThat(run.outcomes().values())
                .containsOnly(new Outcome.Completed(preset.learner().training().steps()));
        Table table = run.table();
        Table errors = table.where(table.stringColumn("quantity").isEqualTo("error"));
        assertThat(errors.longColumn("step").unique().size())
                .isEqualTo(preset.measurement()
                        .measuredSteps(preset.learner().training().steps())
                        .size());
        assertThat(errors.doubleColumn("value").asList()).allMatch(value -> value >= 0 && value <= 1);
        assertThat(Tiny.bits(Tiny.run(folder, preset))).isEqualTo(Tiny.bits(run));
        for (long seed : preset.seeds()) {
            assertThat(run.keptSteps(seed))
                    .hasSize(preset.measurement().keptSteps().size());
        }
    }
}
