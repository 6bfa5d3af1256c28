package phenomena.analysis;

/**
 * The logarithm of E + Σⱼ Aⱼ / Nⱼ^αⱼ, as a function of θ = (log A₁, log α₁, log A₂, log α₂, …, log E): what Hoffmann et al.
 * (2022, appendix D.2, equation 3) fit, with the exponents kept positive by their logarithms. A floor of 0 is log E = −∞.
 */
final class LogSumExp {

    private LogSumExp() {}

    /**
     * @param theta parameters, shape (2 inputs + 1)
     * @param sizes log sizes, shape (inputs)
     * @param gradient receives the derivatives by θ, shape (2 inputs + 1)
     */
    static double of(double[] theta, double[] sizes, double[] gradient) {
        int last = theta.length - 1;
        double greatest = theta[last];
        for (int j = 0; j < sizes.length; j++) {
            greatest = Math.max(greatest, theta[2 * j] - Math.exp(theta[2 * j + 1]) * sizes[j]);
        }
        double sum = Math.exp(theta[last] - greatest);
        gradient[last] = sum;
        for (int j = 0; j < sizes.length; j++) {
            double slope = Math.exp(theta[2 * j + 1]) * sizes[j];
            double term = Math.exp(theta[2 * j] - slope - greatest);
            sum += term;
            gradient[2 * j] = term;
            gradient[2 * j + 1] = -term * slope;
        }
        for (int i = 0; i <= last; i++) {
            gradient[i] /= sum;
        }
        return greatest + Math.log(sum);
    }

    static double of(double[] theta, double[] sizes) {
        return of(theta, sizes, new double[theta.length]);
    }
}
