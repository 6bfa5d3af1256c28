package phenomena.protocol;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import phenomena.dataset.Augmentation;
import phenomena.dataset.CharacterText;
import phenomena.dataset.MarkovChains;
import phenomena.dataset.PeriodicTokens;
import phenomena.dataset.Sequences;
import phenomena.dataset.Task;
import phenomena.dataset.TriggerBigrams;
import phenomena.dataset.UnseenPairs;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.Decoder.Positions;
import phenomena.model.Precision;
import phenomena.optimize.Adam;

/**
 * Heads that look for what followed the last token before, and with them learning in context, which form at once: Elhage et al. 2021
 * ("A mathematical framework for transformer circuits"), Olsson et al. 2022 (arXiv:2209.11895), Bietti, Cabannes, Bouchacourt, Jégou
 * &amp; Bottou 2023 (arXiv:2306.00802) and Edelman, Edelman, Goel, Malach &amp; Tsilivis 2024 (arXiv:2402.11004).
 *
 * <p>Adam without weight decay or schedule, cross-entropy in nats, decoders of attention alone except on text. The papers draw every
 * batch anew. Here a training set of thousands of sequences stands for that, gone through a few times, which is too much for networks of
 * this size to learn by heart: their losses on train and test agree.
 */
public final class InductionHeads {

    /** The prefix-matching score from which a head counts as an induction head. */
    public static final double INDUCES = 0.5;

    /** How often the sequences of {@link TriggerBigrams} come back to their triggers. */
    public static final Dial BURSTINESS = new Dial(
            "burstiness",
            (p, value) -> withTask(
                    p,
                    "burstiness",
                    TriggerBigrams.class,
                    t -> new TriggerBigrams(t.vocabulary(), t.triggers(), value, t.sequences())));

    /** The number of different tokens of {@link PeriodicTokens}. */
    public static final Dial VOCABULARY = new Dial(
            "vocabulary",
            (p, value) -> withTask(
                    p,
                    "vocabulary",
                    PeriodicTokens.class,
                    t -> new PeriodicTokens(
                            Dial.whole("vocabulary", value), t.shortest(), t.longest(), t.sequences())));

    /** How many tokens the next one of {@link MarkovChains} depends on. */
    public static final Dial ORDER = new Dial(
            "order",
            (p, value) -> withTask(
                    p,
                    "order",
                    MarkovChains.class,
                    t -> new MarkovChains(t.states(), Dial.whole("order", value), t.concentration(), t.sequences())));

    private static final int MEASURED = 256; // training sequences: that their loss is that of the test, no more

    private InductionHeads() {}

    /**
     * Chains of two states by two layers of one head, width 16 (Edelman et al. 2024, section 2, and its minimal setting: flat chains,
     * length 100, batches of 64, rate 5·10⁻⁴). The loss falls from that of equal odds to the one of counting tokens, stays near it, and
     * falls to the one of counting pairs, {@code InContext.bigram}. Turn {@link Dial#LAYERS} to 1: it stays. {@link #ORDER} makes tokens
     * depend on more than the last.
     *
     * <p>Differs from the paper: 1,200 steps in place of 2,000, no layer normalisation, larger initial weights; at the paper budget the
     * net of its code, {@link Decoder#edelman}.
     */
    public static Protocol chains(Budget budget) {
        Architecture decoder = budget.choose(plain(8, 1), plain(16, 1), Decoder.edelman());
        return onChains("chains of 2 states", 2, decoder, 5e-4, budget.choose(20, 1_200, 2_000), budget)
                .withSeeds(budget.choose(2, 8, 8));
    }

    /**
     * The same on chains of three states by width 32, at twice the rate, for 700 steps. The way down is longer, and the halt on it plainer.
     */
    public static Protocol threeStates(Budget budget) {
        Decoder decoder = plain(budget.choose(8, 32, 32), 1);
        return onChains("chains of 3 states", 3, decoder, 1e-3, budget.choose(20, 700, 4_000), budget)
                .withSeeds(budget.choose(1, 4, 8));
    }

    /**
     * Random tokens that come again, by two layers of four heads, width 32. Turn {@link Dial#LAYERS} to 1: the repeat stays as unknown as
     * counting tokens leaves it. {@link Dial#HEADS} at 1 leaves one head in a layer, {@link Dial#WIDTH} and {@link #VOCABULARY} make it
     * easier or harder.
     *
     * <p>Differs from Elhage et al. and Olsson et al., who train on text.
     */
    public static Protocol repeats(Budget budget) {
        int length = budget.choose(12, 64, 128);
        Sequences sequences = new Sequences(length, budget.choose(64, 16_000, 128_000), budget.choose(16, 200, 1_000));
        Task task = new PeriodicTokens(budget.choose(16, 64, 256), length / 4, length / 2, sequences);
        Decoder decoder = plain(budget.choose(8, 32, 64), budget.choose(2, 4, 8));
        return protocol("repeats", task, decoder, 3e-3, training(budget.choose(20, 1_000, 10_000), 32, budget), budget)
                .withSeeds(budget.choose(2, 8, 8));
    }

