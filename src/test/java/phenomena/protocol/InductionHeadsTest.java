package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.dataset.MarkovChains;
import phenomena.dataset.PeriodicTokens;
import phenomena.dataset.TriggerBigrams;
import phenomena.model.Decoder;
import phenomena.model.Decoder.Positions;

class InductionHeadsTest {

    private static List<Protocol> trained(Budget budget) {
        List<Protocol> presets = new ArrayList<>(List.of(
                InductionHeads.chains(budget),
                InductionHeads.threeStates(budget),
                InductionHeads.repeats(budget),
                InductionHeads.unseenPairs(budget),
                InductionHeads.triggers(budget),
                InductionHeads.text("text.txt", budget)));
        presets.addAll(InductionHeads.positions(budget));
        return presets;
    }

    private static Decoder decoder(Protocol protocol) {
        return (Decoder) protocol.learner().architecture();
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void one_layer_and_one_head_are_a_turn_of_a_dial_away(Budget budget) {
        for (Protocol preset : trained(budget)) {
            assertThat(decoder(preset).layers()).isEqualTo(2);
            assertThat(decoder(Dial.LAYERS.at(preset, 1)).layers()).isEqualTo(1);
            assertThat(decoder(Dial.HEADS.at(preset, 1)).heads()).isEqualTo(1);
            assertThat(ProtocolJson.read(preset.toString())).isEqualTo(preset);
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void positions_differ_in_nothing_else(Budget budget) {
        List<Protocol> arms = InductionHeads.positions(budget);
        assertThat(arms.stream().map(arm -> decoder(arm).parts().positions())).containsExactly(Positions.values());
        Protocol first = arms.get(0);
        for (Protocol arm : arms) {
            Decoder own = decoder(arm);
            Decoder as = new Decoder(
                    own.layers(), own.width(), own.heads(), decoder(first).parts(), own.initialScale());
            assertThat(arm.withName(first.name()).withLearner(arm.learner().withArchitecture(as)))
                    .isEqualTo(first);
        }
    }

    @Test
    void dials_turn_the_task_alone() {
        Protocol triggers = InductionHeads.triggers(Budget.SMOKE);
        TriggerBigrams plain = (TriggerBigrams) triggers.task();
        assertThat(InductionHeads.BURSTINESS.at(triggers, 0.5))
                .isEqualTo(triggers.withName("triggers, burstiness 0.5")
                        .withTask(new TriggerBigrams(plain.vocabulary(), plain.triggers(), 0.5, plain.sequences())));
        Protocol repeats = InductionHeads.repeats(Budget.SMOKE);
        PeriodicTokens tokens = (PeriodicTokens) repeats.task();
        assertThat(InductionHeads.VOCABULARY.at(repeats, 7))
                .isEqualTo(repeats.withName("repeats, vocabulary 7")
                        .withTask(new PeriodicTokens(7, tokens.shortest(), tokens.longest(), tokens.sequences())));
        Protocol chains = InductionHeads.chains(Budget.SMOKE);
        MarkovChains flat = (MarkovChains) chains.task();
        assertThat(InductionHeads.ORDER.at(chains, 2))
                .isEqualTo(chains.withName("chains of 2 states, order 2")
                        .withTask(new MarkovChains(2, 2, 1, flat.sequences())));
    }

    @Test
    void dials_say_which_task_they_are_of() {
        Protocol chains = InductionHeads.chains(Budget.SMOKE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InductionHeads.VOCABULARY.at(chains, 7))
                .withMessage(
                        "vocabulary is a dial of PeriodicTokens, got " + chains.task() + "; set it in the task itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InductionHeads.ORDER.at(chains, 1.5))
                .withMessage("order must be a whole number below 2^31, got 1.5");
    }
}
