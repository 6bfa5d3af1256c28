package phenomena.protocol;

import java.util.ArrayList;
import java.util.List;
import phenomena.dataset.Augmentation;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.ModularArithmetic;
import phenomena.dataset.ModularArithmetic.Operation;
import phenomena.measure.EmbeddingSpectrum;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.NeuronSpectrum;
import phenomena.measure.Probe;
import phenomena.measure.ProgressMeasures;
import phenomena.measure.SoftmaxCollapse;
import phenomena.measure.WeightNorm;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Nonlinearity;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.model.StableMax;
import phenomena.model.TokenMlp;
import phenomena.model.Transformer;
import phenomena.optimize.Adam;
import phenomena.optimize.AdamW;
import phenomena.optimize.L1Penalty;
import phenomena.optimize.Optimizer;
import phenomena.optimize.OrthogonalGradient;

/**
 * Power, Burda, Edwards, Babuschkin &amp; Misra, "Grokking: generalization beyond overfitting on small algorithmic datasets" (2022):
 * a network learns part of an operation's table by heart, and the rest of it long after.
 *
 * <p>Every training on a table is full batch. Each preset says whose protocol it is and where it differs; at the smoke budget all
 * are too small for any claim.
 */
public final class Grokking {

    /** The accuracy at which a part of the table counts as known. */
    public static final double KNOWN = 0.99;

    private Grokking() {}

    /**
     * Addition modulo 97 by one hidden layer of 500 squares (Gromov 2023, arXiv:2301.02679): half of the table, mean squared error,
     * AdamW at rate 0.01 with weight decay 5, 100 steps. The fastest clear case of grokking.
     */
    public static Protocol quadratic(Budget budget) {
        int width = budget.choose(32, 500, 500);
        List<Probe> probes =
                List.of(new Loss(), new ErrorRate(), new WeightNorm(), new EmbeddingSpectrum("01linear_weight", width));
        return onTable(
                "quadratic MLP",
                new ModularArithmetic(Operation.ADD, budget.choose(11, 97, 97), 0.5),
                learner(TokenMlp.quadratic(width), new MeanSquaredError(), adamW(1e-2, 5), 100),
                new Measurement(probes, budget.choose(10, 20, 20), List.of(Measurement.END), Measurement.ALL),
                budget.choose(2, 8, 8));
    }

    /** The same in small, for sweeps: addition modulo 23 by 64 squares, 1,000 steps, three seeds. */
    public static Protocol smallQuadratic(Budget budget) {
        return onTable(
                "small quadratic MLP",
                new ModularArithmetic(Operation.ADD, budget.choose(7, 23, 23), 0.5),
                learner(
                        TokenMlp.quadratic(budget.choose(16, 64, 64)),
                        new MeanSquaredError(),
                        adamW(1e-2, 5),
                        budget.choose(40, 1_000, 10_000)),
                new Measurement(List.of(new ErrorRate()), budget.choose(5, 20, 20), List.of(), Measurement.ALL),
                budget.choose(2, 3, 8));
    }

    /**
     * The quadratic MLP on labels of which some are wrong (Doshi, Das, He &amp; Gromov 2023, arXiv:2310.13061); turn
     * {@link Dial#LABEL_NOISE} to 0.35 and {@link Dial#WEIGHT_DECAY} through 0, 5, 15 and 20 for their figure 1.
     */
    public static Protocol corruptible(Budget budget) {
        return onTable(
                "quadratic MLP on noisy labels",
                new ModularArithmetic(Operation.ADD, budget.choose(11, 97, 97), 0.5),
                learner(
                        TokenMlp.quadratic(budget.choose(32, 500, 500)),
                        new MeanSquaredError(),
                        adamW(1e-2, 0),
                        budget.choose(60, 1_000, 2_000)),
                new Measurement(
                        List.of(new Loss(), new ErrorRate(), new WeightNorm()),
                        budget.choose(5, 20, 20),
                        List.of(),
                        Measurement.ALL),
                budget.choose(2, 3, 8));
    }

    /**
     * Addition modulo 47 by two hidden layers of 128 ReLU units, cross-entropy, AdamW at rate 0.01 with weight decay 3. After
     * Prieto, Barsbey, Mediano &amp; Birdal 2025 (arXiv:2501.04697), who ask whether rounding is what stops such a net without decay.
     *
     * <p>Differs from the paper, whose table is modulo 113 and whose layers have 200 units.
     */
    public static Protocol relu(Budget budget) {
        int width = budget.choose(16, 128, 200);
        return onTable(
                "ReLU MLP",
                new ModularArithmetic(Operation.ADD, budget.choose(7, 47, 113), 0.5),
                learner(
                        new TokenMlp(2, width, Nonlinearity.RELU, true, 1),
                        new CrossEntropy(),
                        adamW(1e-2, 3),
                        budget.choose(40, 2_000, 10_000)),
                new Measurement(
                        List.of(new Loss(), new ErrorRate(), new WeightNorm(), new SoftmaxCollapse()),
                        budget.choose(5, 20, 20),
                        List.of(),
                        Measurement.ALL),
                budget.choose(2, 5, 8));
    }

