package phenomena.measure;

import java.util.Map;

/**
 * The Euclidean norm of the parameters: {@code weight norm} of all that are trained, and {@code weight norm NAME} of each
 * parameter, at least 0.
 */
public record WeightNorm() implements Probe {

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            double total = 0;
            for (Map.Entry<String, double[]> parameter :
                    observation.parameters(replica).entrySet()) {
                double squares = 0;
                for (double value : parameter.getValue()) {
                    squares += value * value;
                }
                total += squares;
                readings.put(replica, observation.step(), "", "weight norm " + parameter.getKey(), Math.sqrt(squares));
            }
            readings.put(replica, observation.step(), "", "weight norm", Math.sqrt(total));
        }
    }
}
