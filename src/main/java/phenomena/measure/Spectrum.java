package phenomena.measure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How the power of something over the residues modulo n is spread over its frequencies; the constant stands apart. Where
 * there is no power at all, shares are not defined: NaN. The array is not copied: who holds it must not change it.
 *
 * @param power at index k − 1 the power of frequency k, at least 0; NaN after a divergence
 */
public record Spectrum(double[] power) {

    /** The spectrum of all columns together: the sum over them of {@link Fourier#power}. */
    public static Spectrum of(double[][] powers) {
        return new Spectrum(Arrays.stream(powers)
                .mapToDouble(row -> Arrays.stream(row).sum())
                .toArray());
    }

    /** The number of frequencies. */
    public int frequencies() {
        return power.length;
    }

    /** The power of all frequencies together. */
    public double total() {
        return Arrays.stream(power).sum();
    }

    /**
     * The part of the total power that some frequencies have, in [0, 1].
     *
     * @throws IllegalArgumentException if one is not in [1, {@link #frequencies()}]
     */
    public double share(int... frequencies) {
        double sum = 0;
        for (int k : frequencies) {
            requireFrequency(k, power.length);
            sum += power[k - 1];
        }
        return sum / total();
    }

    /** The part of the total power that the {@code count} strongest frequencies have, in [0, 1]. */
    public double top(int count) {
        return share(Arrays.copyOf(strongestFirst(), Math.min(count, power.length)));
    }

    /**
     * The key frequencies: the fewest that have at least a share of the total power. Nanda et al. 2023 (arXiv:2301.05217,
     * section 4.1 and appendix C.2) read theirs off a plot, those "with nontrivial coefficients", and state no threshold. This
     * rule names nothing that is not needed to explain the share, and all frequencies where they are equally strong.
     *
     * @param share in (0, 1)
     * @return ascending; none where there is no power, or no number
     * @throws IllegalArgumentException if {@code share} is not in (0, 1)
     */
    public int[] key(double share) {
        if (!(share > 0 && share < 1)) {
            throw new IllegalArgumentException("share of the power must be in (0, 1), got " + share);
        }
        double total = total();
        if (!(total > 0)) {
            return new int[0];
        }
        int[] strongest = strongestFirst();
        int count = 0;
        for (double sum = 0; count < strongest.length && sum < share * total; count++) {
            sum += power[strongest[count] - 1];
        }
        return Arrays.stream(strongest, 0, count).sorted().toArray();
    }

    /**
     * The inverse participation ratio {@code Σ_k P_k² / (Σ_k P_k)²}: 1 where one frequency has all the power, one over their
     * number where m frequencies share it evenly (Doshi et al. 2023, arXiv:2310.13061, for r = 2, after Gromov 2023,
     * arXiv:2301.02679). Differs from the papers in that the constant is left out, and cosine and sine count as one frequency,
     * so that a wave of any phase reads 1.
     */
    public double participation() {
        double total = total();
        return Arrays.stream(power).map(p -> p / total * (p / total)).sum();
    }

    /** The {@link #participation} of each column of {@link Fourier#power} that has any power. */
    static double[] participations(double[][] powers) {
        return IntStream.range(0, powers[0].length)
                .mapToObj(column -> new Spectrum(
                        Arrays.stream(powers).mapToDouble(row -> row[column]).toArray()))
                .filter(spectrum -> spectrum.total() != 0)
                .mapToDouble(Spectrum::participation)
                .toArray();
    }

    private int[] strongestFirst() {
        return IntStream.rangeClosed(1, power.length)
                .boxed()
                .sorted(Comparator.comparingDouble(k -> -power[k - 1]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** @throws IllegalArgumentException if {@code frequency} is not in [1, {@code frequencies}] */
    static void requireFrequency(int frequency, int frequencies) {
        if (frequency < 1 || frequency > frequencies) {
            throw new IllegalArgumentException("frequency must be in [1, " + frequencies + "], got " + frequency
                    + "; modulo " + (2 * frequencies + 1) + " every other one repeats one of these");
        }
    }
}
