package phenomena.measure;

import java.util.Arrays;
import org.hipparchus.linear.BlockRealMatrix;
import org.hipparchus.linear.RealMatrix;

/**
 * The real Fourier transform over the residues 0 … n − 1 modulo an odd n, in an orthonormal basis: beside the constant, the
 * waves {@code √(2/n) cos(2πkx/n)} and {@code √(2/n) sin(2πkx/n)} of the frequencies k = 1 … (n − 1) / 2 (Nanda et al. 2023,
 * arXiv:2301.05217, section 3.1).
 *
 * <p>The power of k is the sum of the squares of its two coefficients, whatever the phase. The powers and that of the
 * constant, {@code (Σ x)² / n}, add up to {@code Σ x²}.
 */
public final class Fourier {

    private final int modulus;
    private final RealMatrix waves; // (n − 1, n): cosine and sine of frequency 1, of frequency 2, …

    private Fourier(int modulus) {
        this.modulus = modulus;
        double[][] rows = new double[modulus - 1][];
        for (int k = 1; k <= frequencies(); k++) {
            rows[2 * k - 2] = wave(k, 0);
            rows[2 * k - 1] = wave(k, -Math.PI / 2);
        }
        waves = new BlockRealMatrix(rows);
    }

    /**
     * The transform over the residues modulo {@code modulus}.
     *
     * @throws IllegalArgumentException if {@code modulus} is even or below 3
     */
    public static Fourier over(int modulus) {
        if (modulus < 3 || modulus % 2 == 0) {
            throw new IllegalArgumentException("modulus of a Fourier transform must be odd and at least 3, got "
                    + modulus + "; take an odd prime");
        }
        return new Fourier(modulus);
    }

    /** The number of frequencies, (n − 1) / 2. */
    public int frequencies() {
        return (modulus - 1) / 2;
    }

    /**
     * The wave {@code √(2/n) cos(2πkx/n + phase)} at x = 0 … n − 1, of norm 1.
     *
     * @param frequency k
     * @param phase in radians; −π/2 makes it a sine
     * @throws IllegalArgumentException if {@code frequency} is not in [1, (n − 1) / 2]
     */
    public double[] wave(int frequency, double phase) {
        Spectrum.requireFrequency(frequency, frequencies());
        double[] wave = new double[modulus];
        for (int x = 0; x < modulus; x++) {
            double turns = (double) ((long) frequency * x % modulus) / modulus;
            wave[x] = Math.sqrt(2.0 / modulus) * Math.cos(2 * Math.PI * turns + phase);
        }
        return wave;
    }

    /**
     * The power of each frequency in each column of a matrix whose rows are the residues.
     *
     * @param values {@code n × columns}, row after row
     * @return at {@code [k − 1][column]} the power of frequency k, at least 0
     * @throws IllegalArgumentException if {@code values} does not hold n rows
     */
    public double[][] power(double[] values) {
        double[][] coefficients = waves.multiply(matrix(values)).getData();
        double[][] power = new double[frequencies()][];
        for (int k = 0; k < power.length; k++) {
            double[] cosine = coefficients[2 * k];
            double[] sine = coefficients[2 * k + 1];
            power[k] = new double[cosine.length];
            for (int column = 0; column < cosine.length; column++) {
                power[k][column] = cosine[column] * cosine[column] + sine[column] * sine[column];
            }
        }
        return power;
    }

    /**
     * What a matrix has of the waves of some frequencies: the projection of each of its columns.
     *
     * @param values {@code n × columns}, row after row
     * @return {@code n × columns}, row after row
     * @throws IllegalArgumentException if {@code values} does not hold n rows, or a frequency is not in [1, (n − 1) / 2]
     */
    public double[] projection(double[] values, int... frequencies) {
        int columns = values.length / modulus;
        double[] projection = new double[values.length];
        if (frequencies.length == 0) {
            return projection;
        }
        double[][] chosen = new double[2 * frequencies.length][];
        for (int i = 0; i < frequencies.length; i++) {
            Spectrum.requireFrequency(frequencies[i], frequencies());
            chosen[2 * i] = waves.getRow(2 * frequencies[i] - 2);
            chosen[2 * i + 1] = waves.getRow(2 * frequencies[i] - 1);
        }
        RealMatrix basis = new BlockRealMatrix(chosen); // (2m, n)
        double[][] rows =
                basis.transposeMultiply(basis.multiply(matrix(values))).getData();
        for (int x = 0; x < modulus; x++) {
            System.arraycopy(rows[x], 0, projection, x * columns, columns);
        }
        return projection;
    }

    private RealMatrix matrix(double[] values) {
        int columns = values.length / modulus;
        if (columns == 0 || values.length % modulus != 0) {
            throw new IllegalArgumentException("values must hold one row for each residue modulo " + modulus + ", got "
                    + values.length + " values");
        }
        double[][] rows = new double[modulus][];
        for (int x = 0; x < modulus; x++) {
            rows[x] = Arrays.copyOfRange(values, x * columns, (x + 1) * columns);
        }
        return new BlockRealMatrix(rows);
    }
}
