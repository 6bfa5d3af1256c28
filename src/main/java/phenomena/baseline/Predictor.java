package phenomena.baseline;

import java.util.Map;

/** What a {@link Baseline} has fitted: a function of the inputs. Threads may share it. */
@FunctionalInterface
public interface Predictor {

    /**
     * The outputs for m inputs. For classification they estimate the label's one-hot vector (votes, probabilities, posterior
     * means), so that squared error and the largest output mean the same for every baseline.
     *
     * @param inputs {@code m × features}, row after row
     * @param features numbers in one input, as many as it was fitted to
     * @return {@code m × outputs}, row after row
     * @throws IllegalArgumentException if it was fitted to another number of features
     */
    double[] predict(double[] inputs, int features);

    /** Numbers of the fit that are worth a row in a table, e.g. {@code "parameters"}, {@code "rank"}, {@code "norm"}. */
    default Map<String, Double> quantities() {
        return Map.of();
    }
}
