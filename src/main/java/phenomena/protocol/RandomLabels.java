package phenomena.protocol;

import java.util.List;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Task;
import phenomena.measure.ErrorRate;
import phenomena.measure.FittedSince;
import phenomena.measure.Loss;
import phenomena.measure.Margin;
import phenomena.measure.WeightNorm;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.optimize.Adam;

/**
 * Zhang, Bengio, Hardt, Recht &amp; Vinyals, "Understanding deep learning requires rethinking generalization" (ICLR 2017):
 * the same network, optimizer and training fit real labels and random ones.
 *
 * <p>Differs from the paper: Fashion-MNIST and MNIST-1D in place of CIFAR-10 and ImageNet, small networks and Adam in
 * place of SGD with a decaying rate, so that a laptop reruns it in minutes. Every replica trains until it has fitted its
 * training labels (training error at most 0.2%) or its steps run out.
 */
public final class RandomLabels {

    /** The training error at which a network counts as having fitted its labels. */
    public static final double FITTED = 0.002;

    private RandomLabels() {}

    /** A one-hidden-layer network of 512 units on Fashion-MNIST, true labels (the paper's MLP 1 × 512). */
    public static Protocol fashionMlp(Budget budget) {
        return fashion("MLP", new Mlp(1, 512, 1), budget);
    }

    /** A small convolutional network on Fashion-MNIST, true labels. */
    public static Protocol fashionCnn(Budget budget) {
        return fashion("CNN", new Cnn(16, 32, 128, 3, 1), budget);
    }

    /** A two-hidden-layer network of 100 units on MNIST-1D (Greydanus &amp; Kobak 2020), true labels. */
    public static Protocol mnist1dMlp(Budget budget) {
        return mnist1d("MLP on MNIST-1D", new Mlp(2, 100, 1), budget);
    }

    /** A small convolutional network along the signals of MNIST-1D, true labels. */
    public static Protocol mnist1dCnn(Budget budget) {
        return mnist1d("CNN on MNIST-1D", new Cnn(25, 25, 50, 5, 1), budget);
    }

    /** A protocol on true labels, and the same on each of the paper's corruptions but label noise (figure 1a). */
    public static List<Protocol> corruptions(Protocol protocol) {
        return List.of(
                protocol.withName(protocol.name() + ", true labels"),
                corrupted(protocol, "random labels", new Corruption.RandomLabels()),
                corrupted(protocol, "shuffled pixels", new Corruption.ShuffledPixels()),
                corrupted(protocol, "random pixels", new Corruption.RandomPixels()),
                corrupted(protocol, "Gaussian pixels", new Corruption.GaussianPixels()));
    }

    /** The same learner on corrupted data; {@code what} goes into its name. */
    public static Protocol corrupted(Protocol protocol, String what, Corruption corruption) {
        return protocol.withName(protocol.name() + ", " + what).withTask(new Corrupted(protocol.task(), corruption));
    }

    private static Protocol fashion(String name, Architecture architecture, Budget budget) {
        Task task = new FashionMnist(budget.choose(200, 2_000, 60_000), budget.choose(200, 2_000, 10_000));
        return protocol(name, task, architecture, budget.choose(40, 4_000, 200_000), budget);
    }

    private static Protocol mnist1d(String name, Architecture architecture, Budget budget) {
        Task task = new Mnist1d(budget.choose(200, 4_000, 4_000), budget.choose(200, 1_000, 1_000));
        Protocol protocol = protocol(name, task, architecture, budget.choose(40, 20_000, 200_000), budget);
        Learner learner = protocol.learner();
        return protocol.withLearner(learner.withOptimizer(learner.optimizer().withLearningRate(3e-3)));
    }

    private static Protocol protocol(String name, Task task, Architecture architecture, int steps, Budget budget) {
        int batchSize = budget.choose(50, 100, 128);
        Training training = new Training(steps, batchSize, new Augmentation.None(), new Stop.TrainError(FITTED));
        Learner learner = new Learner(
                architecture, new CrossEntropy(), new Adam(1e-3, 0.9, 0.999, 1e-8, 0), Precision.FLOAT32, training);
        Measurement measurement = new Measurement(
                List.of(new Loss(), new ErrorRate(), new Margin(), new WeightNorm(), new FittedSince()),
                10,
                List.of(),
                Measurement.ALL);
        return new Protocol(name, task, learner, measurement, List.of(0L)).withSeeds(budget.choose(2, 5, 5));
    }
}
