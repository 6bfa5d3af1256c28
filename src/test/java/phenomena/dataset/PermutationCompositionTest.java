package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static phenomena.dataset.ModularArithmeticTest.crc32;
import static phenomena.dataset.ModularArithmeticTest.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermutationCompositionTest {

    private static final PermutationComposition S5 = new PermutationComposition(5, 0.5);

    @Test
    void has_this_table_for_three_places() {
        // 0 … 5 are 012, 021, 102, 120, 201, 210; "first 021, then 102" takes 0 to 1, 1 to 2 and 2 to 0.
        assertThat(table(new PermutationComposition(3, 0.5))).isDeepEqualTo(new int[][] {
            {0, 1, 2, 3, 4, 5},
            {1, 0, 3, 2, 5, 4},
            {2, 4, 0, 5, 1, 3},
            {3, 5, 1, 4, 0, 2},
            {4, 2, 5, 0, 3, 1},
            {5, 3, 4, 1, 2, 0}
        });
    }

    /**
     * The table of S_5 as Python 3.11 gives it, with {@code e = list(itertools.permutations(range(5)))}: {@code
     * zlib.crc32(bytes(e.index(tuple(b[i] for i in a)) for a in e for b in e))}.
     */
    @Test
    void has_the_table_of_the_paper() {
        assertThat(crc32(S5)).isEqualTo(2254671460L);
    }

    @ParameterizedTest
    @CsvSource({"2,2", "3,6", "4,24", "5,120", "6,720"})
    void lists_all_permutations_in_lexicographic_order(int degree, int factorial) {
        PermutationComposition group = new PermutationComposition(degree, 0.5);
        assertThat(group.symbols()).isEqualTo(factorial);
        int[] identity = IntStream.range(0, degree).toArray();
        assertThat(group.permutation(0)).isEqualTo(identity);
        assertThat(group.permutation(factorial - 1))
                .isEqualTo(IntStream.range(0, degree).map(i -> degree - 1 - i).toArray());
        for (int symbol = 0; symbol < factorial; symbol++) {
            assertThat(Arrays.stream(group.permutation(symbol)).sorted().toArray())
                    .isEqualTo(identity);
            assertThat(symbol == 0 ? -1 : Arrays.compare(group.permutation(symbol - 1), group.permutation(symbol)))
                    .isNegative();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5})
    void is_a_group(int degree) {
        int[][] product = table(new PermutationComposition(degree, 0.5));
        int order = product.length;
        for (int a = 0; a < order; a++) {
            assertThat(product[a][0]).isEqualTo(a);
            assertThat(product[0][a]).isEqualTo(a);
            int inverse = IntStream.of(product[a]).boxed().toList().indexOf(0);
            assertThat(product[inverse][a]).isZero();
            for (int b = 0; b < order; b++) {
                for (int c = 0; c < order; c++) {
                    if (product[product[a][b]][c] != product[a][product[b][c]]) {
                        throw new AssertionError("(a b) c and a (b c) differ at " + a + ", " + b + ", " + c);
                    }
                }
            }
        }
    }

    @Test
    void counts_what_the_theory_of_s5_counts() {
        int[][] product = table(S5);
        // Seven classes of conjugate elements times 120 pairs that commute; 26 elements are their own inverse.
        long commuting = IntStream.range(0, 120 * 120)
                .filter(i -> product[i / 120][i % 120] == product[i % 120][i / 120])
                .count();
        assertThat(commuting).isEqualTo(7 * 120);
        assertThat(IntStream.range(0, 120).filter(a -> product[a][a] == 0).count())
                .isEqualTo(26);
        for (int[] row : product) {
            assertThat(row).doesNotHaveDuplicates();
        }
    }

    @Test
    void splits_all_pairs() {
        Split split = S5.split(0);
        assertThat(split.train().size()).isEqualTo(7200);
        assertThat(split.test().size()).isEqualTo(7200);
        assertThat(split.train().classes()).isEqualTo(120);
        Split large = new PermutationComposition(6, 0.25).split(0);
        assertThat(large.train().size()).isEqualTo(720 * 720 / 4);
        assertThat(large.train().size() + large.test().size()).isEqualTo(720 * 720);
    }

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(S5.split(0)))
                .isEqualTo("f9d6a381ed657ed47761b30772d5319418a749d4bb03a789abae8b7bfab0b107");
    }

    @Test
    void rejects_a_degree_a_train_fraction_and_a_symbol_outside_their_ranges() {
        rejects(1, 0.5, "degree must be at least 2, got 1");
        rejects(7, 0.5, "degree must be at most 6 (a table of 518400 entries), got 7");
        rejects(5, 1, "trainFraction must be in (0, 1), got 1.0");
        rejects(
                2,
                0.1,
                "trainFraction must leave examples to train on and to test on, got 0.1, which is 0 of 4; keep it"
                        + " between 0.25 and 0.75");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S5.withTrainFraction(0))
                .withMessage("trainFraction must be in (0, 1), got 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> S5.result(0, 120))
                .withMessage("a and b must name an entry of the table of PermutationComposition[degree=5,"
                        + " trainFraction=0.5], got (0, 120)");
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> S5.permutation(120));
    }

    private static void rejects(int degree, double trainFraction, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PermutationComposition(degree, trainFraction))
                .withMessage(message);
    }
}
