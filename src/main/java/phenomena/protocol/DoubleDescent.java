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
     * descent: 4,000 examples, 500 epochs. Sweep {@link Dial#WIDTH} through {@link #widths}.
     *
     * <p>Differs from the paper: 4,000 test examples in place of 1,000, so that an error of one half is known to 0.8 points. The paper
     * takes 20,000 steps on batches of 100 at rate 0.01; the laptop budget half as many steps on batches twice as large at twice the
     * rate, which leaves the noise of the steps as it was (the same rate on batches of 100 would double it, and that spoils narrow
     * networks most).
     */
    public static Protocol mlp(Budget budget) {
        Protocol protocol = mnist1d("MLP", new Mlp(2, 48, 1), budget.choose(40, 10_000, 20_000), budget);
        return Dial.BATCH_SIZE.at(protocol, budget.choose(50, 200, 100)).withName("MLP");
    }

    /** Widths of {@link #mlp} on both sides of the threshold, dense about it. */
    public static double[] widths(Budget budget) {
        return budget.choose(
                new double[] {4, 12, 40},
                new double[] {8, 12, 16, 20, 26, 32, 38, 44, 52, 62, 76, 100, 140, 200},
                new double[] {6, 9, 12, 16, 21, 28, 36, 41, 47, 53, 61, 70, 80, 104, 140, 200, 300});
    }

    /**
     * The same by convolutions along the signal: c and 2c channels, then 4c hidden units. Sweep {@link Dial#CHANNELS} through
     * {@link #channels}.
     */
    public static Protocol cnn(Budget budget) {
        return mnist1d("CNN", new Cnn(8, 16, 32, 5, 1), budget.choose(40, 6_000, 20_000), budget);
    }

    /** Channels of {@link #cnn} on both sides of the threshold. */
    public static double[] channels(Budget budget) {
        return budget.choose(new double[] {1, 2, 4}, new double[] {1, 2, 4, 8, 12, 20}, new double[] {
            1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32, 64
        });
    }

    /**
     * One hidden layer on 4,000 images of Fashion-MNIST, batches of 100. Sweep {@link Dial#WIDTH} through {@link #fashionWidths}.
     *
     * <p>Differs from Belkin et al. (section 3.2, 4,000 digits of MNIST, squared error, the weights of small networks handed on to
     * larger ones): cross-entropy, every width from initial weights of its own, labels in part wrong.
     */
    public static Protocol fashion(Budget budget) {
        Task task = new FashionMnist(budget.choose(200, 4_000, 4_000), budget.choose(200, 2_000, 10_000));
        Training training = training(budget.choose(40, 6_000, 40_000), budget);
        return protocol("Fashion-MNIST", task, new Mlp(1, 24, 1), 0.02, training)
                .withSeeds(seeds(budget));
    }

    /** Widths of {@link #fashion} on both sides of the threshold. */
    public static double[] fashionWidths(Budget budget) {
        return budget.choose(
                new double[] {2, 4, 16},
                new double[] {2, 3, 4, 6, 8, 12, 16, 24, 36, 60, 100},
                new double[] {2, 3, 4, 6, 8, 12, 16, 20, 24, 30, 36, 48, 64, 100, 200, 500});
    }

    /**
     * A network with room to spare, watched closely on its way: the test error falls, rises while the wrong labels are learned, and
     * falls again when they are (Nakkiran et al., section 6). {@link #mlp} at width 100, a rate of 0.05 and batches of 100;
     * turn {@link Dial#WIDTH} to 48, which is too small to end its second descent.
     */
    public static Protocol epochWise(Budget budget) {
        Protocol wide = Dial.WIDTH.at(mlp(budget), budget.choose(16, 100, 100));
        Protocol protocol = Dial.LEARNING_RATE.at(wide, 0.05).withName("epoch-wise");
        Learner learner = protocol.learner();
        Training training = training(budget.choose(60, 10_000, 40_000), budget);
        Measurement measurement =
                new Measurement(protocol.measurement().probes(), budget.choose(5, 20, 40), List.of(), Measurement.ALL);
        return protocol.withLearner(learner.withTraining(training)).withMeasurement(measurement);
    }

    /**
     * A narrow network on more and more images: {@link #fashion} at width 8, for {@link Dial#TRAIN_EXAMPLES} through {@link
     * #sampleSizes}. About the number that it can just fit, more examples do not help the error and hurt the loss. Nakkiran et al.,
     * section 7; every size is trained for the same number of steps.
     */
    public static Protocol sampleWise(Budget budget) {
        return Dial.WIDTH.at(fashion(budget), budget.choose(4, 8, 8)).withName("sample-wise");
    }

    /** Numbers of examples for {@link #sampleWise}. */
    public static double[] sampleSizes(Budget budget) {
        return budget.choose(
                new double[] {50, 100, 200},
                new double[] {250, 500, 1_000, 1_500, 2_000, 4_000, 8_000},
                new double[] {250, 500, 1_000, 1_500, 2_000, 3_000, 4_000, 8_000, 16_000, 32_000});
    }

    private static Protocol mnist1d(String name, Architecture architecture, int steps, Budget budget) {
        Task task = new Mnist1d(budget.choose(200, 4_000, 4_000), budget.choose(200, 4_000, 4_000));
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
