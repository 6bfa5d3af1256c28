package phenomena.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import phenomena.dataset.Augmentation;
import phenomena.dataset.CharacterText;
import phenomena.dataset.KnownEntropyLanguage;
import phenomena.dataset.Sampled;
import phenomena.dataset.Sequences;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.Precision;
import phenomena.optimize.Adam;

/**
 * Hoffmann et al. 2022 (arXiv:2203.15556) in the small: the loss of decoder transformers against their parameters N and the tokens D
 * that they were shown, L = E + A / N^α + B / D^β, on a language whose E is known exactly, and on a novel.
 *
 * <p>Every sequence is shown once, so that a training on D tokens is the beginning of one on more. As in {@link Scaling}: Adam without
 * weight decay or schedule, cross-entropy in nats, and learning rates by {@link Scaling#tuning}, of the {@link #tuned} preset at every
 * width and each of {@link #RATES}.
 *
 * <p>Differs from the paper, where the rate decays over each training: here it is constant, and the one tuned at a width is that of all
 * its trainings, long or short. N counts embeddings and unembedding too, and compute all products as {@link Decoder#cost} does.
 */
public final class LanguageScaling {

    /** The learning rates of {@link #language}'s tuning: narrow decoders take the greatest, wide ones the smallest. */
    public static final List<Double> RATES = List.of(3e-3, 6e-3, 1.2e-2, 2.4e-2);

    /** The learning rates of {@link #text}'s tuning. */
    public static final List<Double> TEXT_RATES = List.of(1.5e-3, 3e-3, 6e-3);

    /** Tokens shown, each once: as many training sequences, and the steps that go through them. */
    public static final Dial TOKENS = new Dial("tokens", LanguageScaling::withTokens);

    private static final int LENGTH = 16;
    private static final int BATCH = 32;
    private static final int TOKENS_A_STEP = LENGTH * BATCH;
    private static final double FEWEST_TOKENS = 3; // of a profile, a parameter
    private static final double MOST_TOKENS = 250;
    private static final int TEXT_LENGTH = 32;
    private static final int TEXT_BATCH = 16;
    private static final int[] TEXT_STEPS = {37, 75, 150, 300, 600, 1_200};
    private static final int POINTS_PER_DECADE = 1; // every measurement goes through all test sequences
    private static final int MEASURED = 64; // training sequences: their loss says that training runs, no more

    private LanguageScaling() {}

    /**
     * Trainings that differ in size.
     *
     * @param dials what tells their runs apart, as {@code Runs} takes it: {@code width}, {@code learningRate}, {@code tokens}, {@code
     *     parameterCount} and {@code compute}, in floating-point operations
     */
    public record Trainings(List<Protocol> protocols, Map<String, List<Double>> dials) {

        private Trainings() {
            this(new ArrayList<>(), new LinkedHashMap<>());
        }

        private void add(Protocol protocol, double width, double tokens, double compute) {
            Learner learner = protocol.learner();
            protocols.add(protocol);
            put(Dial.WIDTH.name(), width);
            put(Dial.LEARNING_RATE.name(), learner.optimizer().learningRate());
            put(TOKENS.name(), tokens);
            put("parameterCount", cost(protocol).parameters());
            put("compute", compute);
        }

        private void put(String dial, double value) {
            dials.computeIfAbsent(dial, name -> new ArrayList<>()).add(value);
        }
    }

    /**
     * The largest of the family: one layer, one head, MLPs four times as wide. The language has 256 symbols, the next of which depends
     * on the last, so that nothing needs to know positions; they, and so contexts, are as frequent as Zipf's law says, which makes
     * what is left to learn a long tail.
     */
    public static Protocol language(Budget budget) {
        var chain = new KnownEntropyLanguage.Chain(budget.choose(16, 256, 512), 1, 0.1, 1);
        int test = budget.choose(50, 1_500, 20_000);
        var task = new KnownEntropyLanguage(0, chain, new Sequences(LENGTH, BATCH, test));
        var parts = new Decoder.Parts(Decoder.Positions.NONE, Decoder.Norm.PRE, 4);
        Decoder decoder = new Decoder(1, (int) largest(widths(budget)), 1, parts, 1);
        Protocol one = protocol("language", task, decoder, BATCH, budget);
        return TOKENS.at(one, largest(tokens(budget))).withName(one.name());
    }

    /** Widths of {@link #language}: a decade and a half in parameters. */
    public static List<Double> widths(Budget budget) {
        return budget.choose(
                List.of(2., 3., 4., 6., 8., 12., 16.),
                List.of(3., 4., 6., 8., 12., 18., 26., 36., 52.),
                List.of(4., 8., 12., 16., 24., 32., 48., 64., 96., 128., 192., 256.));
    }

    /** Tokens of {@link #language}. */
    public static List<Double> tokens(Budget budget) {
        return budget.choose(
                multiples(TOKENS_A_STEP, 2, 4, 8, 16, 32),
                multiples(TOKENS_A_STEP, 80, 200, 560, 1_600),
                multiples(TOKENS_A_STEP, 250, 1_000, 4_000, 16_000, 64_000, 256_000));
    }

    /** The language's protocol that rates are tuned on: trained half as long, on one seed that is measured for nothing else. */
    public static Protocol tuned(Budget budget) {
        Protocol language = language(budget);
        return TOKENS.at(language, largest(tokens(budget)) / 2)
                .withName(language.name())
                .withSeeds(Scaling.tuning(language).seeds().subList(0, 1));
    }

    /** Compute of the {@link #profiles}, in floating-point operations. */
    public static List<Double> computes(Budget budget) {
        return budget.choose(
                List.of(2e7, 4e7), List.of(3e9, 7e9, 1.7e10, 4e10), List.of(1e11, 4e11, 1.6e12, 6.4e12, 2.56e13));
    }

