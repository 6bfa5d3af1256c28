package phenomena.baseline;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A linear function, fitted by {@link LeastSquares}.
 *
 * @param coefficients {@code features × outputs}, row after row
 * @param features numbers in one input
 * @param intercept one constant for each output; 0 where none was fitted
 * @param quantities what the fit says of itself
 */
public record LinearFit(double[] coefficients, int features, double[] intercept, Map<String, Double> quantities)
        implements Predictor {

    public LinearFit {
        quantities = Collections.unmodifiableMap(new LinkedHashMap<>(quantities)); // in their order
    }

    @Override
    public double[] predict(double[] inputs, int features) {
        int n = Check.inputs(inputs, features, this.features);
        int outputs = intercept.length;
        double[] predicted = new double[n * outputs];
        for (int i = 0; i < n; i++) {
            System.arraycopy(intercept, 0, predicted, i * outputs, outputs);
            for (int j = 0; j < features; j++) {
                double input = inputs[i * features + j];
                for (int k = 0; k < outputs; k++) {
                    predicted[i * outputs + k] += input * coefficients[j * outputs + k];
                }
            }
        }
        return predicted;
    }
}
