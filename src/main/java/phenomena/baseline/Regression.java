package phenomena.baseline;

import java.util.Map;

/**
 * Numbers to be predicted: a rule that turns a seed into points to fit, and into a judge of what was fitted. It is open:
 * declare a record that implements it, in the library or in a notebook cell.
 */
@FunctionalInterface
public interface Regression {

    /**
     * The points and the judge of one seed.
     *
     * @param seed any value; the same seed gives the same points on every machine and JDK
     */
    Trial draw(long seed);

    /** One draw. Threads may share it. */
    interface Trial {

        /** The points to fit. */
        Points train();

        /**
         * How well a predictor does on points it has not seen: {@code loss}, the mean squared error over a fresh target, and
         * {@code risk}, the loss less the noise of the target, where both are known.
         */
        Map<String, Double> test(Predictor fitted);
    }

    /**
     * The mean over points and outputs of the squared difference between prediction and target.
     *
     * @throws IllegalArgumentException if it was fitted to another number of features or outputs
     */
    static double meanSquaredError(Predictor fitted, Points points) {
        double[] predicted = fitted.predict(points.inputs(), points.features());
        double[] targets = points.targets();
        if (predicted.length != targets.length) {
            throw new IllegalArgumentException(
                    "predictions must be as many as the targets, " + targets.length + ", got " + predicted.length);
        }
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            sum += (predicted[i] - targets[i]) * (predicted[i] - targets[i]);
        }
        return sum / targets.length;
    }
}
