package phenomena.protocol;

import java.util.List;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.WeightNorm;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.optimize.Sgd;

/**
 * Belkin, Hsu, Ma &amp; Mandal 2019 (arXiv:1812.11118) and Nakkiran et al., "Deep double descent: where bigger models and more data
 * hurt" (2019, arXiv:1912.02292): the test error rises to the capacity that just fits the training labels, and falls again
 * beyond it; along a network's width, the steps of its training, and the number of its examples.
 *
 * <p>Every preset trains with stochastic gradient descent of a constant rate, with momentum 0.9, without weight decay, without
 * augmentation and to the last step: each of these moves the peak or removes it. Of the training labels {@value #NOISE} are
 * wrong: replaced by a different class, where the papers' redrawn labels stay right one time in ten; the test labels are true. Turn
 * {@link Dial#LABEL_NOISE} to 0 for clean labels, {@link Dial#WEIGHT_DECAY} for what removes the peak.
 */
public final class DoubleDescent {

    /** The fraction of training labels that are wrong. */
    public static final double NOISE = 0.15;

    /** The training error at which a network counts as interpolating: 1% of the labels. */
    public static final double INTERPOLATES = 0.01;

    private DoubleDescent() {}

    /**
     * MNIST-1D (Greydanus &amp; Kobak 2020, arXiv:2011.14439, section 4) by two hidden layers, as in the paper's own study of double
     * descent: 4,000 examples, batches of 100. Sweep {@link Dial#WIDTH} through {@link #widths}.
     *
     * <p>The paper takes 20,000 steps (500 epochs) at rate 0.01; the laptop budget half as many at twice the rate.
     */
    public static Protocol mlp(Budget budget) {
        return mnist1d("MLP", new Mlp(2, 48, 1), budget.choose(40, 10_000, 20_000), budget);
    }

    /** Widths of {@link #mlp} on both sides of the threshold, dense about it. */
    public static double[] widths(Budget budget) {
        return budget.choose(
                new double[] {4, 12, 40},
                new double[] {8, 12, 16, 20, 26, 32, 38, 44, 52, 62, 76, 100, 150, 300},
                new double[] {6, 9, 12, 16, 21, 28, 36, 41, 47, 53, 61, 70, 80, 104, 140, 200, 300});
    }

    /**
     * The same by convolutions along the signal: c and 2c channels, then 4c hidden units. Sweep {@link Dial#CHANNELS} through
     * {@link #channels}.
     */
    public static Protocol cnn(Budget budget) {
        return mnist1d("CNN", new Cnn(8, 16, 32, 5, 1), budget.choose(40, 8_000, 20_000), budget);
    }

    /** Channels of {@link #cnn} on both sides of the threshold. */
    public static double[] channels(Budget budget) {
        return budget.choose(new double[] {1, 2, 4}, new double[] {1, 2, 3, 4, 5, 6, 8, 11, 16, 24}, new double[] {
            1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 64
        });
    }

    /**
     * One hidden layer on a few images of Fashion-MNIST: 1,000 examples, batches of 100. Sweep {@link Dial#WIDTH} through
     * {@link #fashionWidths}.
     *
     * <p>Differs from Belkin et al. (section 3.2, 4,000 digits of MNIST, squared error, small networks' weights handed on to larger
     * ones): cross-entropy, every width from its own initial weights.
     */
    public static Protocol fashion(Budget budget) {
        Task task = new FashionMnist(budget.choose(200, 1_000, 4_000), budget.choose(200, 2_000, 10_000));
        Training training = training(budget.choose(40, 6_000, 40_000), budget);
        return protocol("Fashion-MNIST", task, new Mlp(1, 16, 1), 0.01, training)
                .withSeeds(seeds(budget));
    }

    /** Widths of {@link #fashion} on both sides of the threshold. */
    public static double[] fashionWidths(Budget budget) {
        return budget.choose(new double[] {2, 4, 16}, new double[] {2, 3, 4, 6, 8, 11, 16, 24, 40, 100}, new double[] {
            2, 3, 4, 6, 8, 11, 16, 24, 32, 48, 64, 100, 200, 500
        });
    }

    /**
     * The training of {@link #mlp} watched closely and for longer: turn {@link Dial#WIDTH} to a network just above the threshold and
     * to a wide one. Nakkiran et al., section 6.
     */
    public static Protocol epochWise(Budget budget) {
        Protocol protocol = mlp(budget).withName("epoch-wise");
        Learner learner = protocol.learner();
        Measurement measurement =
                new Measurement(protocol.measurement().probes(), budget.choose(5, 30, 30), List.of(), Measurement.ALL);
        Training training = learner.training().withSteps(budget.choose(60, 20_000, 200_000));
        return protocol.withLearner(learner.withTraining(training)).withMeasurement(measurement);
    }

    /**
     * The training of {@link #mlp} at one width, for {@link Dial#TRAIN_EXAMPLES} through {@link #sampleSizes}: about the number that
     * the network can just fit, more examples do not help. Nakkiran et al., section 7; as there every size is trained for the same
     * number of steps.
     */
    public static Protocol sampleWise(Budget budget) {
        return Dial.WIDTH.at(mlp(budget), budget.choose(8, 32, 32)).withName("sample-wise");
    }

    /** Numbers of examples for {@link #sampleWise}. */
    public static double[] sampleSizes(Budget budget) {
        return budget.choose(
                new double[] {50, 100, 200},
                new double[] {500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 6_000, 8_000, 12_000},
                new double[] {500, 1_000, 1_500, 2_000, 2_500, 3_000, 4_000, 6_000, 8_000, 12_000, 16_000, 24_000});
    }

    private static Protocol mnist1d(String name, Architecture architecture, int steps, Budget budget) {
        Task task = new Mnist1d(budget.choose(200, 4_000, 4_000), budget.choose(200, 1_000, 1_000));
        double rate = budget.choose(0.02, 0.02, 0.01);
        return protocol(name, task, architecture, rate, training(steps, budget)).withSeeds(seeds(budget));
    }

    private static Training training(int steps, Budget budget) {
        return new Training(steps, budget.choose(50, 100, 100), new Augmentation.None(), new Stop.Never());
    }

    private static int seeds(Budget budget) {
        return budget.choose(2, 5, 10);
    }

    private static Protocol protocol(
            String name, Task clean, Architecture architecture, double rate, Training training) {
        Task noisy = new Corrupted(clean, new Corruption.LabelNoise(NOISE));
        Learner learner =
                new Learner(architecture, new CrossEntropy(), new Sgd(rate, 0.9, 0), Precision.FLOAT32, training);
        Measurement measurement =
                new Measurement(List.of(new Loss(), new ErrorRate(), new WeightNorm()), 10, List.of(), Measurement.ALL);
        return new Protocol(name, noisy, learner, measurement, List.of(0L));
    }
}
