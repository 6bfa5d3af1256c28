package phenomena.baseline;

import java.util.Map;

/**
 * {@code f(x) = Σ_i α_i k(x, x_i)} over the points that were fitted. Kernel values of many inputs are made a few hundred at a
 * time.
 *
 * @param weights α, {@code n × outputs}
 * @param quantities what the fit says of itself
 */
record KernelFit(Kernel kernel, Points train, double[] weights, Map<String, Double> quantities) implements Predictor {

    static final int AT_ONCE = 256;

    /** Kernel values of rows {@code from} to {@code to} of the inputs with all points, {@code (to − from) × n}. */
    static double[] values(Kernel kernel, double[] inputs, int from, int to, Points points) {
        double[] values = Distances.between(inputs, from, to, points.inputs(), points.features());
        for (int i = 0; i < values.length; i++) {
            values[i] = kernel.at(values[i]);
        }
        return values;
    }

    /** The Gram matrix of the points. */
    static double[] gram(Kernel kernel, Points points) {
        return values(kernel, points.inputs(), 0, points.size(), points);
    }

    /** {@code √(Σ αᵀ K α)}, the norm of f in the kernel's space, over all outputs. */
    static double norm(double[] gram, double[] weights, int outputs) {
        int n = weights.length / outputs;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < outputs; k++) {
                double value = 0;
                for (int j = 0; j < n; j++) {
                    value += gram[i * n + j] * weights[j * outputs + k];
                }
                sum += value * weights[i * outputs + k];
            }
        }
        return Math.sqrt(Math.max(0, sum));
    }

    /** The doubles that a fit to n points holds at once: the matrix, its factor, its eigenvectors and what makes them. */
    static long size(long n, long features, long outputs) {
        return 6 * n * n + n * AT_ONCE + 2 * n * outputs + features * 128;
    }

    @Override
    public double[] predict(double[] inputs, int features) {
        int count = Check.inputs(inputs, features, train.features());
        int outputs = train.outputs();
        int n = train.size();
        double[] predicted = new double[count * outputs];
        for (int from = 0; from < count; from += AT_ONCE) {
            int to = Math.min(count, from + AT_ONCE);
            double[] values = values(kernel, inputs, from, to, train);
            for (int i = from; i < to; i++) {
                for (int j = 0; j < n; j++) {
                    double value = values[(i - from) * n + j];
                    for (int k = 0; k < outputs; k++) {
                        predicted[i * outputs + k] += value * weights[j * outputs + k];
                    }
                }
            }
        }
        return predicted;
    }
}
