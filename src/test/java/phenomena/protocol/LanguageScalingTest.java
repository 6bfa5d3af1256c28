package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.analysis.Frontier;
import phenomena.analysis.PowerLaw;
import phenomena.dataset.CharacterText;
import phenomena.dataset.KnownEntropyLanguage;
import phenomena.dataset.Sampled;
import phenomena.model.Decoder;
import phenomena.protocol.LanguageScaling.Trainings;

class LanguageScalingTest {

    private static Map<Double, Double> rates(Budget budget) {
        Map<Double, Double> rates = new LinkedHashMap<>();
        LanguageScaling.widths(budget).forEach(width -> rates.put(width, 1 / (100 + width)));
        return rates;
    }

    private static double ratio(List<Double> sizes) {
        return sizes.get(sizes.size() - 1) / sizes.get(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Budget.class,
            names = {"LAPTOP", "PAPER"})
    void parameters_and_tokens_span_what_a_law_needs(Budget budget) {
        Trainings surface = LanguageScaling.surface(budget, rates(budget));
        assertThat(ratio(surface.dials().get("parameterCount"))).isGreaterThan(Math.pow(10, 1.5));
        for (List<Double> sizes : List.of(LanguageScaling.tokens(budget), LanguageScaling.textTokens(budget))) {
            assertThat(sizes).isSorted().hasSizeGreaterThanOrEqualTo(PowerLaw.LEAST_SIZES);
            assertThat(ratio(sizes)).isGreaterThan(PowerLaw.LEAST_RATIO);
        }
        assertThat(surface.protocols())
                .hasSize(LanguageScaling.widths(budget).size()
                        * LanguageScaling.tokens(budget).size());
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void a_preset_is_the_largest_of_its_family_and_shows_every_sequence_once(Budget budget) {
        Trainings surface = LanguageScaling.surface(budget, rates(budget));
        Protocol last = surface.protocols().get(surface.protocols().size() - 1);
        Protocol language = LanguageScaling.language(budget);
        assertThat(last.task()).isEqualTo(language.task());
        assertThat(last.learner().architecture()).isEqualTo(language.learner().architecture());
        assertThat(last.learner().training()).isEqualTo(language.learner().training());
        for (Protocol protocol : surface.protocols()) {
            assertShownOnce(protocol);
        }
        assertShownOnce(LanguageScaling.text(budget));
        assertThat(((Sampled) LanguageScaling.text(budget).task()).train() * 32.)
                .isEqualTo(LanguageScaling.textTokens(budget).stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElseThrow());
    }

    private static void assertShownOnce(Protocol protocol) {
        Training training = protocol.learner().training();
        assertThat((long) training.steps() * training.batchSize()).isEqualTo(((Sampled) protocol.task()).train());
    }

    /** A layer has 12 w² weights, 5 w biases and 4 w gains, the last norm 2 w, and each of 256 symbols 2 w; a token takes six a weight. */
    @Test
    void sizes_are_counted_exactly() {
        Trainings surface = LanguageScaling.surface(Budget.LAPTOP, rates(Budget.LAPTOP));
        double tokens = LanguageScaling.tokens(Budget.LAPTOP).get(0);
        assertThat(surface.dials().get("width").get(0)).isEqualTo(3);
        assertThat(surface.dials().get("learningRate").get(0)).isEqualTo(1 / 103.);
        assertThat(surface.dials().get("tokens").get(0)).isEqualTo(tokens);
        assertThat(surface.dials().get("parameterCount").get(0)).isEqualTo(12 * 9 + 11 * 3 + 2 * 256 * 3);
        double products = 12 * 9 + 256 * 3 + 2 * 16 * 3; // the last for scores and what they mix, of 16 positions
        assertThat(surface.dials().get("compute").get(0)).isEqualTo(6 * products * tokens);
    }

    @ParameterizedTest
    @EnumSource(
            value = Budget.class,
            names = {"LAPTOP", "PAPER"})
    void profiles_hold_their_compute_and_have_sizes_enough(Budget budget) {
        Trainings profiles = LanguageScaling.profiles(budget, rates(budget));
        List<Double> computes = profiles.dials().get("compute");
        assertThat(new HashSet<>(computes))
                .hasSizeGreaterThanOrEqualTo(4)
                .isEqualTo(new HashSet<>(LanguageScaling.computes(budget)));
        for (double compute : LanguageScaling.computes(budget)) {
            assertThat(computes.stream().filter(one -> one == compute))
                    .hasSizeGreaterThanOrEqualTo(Frontier.LEAST_SIZES);
        }
        for (int i = 0; i < computes.size(); i++) {
            Protocol one = profiles.protocols().get(i);
            KnownEntropyLanguage task = (KnownEntropyLanguage) one.task();
            double taken =
                    one.learner().trainingFlops(new long[] {16}, task.chain().symbols());
            assertThat(taken / computes.get(i)).isCloseTo(1, within(0.01));
            assertThat(profiles.dials().get("tokens").get(i)).isEqualTo(16. * task.train());
            assertShownOnce(one);
        }
        assertThat(profiles.protocols().stream().map(Protocol::name)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void rates_are_tuned_on_seeds_of_their_own_at_every_width(Budget budget) {
        Protocol tuned = LanguageScaling.tuned(budget);
        assertThat(tuned.seeds())
                .hasSize(1)
                .doesNotContainAnyElementsOf(LanguageScaling.language(budget).seeds());
        assertThat(tuned.learner().architecture())
                .isEqualTo(LanguageScaling.language(budget).learner().architecture());
        assertShownOnce(tuned);
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void presets_are_portable(Budget budget) {
        for (Protocol preset : List.of(LanguageScaling.language(budget), LanguageScaling.text(budget))) {
            assertThat(ProtocolJson.read(ProtocolJson.write(preset))).isEqualTo(preset);
        }
    }

    @Test
    void tokens_are_whole_steps_of_a_task_that_has_them() {
        Protocol text = LanguageScaling.text(Budget.LAPTOP);
        Protocol less = LanguageScaling.TOKENS.at(text, 512 * 10);
        assertThat(less.learner().training().steps()).isEqualTo(10);
        assertThat(((CharacterText) less.task()).train()).isEqualTo(160);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageScaling.TOKENS.at(text, 1_000))
                .withMessage("tokens must be a multiple of those of a step, 16 sequences of 32, got 1000; try 512");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageScaling.TOKENS.at(Scaling.mnist1d(Budget.SMOKE), 1_000))
                .withMessageStartingWith("tokens is a dial of KnownEntropyLanguage and CharacterText, got Mnist1d");
    }

    @Test
    void a_width_without_a_rate_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LanguageScaling.surface(Budget.SMOKE, Map.of(2., 0.01)))
                .withMessage("rates must hold one for each width of the family, got [2.0] without 3.0; tune them on the"
                        + " same widths");
    }

    @Test
    void turning_the_width_leaves_the_rest_of_a_decoder() {
        Protocol text = LanguageScaling.text(Budget.LAPTOP);
        Decoder decoder = (Decoder) text.learner().architecture();
        assertThat(Dial.WIDTH.at(text, 12).learner().architecture())
                .isEqualTo(new Decoder(decoder.layers(), 12, decoder.heads(), decoder.parts(), 1));
    }
}