    /**
     * The ReLU MLP with decoupled weight decay, L2, L1, and none; and without any in float64, with StableMax in place of softmax, and
     * with the gradient's part along the weights taken out.
     */
    public static List<Protocol> regularised(Budget budget) {
        Protocol decoupled = relu(budget);
        Learner learner = decoupled.learner();
        Learner none = learner.withOptimizer(adamW(1e-2, 0));
        List<Protocol> arms = new ArrayList<>();
        arms.add(decoupled.withName("decoupled decay"));
        arms.add(decoupled.withName("L2").withLearner(learner.withOptimizer(new Adam(1e-2, 0.9, 0.999, 1e-8, L2))));
        arms.add(decoupled.withName("L1").withLearner(learner.withOptimizer(new L1Penalty(adamW(1e-2, 0), L1))));
        arms.add(decoupled.withName("none, float32").withLearner(none));
        arms.add(decoupled.withName("none, float64").withLearner(none.withPrecision(Precision.FLOAT64)));
        arms.add(decoupled.withName("none, StableMax").withLearner(none.withObjective(new StableMax())));
        arms.add(decoupled
                .withName("none, orthogonal gradient")
                .withLearner(none.withOptimizer(new OrthogonalGradient(adamW(1e-2, 0)))));
        return arms;
    }

    // Of 1e-4, 1e-3, 2e-3 and 1e-5 … 1e-4 those that go furthest in these steps.
    private static final double L2 = 1e-3;
    private static final double L1 = 4e-5;

    /**
     * Addition modulo 113 by a one-layer transformer (Nanda, Chan, Lieberum, Smith &amp; Steinhardt 2023, arXiv:2301.05217): 35% of the
     * table, AdamW at rate 0.001 with β₂ = 0.98 and weight decay 1. One seed, with the progress measures and parameters kept on the
     * way.
     *
     * <p>Differs from the paper: 35% of the table in place of 30%, which takes several times as many steps; no warm-up over ten
     * steps; an unembedding without the column for "=".
     */
    public static Protocol transformer(Budget budget) {
        int steps = budget.choose(60, 6_000, 40_000);
        List<Integer> kept = budget.choose(
                List.of(20, Measurement.END),
                List.of(0, 200, 1_000, 1_500, 2_000, 3_000, Measurement.END),
                List.of(Measurement.END));
        return transformer(
                        "transformer", budget.choose(11, 113, 113), budget.choose(0.35, 0.35, 0.3), budget, steps, kept)
                .withSeeds(budget.choose(1, 1, 5));
    }

    /** The same modulo 53 on half of the table, for three seeds. */
    public static Protocol smallTransformer(Budget budget) {
        int steps = budget.choose(60, 4_000, 40_000);
        return transformer("small transformer", budget.choose(11, 53, 53), 0.5, budget, steps, List.of())
                .withSeeds(budget.choose(2, 3, 8));
    }

    private static Protocol transformer(
            String name, int modulus, double fraction, Budget budget, int steps, List<Integer> kept) {
        int width = budget.choose(32, 128, 128);
        List<Probe> probes = List.of(
                new Loss(),
                new ErrorRate(),
                new WeightNorm(),
                new EmbeddingSpectrum("embedding", width),
                new NeuronSpectrum(),
                new ProgressMeasures("embedding", width));
        return onTable(
                name,
                new ModularArithmetic(Operation.ADD, modulus, fraction),
                learner(
                        new Transformer(1, width, 4, Transformer.Style.PLAIN, 1),
                        new CrossEntropy(),
                        new AdamW(1e-3, 0.9, 0.98, 1e-8, 1),
                        steps),
                new Measurement(probes, budget.choose(3, 20, 20), kept, Measurement.ALL),
                1);
    }

    /**
     * Clothes, learned from initial weights that are too large (Liu, Michaud &amp; Tegmark 2022, arXiv:2210.01117, "Omnigrok"): 1,000
     * images, two hidden layers of 200 ReLU units, mean squared error, AdamW at rate 0.001, batches of 200.
     *
     * <p>Differs from the paper: Fashion-MNIST in place of MNIST, standardised pixels, a stronger weight decay so that fewer steps
     * do, float32.
     */
    public static Protocol images(Budget budget) {
        int images = budget.choose(200, 1_000, 1_000);
        Training training = new Training(
                budget.choose(40, 8_000, 100_000),
                budget.choose(50, 200, 200),
                new Augmentation.None(),
                new Stop.Never());
        Learner learner =
                new Learner(new Mlp(2, 200, 8), new MeanSquaredError(), adamW(1e-3, 0.1), Precision.FLOAT32, training);
        Measurement measurement = new Measurement(
                List.of(new Loss(), new ErrorRate(), new WeightNorm()),
                budget.choose(5, 10, 10),
                List.of(),
                Measurement.ALL);
        return new Protocol(
                        "images",
                        new FashionMnist(images, budget.choose(200, 2_000, 10_000)),
                        learner,
                        measurement,
                        List.of(0L))
                .withSeeds(budget.choose(2, 3, 8));
    }

    private static AdamW adamW(double learningRate, double weightDecay) {
        return new AdamW(learningRate, 0.9, 0.999, 1e-8, weightDecay);
    }

    /** Full batch: the size is set when the table is known. */
    private static Learner learner(Architecture architecture, Objective objective, Optimizer optimizer, int steps) {
        return new Learner(
                architecture,
                objective,
                optimizer,
                Precision.FLOAT32,
                new Training(steps, 1, new Augmentation.None(), new Stop.Never()));
    }

    private static Protocol onTable(
            String name, ModularArithmetic table, Learner learner, Measurement measurement, int seeds) {
        Training training = learner.training().withBatchSize(table.trainSize());
        return new Protocol(name, table, learner.withTraining(training), measurement, List.of(0L)).withSeeds(seeds);
    }
}