    /**
     * The surface: every width of {@link #language} on every number of {@link #tokens}.
     *
     * @param rates the learning rate of each width, as {@code TunedRates} gives it
     */
    public static Trainings surface(Budget budget, Map<Double, Double> rates) {
        Protocol language = language(budget);
        Trainings all = new Trainings();
        for (double width : widths(budget)) {
            Protocol sized = sized(language, width, rates);
            for (double tokens : tokens(budget)) {
                Protocol one = TOKENS.at(sized, tokens);
                all.add(one, width, tokens, tokens / LENGTH * cost(one).trainingFlops());
            }
        }
        return all;
    }

    /**
     * Trainings of one compute each, at every one of {@link #computes}: those widths of {@link #language} that it gives from 3 to 250
     * tokens a parameter, two seeds each at the laptop budget. Tokens are whole batches; the column {@code compute} holds what was asked for.
     *
     * @param rates as for {@link #surface}
     */
    public static Trainings profiles(Budget budget, Map<Double, Double> rates) {
        Protocol language = language(budget).withSeeds(budget.choose(2, 2, 5));
        Trainings all = new Trainings();
        for (double compute : computes(budget)) {
            for (double width : widths(budget)) {
                Protocol sized = sized(language, width, rates);
                double ofToken = cost(sized).trainingFlops() / (double) LENGTH;
                double tokens = Math.max(1, Math.rint(compute / ofToken / TOKENS_A_STEP)) * TOKENS_A_STEP;
                double ratio = tokens / cost(sized).parameters();
                if (ratio >= FEWEST_TOKENS && ratio <= MOST_TOKENS) {
                    String name = String.format(Locale.ROOT, "compute %.2g, width %.0f", compute, width);
                    all.add(TOKENS.at(sized, tokens).withName(name), width, tokens, compute);
                }
            }
        }
        return all;
    }

    private static Protocol sized(Protocol language, double width, Map<Double, Double> rates) {
        if (!rates.containsKey(width)) {
            throw new IllegalArgumentException("rates must hold one for each width of the family, got " + rates.keySet()
                    + " without " + width + "; tune them on the same widths");
        }
        return Dial.LEARNING_RATE.at(Dial.WIDTH.at(language, width), rates.get(width));
    }

    /**
     * The novel by characters, with two layers of width 32: loss against the {@link #TOKENS} shown, of which each is there once,
     * through {@link #textTokens}.
     */
    public static Protocol text(Budget budget) {
        Sequences sequences = new Sequences(TEXT_LENGTH, TEXT_BATCH, budget.choose(20, 1_000, 2_000));
        int width = budget.choose(8, 32, 128);
        var parts = new Decoder.Parts(Decoder.Positions.ROTARY, Decoder.Norm.PRE, 4);
        Protocol one = protocol(
                "novel",
                CharacterText.novel(sequences),
                new Decoder(2, width, budget.choose(1, 2, 4), parts, 1),
                TEXT_BATCH,
                budget);
        return TOKENS.at(one, largest(textTokens(budget))).withName(one.name());
    }

    /** Tokens of {@link #text}: a decade and a half, up to all of the training text. */
    public static List<Double> textTokens(Budget budget) {
        int step = TEXT_LENGTH * TEXT_BATCH;
        return budget.choose(
                multiples(step, 2, 4, 8, 16, 32, 64), multiples(step, TEXT_STEPS), multiples(step, TEXT_STEPS));
    }

    private static Protocol withTokens(Protocol protocol, double value) {
        if (!(protocol.task() instanceof KnownEntropyLanguage || protocol.task() instanceof CharacterText)) {
            throw new IllegalArgumentException("tokens is a dial of KnownEntropyLanguage and CharacterText, got "
                    + protocol.task() + "; for others turn trainExamples and set the steps");
        }
        Training training = protocol.learner().training();
        int length = protocol.task() instanceof CharacterText text
                ? text.sequences().length()
                : ((KnownEntropyLanguage) protocol.task()).sequences().length();
        int step = length * training.batchSize();
        int tokens = Dial.whole("tokens", value);
        if (tokens < step || tokens % step > 0) {
            throw new IllegalArgumentException("tokens must be a multiple of those of a step, " + training.batchSize()
                    + " sequences of " + length + ", got " + tokens + "; try " + Math.max(1, tokens / step) * step);
        }
        return protocol.withTask(((Sampled) protocol.task()).withTrain(tokens / length))
                .withLearner(protocol.learner().withTraining(training.withSteps(tokens / step)));
    }

    private static Architecture.Cost cost(Protocol protocol) {
        KnownEntropyLanguage task = (KnownEntropyLanguage) protocol.task();
        long[] shape = {task.sequences().length()};
        return protocol.learner().architecture().cost(shape, task.chain().symbols());
    }

    private static List<Double> multiples(int step, int... steps) {
        return Arrays.stream(steps).mapToObj(count -> (double) step * count).toList();
    }

    private static double largest(List<Double> sizes) {
        return sizes.get(sizes.size() - 1);
    }

    private static Protocol protocol(String name, Task task, Decoder decoder, int batch, Budget budget) {
        Training training = new Training(1, batch, new Augmentation.None(), new Stop.Never());
        Learner learner = new Learner(
                decoder, new CrossEntropy(), new Adam(3e-3, 0.9, 0.99, 1e-8, 0), Precision.FLOAT32, training);
        Measurement measurement =
                new Measurement(List.of(new Loss(), new ErrorRate()), POINTS_PER_DECADE, List.of(), MEASURED);
        return new Protocol(name, task, learner, measurement, List.of(0L)).withSeeds(budget.choose(2, 3, 5));
    }
}
