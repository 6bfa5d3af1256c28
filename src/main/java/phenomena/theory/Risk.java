package phenomena.theory;

/**
 * The expected squared error of a regression on a new example, in parts.
 *
 * <p>Papers differ in which sum they call risk: {@link #excess} is the distance to the true function, {@link #prediction}
 * the distance to a noisy label, which is what a test set measures.
 *
 * @param bias squared error of the fit averaged over label noise (and over what acts as noise: features that the model does
 *     not see, parts of the target that it cannot express)
 * @param variance of the fit under that noise; infinite at a peak
 * @param noise variance of the label noise in a new example
 */
public record Risk(double bias, double variance, double noise) {

    /** {@code E (f(x) − f̂(x))²} = bias + variance. */
    public double excess() {
        return bias + variance;
    }

    /** {@code E (y − f̂(x))²} = bias + variance + noise. */
    public double prediction() {
        return bias + variance + noise;
    }
}
