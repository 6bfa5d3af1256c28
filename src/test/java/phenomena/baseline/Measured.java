package phenomena.baseline;

import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What tests measure of predictors, and the points they fit. */
final class Measured {

    private Measured() {}

    static double[] outputs(Predictor predictor, Points points) {
        return predictor.predict(points.inputs(), points.features());
    }

    /** The fraction of points whose largest output (the first among equals) is not their label. */
    static double errorRate(Predictor predictor, Points points) {
        double[] outputs = outputs(predictor, points);
        int[] labels = points.labels();
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            int best = 0;
            for (int k = 1; k < points.outputs(); k++) {
                best = outputs[i * points.outputs() + k] > outputs[i * points.outputs() + best] ? k : best;
            }
            wrong += best == labels[i] ? 0 : 1;
        }
        return (double) wrong / labels.length;
    }

    /** The mean over the points of the squared distance between outputs and targets. */
    static double squaredError(Predictor predictor, Points points) {
        double[] outputs = outputs(predictor, points);
        double sum = 0;
        for (int i = 0; i < outputs.length; i++) {
            sum += Math.pow(outputs[i] - points.targets()[i], 2);
        }
        return sum / points.size();
    }

    /** A function of one input, sampled. */
    static Points sampled(double[] inputs, DoubleUnaryOperator function) {
        return new Points(inputs, 1, DoubleStream.of(inputs).map(function).toArray(), 1);
    }

    /** Gaussian inputs with labels that are drawn, so that nothing but memory fits them. */
    static Points randomLabels(int size, int features, int classes, long seed) {
        Random random = new Random(seed);
        double[] inputs = DoubleStream.generate(random::nextGaussian)
                .limit((long) size * features)
                .toArray();
        double[] targets = new double[size * classes];
        for (int i = 0; i < size; i++) {
            targets[i * classes + random.nextInt(classes)] = 1;
        }
        return new Points(inputs, features, targets, classes);
    }

    /** The outputs of fits of one seed, each in a thread of its own at the same time. */
    static double[][] sideBySide(int times, Baseline baseline, Points train, long seed) {
        var fits = IntStream.range(0, times)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> outputs(baseline.fit(train, seed), train)))
                .toList();
        return fits.stream().map(CompletableFuture::join).toArray(double[][]::new);
    }
}
