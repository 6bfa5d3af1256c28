package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Split;

class EmbeddingSpectrumTest {

    private static final Offset<Double> EXACT = within(1e-12);

    /** What the probe reads of a matrix of {@code rows} over pairs modulo {@code modulus}, by quantity. */
    private static Map<String, Double> read(int modulus, int width, double[] matrix) {
        var observation = new HandMadeObservation(PairTables.addition(modulus));
        observation.step = 4;
        observation.parameters.put(0, Map.of("other", new double[3], "read", matrix));
        return observation.read(new EmbeddingSpectrum("read", width));
    }

    /** Two columns, waves of frequencies 2 and 3 of which the second has 4 times the power, and a last row for "=". */
    private static double[] twoWaves() {
        double[] matrix = new double[12 * 2];
        for (int x = 0; x < 11; x++) {
            matrix[2 * x] = 5 + PairTables.cos(2, x, 11, 0.3);
            matrix[2 * x + 1] = 2 * PairTables.cos(3, x, 11, 1);
        }
        matrix[22] = 99;
        return matrix;
    }

    @Test
    void a_pure_wave_has_its_power_at_its_frequency_and_takes_part_alone() {
        Map<String, Double> read = read(11, 2, twoWaves());
        assertThat(read).hasSize(9);
        for (int k : new int[] {1, 4, 5}) {
            assertThat(read.get("0 4  embedding power " + k)).isCloseTo(0, EXACT);
        }
        assertThat(read.get("0 4  embedding power 2")).isCloseTo(11 / 2.0, EXACT);
        assertThat(read.get("0 4  embedding power 3")).isCloseTo(4 * 11 / 2.0, EXACT);
        assertThat(read.get("0 4  embedding top 5")).isCloseTo(1, EXACT);
        assertThat(read.get("0 4  embedding key frequencies")).isEqualTo(2);
        assertThat(read.get("0 4  embedding ipr")).isCloseTo(1, EXACT);
        assertThat(read.get("0 4  embedding ipr median")).isCloseTo(1, EXACT);
    }

    @Test
    void the_blocks_of_a_first_layer_are_added() {
        double[] matrix = new double[2 * 7 * 3];
        for (int x = 0; x < 7; x++) {
            matrix[3 * x] = PairTables.cos(1, x, 7, 0); // the first neuron reads a and b by one frequency
            matrix[3 * (7 + x)] = PairTables.cos(1, x, 7, 2);
            matrix[3 * x + 1] = PairTables.cos(2, x, 7, 0); // the second by two
            matrix[3 * (7 + x) + 1] = PairTables.cos(3, x, 7, 0); // and the third is dead
        }
        Map<String, Double> read = read(7, 3, matrix);
        assertThat(read.get("0 4  embedding power 1")).isCloseTo(7, EXACT);
        assertThat(read.get("0 4  embedding power 2")).isCloseTo(3.5, EXACT);
        assertThat(read.get("0 4  embedding power 3")).isCloseTo(3.5, EXACT);
        assertThat(read.get("0 4  embedding ipr")).isCloseTo(0.75, EXACT); // of 1 and 1/2
        assertThat(read.get("0 4  embedding ipr median")).isCloseTo(0.75, EXACT);
    }

    @Test
    void the_five_strongest_of_many_are_less_than_all() {
        double[] matrix = new double[31];
        matrix[0] = 1; // the same power at each of 15 frequencies
        Map<String, Double> read = read(31, 1, matrix);
        assertThat(read.get("0 4  embedding top 5")).isCloseTo(1 / 3.0, EXACT);
        assertThat(read.get("0 4  embedding key frequencies")).isEqualTo(14); // 13.5 of them have 90%
        assertThat(read.get("0 4  embedding ipr")).isCloseTo(1 / 15.0, EXACT);
    }

    @Test
    void modulo_3_there_is_one_frequency() {
        Map<String, Double> read = read(3, 1, new double[] {1, 0, -1});
        assertThat(read.get("0 4  embedding power 1")).isCloseTo(2, EXACT);
        assertThat(read.get("0 4  embedding ipr")).isCloseTo(1, EXACT);
    }

    @Test
    void a_matrix_of_zeros_has_no_shares() {
        assertThat(read(5, 1, new double[5]))
                .containsExactly(
                        Map.entry("0 4  embedding power 1", 0.0),
                        Map.entry("0 4  embedding power 2", 0.0),
                        Map.entry("0 4  embedding top 5", Double.NaN),
                        Map.entry("0 4  embedding key frequencies", Double.NaN),
                        Map.entry("0 4  embedding ipr", Double.NaN),
                        Map.entry("0 4  embedding ipr median", Double.NaN));
    }

    @Test
    void a_matrix_that_is_no_numbers_gives_none() {
        double[] matrix = new double[10];
        java.util.Arrays.fill(matrix, Double.NaN);
        assertThat(read(5, 2, matrix).values()).hasSize(6).containsOnly(Double.NaN);
    }

    @Test
    void what_is_no_such_matrix_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(11, 2, new double[21]))
                .withMessage("parameter \"read\" must have at least 11 rows of width 2, got 21 values");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(11, 2, new double[20]))
                .withMessage("parameter \"read\" must have at least 11 rows of width 2, got 20 values");
        var observation = new HandMadeObservation(PairTables.addition(5));
        observation.parameters.put(0, Map.of("weight", new double[5]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation.read(new EmbeddingSpectrum("wieght", 1)))
                .withMessage("parameter must be one of [weight], got \"wieght\"");
    }

    @Test
    void what_is_no_task_of_pairs_modulo_an_odd_number_is_refused() {
        var images = HandMadeObservation.labelled(5, new int[] {1}, new int[] {1});
        var observation = new HandMadeObservation(new Split(images, images));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation.read(new EmbeddingSpectrum("read", 1)))
                .withMessage("inputs must be pairs of residues, of shape [2], for a Fourier spectrum, got shape [1]; "
                        + "take a task of modular arithmetic, or leave this probe out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(2, 1, new double[2]))
                .withMessage("modulus of a Fourier transform must be odd and at least 3, got 2; take an odd prime");
    }

    @Test
    void a_probe_without_name_or_width_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingSpectrum(" ", 1))
                .withMessage("parameter must be the name of one, got \" \"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EmbeddingSpectrum("embedding", 0))
                .withMessage("width must be at least 1, got 0");
    }
}
