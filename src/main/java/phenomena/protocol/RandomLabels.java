package phenomena.protocol;

import java.util.List;
import phenomena.dataset.Augmentation;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.measure.ErrorRate;
import phenomena.measure.FittedSince;
import phenomena.measure.Loss;
import phenomena.measure.Margin;
import phenomena.measure.WeightNorm;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.Mlp;
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

    private static final double FITTED = 0.002;

    private RandomLabels() {}

    /** A one-hidden-layer network of 512 units on Fashion-MNIST, true labels (the paper's MLP 1 × 512). */
    public static Protocol fashionMlp(Budget budget) {
        return fashion("Fashion-MNIST, MLP", new Mlp(1, 512, 1), budget);
    }

    /** A small convolutional network on Fashion-MNIST, true labels. */
    public static Protocol fashionCnn(Budget budget) {
        return fashion("Fashion-MNIST, CNN", new Cnn(16, 32, 128, 3, 1), budget);
    }

    /** A two-hidden-layer network of 100 units on MNIST-1D (Greydanus &amp; Kobak 2020), true labels. */
    public static Protocol mnist1dMlp(Budget budget) {
        return mnist1d("MNIST-1D, MLP", new Mlp(2, 100, 1), budget);
    }

    /** A small convolutional network along the signals of MNIST-1D, true labels. */
    public static Protocol mnist1dCnn(Budget budget) {
        return mnist1d("MNIST-1D, CNN", new Cnn(25, 25, 50, 5, 1), budget);
    }

    private static Protocol fashion(String name, Architecture architecture, Budget budget) {
        int train = budget.choose(200, 2_000, 50_000);
        int test = budget.choose(200, 2_000, 10_000);
        int steps = budget.choose(40, 6_000, 200_000);
        return protocol(name, architecture, budget)
                .withTask(new FashionMnist(train, test))
                .withLearner(learner(architecture, budget.choose(50, 100, 128), steps));
    }

    private static Protocol mnist1d(String name, Architecture architecture, Budget budget) {
        return protocol(name, architecture, budget)
                .withLearner(learner(architecture, budget.choose(50, 100, 100), budget.choose(40, 20_000, 200_000)));
    }

    private static Protocol protocol(String name, Architecture architecture, Budget budget) {
        Mnist1d task = new Mnist1d(budget.choose(200, 4_000, 4_000), budget.choose(200, 1_000, 1_000));
        Measurement measurement = new Measurement(
                List.of(new Loss(), new ErrorRate(), new Margin(), new WeightNorm(), new FittedSince()), 12, false);
        return new Protocol(name, task, learner(architecture, 1, 1), measurement, List.of(0L))
                .withSeeds(budget.choose(2, 5, 5));
    }

    private static Learner learner(Architecture architecture, int batchSize, int steps) {
        Training training = new Training(steps, batchSize, new Augmentation.None(), new Stop.TrainError(FITTED));
        return new Learner(architecture, new Adam(1e-3, 0.9, 0.999, 1e-8, 0), training);
    }
}
