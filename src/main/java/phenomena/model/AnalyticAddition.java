package phenomena.model;

/**
 * Weights, written by hand, with which {@link TokenMlp#quadratic} adds modulo p: its logits are {@code 1 − 1/p} for the sum and
 * {@code −1/p} for every other class.
 *
 * <p>Neuron k, of frequency {@code f} and phases {@code φ, ψ}, sees {@code cos(2πf a/p + φ) + cos(2πf b/p + ψ)}; class c reads its
 * square with weight {@code cos(2πf c/p + φ + ψ)} (Gromov 2023, arXiv:2301.02679, equations 6, 7 and 12). Of the square's
 * waves, one turns with {@code a + b}, and all others keep a phase that its weight does not undo. Summed over the frequencies
 * {@code 1 … (p − 1)/2}, the one is a peak at {@code c = a + b}.
 *
 * <p>Differs from the paper in that the phases are not random, where the others vanish for many neurons: six pairs of them,
 * {@code φ = 2πi/6} and {@code ψ = 4φ}, make them vanish exactly. The neurons that this leaves over are 0.
 *
 * @param modulus p, odd and at least 3
 * @param width number of neurons, at least {@code 3 (p − 1)}
 */
public record AnalyticAddition(int modulus, int width) {

    private static final int PHASES = 6; // the fewest that cancel: 2, 8, 5, 7, 13, −3 and 10 are no multiples of it
    private static final int SECOND = 4; // the second phase in units of the first

    public AnalyticAddition {
        if (modulus < 3 || modulus % 2 == 0) {
            throw new IllegalArgumentException("modulus must be odd and at least 3, got " + modulus);
        }
        if (width < neurons(modulus)) {
            throw new IllegalArgumentException("width must be at least 3 (modulus − 1) = " + neurons(modulus)
                    + " for modulus " + modulus + ", got " + width);
        }
    }

    private static int neurons(int modulus) {
        return PHASES * (modulus - 1) / 2;
    }

    /** The first layer, {@code (2p, width)}: rows of the first token, then of the second. */
    public double[] first() {
        double[] weights = new double[2 * modulus * width];
        for (int row = 0; row < 2 * modulus; row++) {
            for (int k = 0; k < neurons(modulus); k++) {
                int phase = row < modulus ? k % PHASES : SECOND * k % PHASES;
                weights[row * width + k] = wave(k, row % modulus, phase);
            }
        }
        return weights;
    }

    /** The second layer, {@code (width, p)}. */
    public double[] last() {
        double[] weights = new double[width * modulus];
        for (int k = 0; k < neurons(modulus); k++) {
            for (int c = 0; c < modulus; c++) {
                // Each frequency adds PHASES / 2 times a wave, and p / 2 waves make a peak.
                weights[k * modulus + c] = 4.0 / (PHASES * modulus) * wave(k, c, (1 + SECOND) * k % PHASES);
            }
        }
        return weights;
    }

    /** Both layers, in the order of the network's entries: what {@link Network} calls a row. */
    public double[] row() {
        double[] first = first();
        double[] last = last();
        double[] row = new double[first.length + last.length];
        System.arraycopy(first, 0, row, 0, first.length);
        System.arraycopy(last, 0, row, first.length, last.length);
        return row;
    }

    /** Neuron k's wave over the tokens, {@code phase} sixths of a turn ahead. */
    private double wave(int k, int token, int phase) {
        int frequency = 1 + k / PHASES;
        double turns = (double) (frequency * token % modulus) / modulus + (double) phase / PHASES;
        return Math.cos(2 * Math.PI * turns);
    }
}