    /**
     * The same by one head a layer, trained on sequences of one half of the tokens or the other and tested on pairs across them: of tokens
     * that are known and pairs that are not. The test loss rises first, above that of equal odds, as the network learns which tokens come
     * together, and falls with the train loss when the heads form. Four heads take twice the steps.
     */
    public static Protocol unseenPairs(Budget budget) {
        Protocol one = Dial.HEADS.at(repeats(budget), 1);
        Training training = one.learner().training().withSteps(budget.choose(20, 1_200, 10_000));
        return one.withName("unseen pairs")
                .withTask(new UnseenPairs((PeriodicTokens) one.task()))
                .withLearner(one.learner().withTraining(training))
                .withSeeds(budget.choose(1, 3, 8));
    }

    /** The {@link #repeats} by networks that know positions in different ways, or not but by the causal mask. */
    public static List<Protocol> positions(Budget budget) {
        Protocol repeats = repeats(budget).withSeeds(budget.choose(1, 3, 8));
        Training training = repeats.learner().training();
        Protocol longer = repeats.withLearner(
                repeats.learner().withTraining(training.withSteps(budget.choose(20, 2_000, 20_000))));
        return Stream.of(Positions.values())
                .map(positions -> withPositions(longer, positions)
                        .withName("positions " + positions.name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    private static Protocol withPositions(Protocol protocol, Positions positions) {
        Learner learner = protocol.learner();
        Decoder decoder = (Decoder) learner.architecture();
        Decoder.Parts parts = new Decoder.Parts(
                positions, decoder.parts().norm(), decoder.parts().mlpFactor());
        return protocol.withLearner(learner.withArchitecture(
                new Decoder(decoder.layers(), decoder.width(), decoder.heads(), parts, decoder.initialScale())));
    }

    /**
     * Bigrams that hold everywhere, and triggers whose followers hold in one sequence alone (Bietti et al. 2023, section 3). Turn {@link
     * #BURSTINESS}: the more often triggers come back, the more there is to gain by looking.
     */
    public static Protocol triggers(Budget budget) {
        Sequences sequences = new Sequences(
                budget.choose(12, 64, 256), budget.choose(64, 16_000, 128_000), budget.choose(16, 200, 1_000));
        Task task = new TriggerBigrams(budget.choose(16, 64, 64), budget.choose(2, 4, 5), 0, sequences);
        Decoder decoder = plain(budget.choose(8, 32, 128), budget.choose(2, 4, 1));
        return protocol("triggers", task, decoder, 3e-3, training(budget.choose(20, 1_200, 10_000), 32, budget), budget)
                .withSeeds(budget.choose(1, 3, 8));
    }

    /**
     * The characters of a text by two layers of attention and MLPs, normalised, with rotary positions. Turn {@link Dial#LAYERS} to 1.
     *
     * @param file as {@link CharacterText} takes it
     */
    public static Protocol text(String file, Budget budget) {
        Sequences sequences = new Sequences(
                budget.choose(16, 128, 512), budget.choose(64, 4_000, 100_000), budget.choose(16, 200, 1_000));
        Task task = new CharacterText(file, 0.9, sequences);
        Decoder.Parts parts = new Decoder.Parts(Positions.ROTARY, Decoder.Norm.PRE, 4);
        Decoder decoder = new Decoder(2, budget.choose(8, 64, 256), budget.choose(2, 4, 8), parts, 1);
        return protocol("text", task, decoder, 3e-3, training(budget.choose(20, 800, 20_000), 32, budget), budget)
                .withSeeds(budget.choose(1, 1, 3));
    }

    private static Protocol onChains(
            String name, int states, Architecture architecture, double rate, int steps, Budget budget) {
        Sequences sequences = new Sequences(
                budget.choose(12, 100, 100), budget.choose(64, 16_000, 128_000), budget.choose(16, 500, 2_000));
        return protocol(
                name, MarkovChains.flat(states, sequences), architecture, rate, training(steps, 64, budget), budget);
    }

    /** Two layers that know relative positions. */
    private static Decoder plain(int width, int heads) {
        return Decoder.attentionOnly(2, width, heads, Positions.RELATIVE);
    }

    private static Training training(int steps, int batchSize, Budget budget) {
        return new Training(steps, budget.choose(8, batchSize, batchSize), new Augmentation.None(), new Stop.Never());
    }

    private static Protocol protocol(
            String name, Task task, Architecture architecture, double rate, Training training, Budget budget) {
        Learner learner = new Learner(
                architecture, new CrossEntropy(), new Adam(rate, 0.9, 0.999, 1e-8, 0), Precision.FLOAT32, training);
        Measurement measurement = new Measurement(
                List.of(new Loss(), new ErrorRate()),
                budget.choose(5, 15, 15),
                List.of(Measurement.END),
                budget.choose(32, MEASURED, MEASURED));
        return new Protocol(name, task, learner, measurement, List.of(0L));
    }

    private static <T extends Task> Protocol withTask(
            Protocol protocol, String dial, Class<T> kind, Function<T, Task> change) {
        if (kind.isInstance(protocol.task())) {
            return protocol.withTask(change.apply(kind.cast(protocol.task())));
        }
        throw new IllegalArgumentException(dial + " is a dial of " + kind.getSimpleName() + ", got " + protocol.task()
                + "; set it in the task itself");
    }
}
