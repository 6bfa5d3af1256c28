package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static phenomena.dataset.ModularArithmetic.Operation.ADD;
import static phenomena.dataset.ModularArithmetic.Operation.DIVIDE;
import static phenomena.dataset.ModularArithmetic.Operation.MULTIPLY;
import static phenomena.dataset.ModularArithmetic.Operation.QUADRATIC_FORM;
import static phenomena.dataset.ModularArithmetic.Operation.SUBTRACT;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.ModularArithmetic.Operation;

class ModularArithmeticTest {

    private static ModularArithmetic half(Operation operation, int modulus) {
        return new ModularArithmetic(operation, modulus, 0.5);
    }

    /** Row a, column b; −1 where there is no entry. */
    static int[][] table(OperationTable table) {
        return IntStream.range(0, table.symbols())
                .mapToObj(a -> IntStream.range(0, table.symbols())
                        .map(b -> table.hasResult(a, b) ? table.result(a, b) : -1)
                        .toArray())
                .toArray(int[][]::new);
    }

    /** CRC-32 of all results, each a byte, row after row. */
    static long crc32(OperationTable table) {
        CRC32 crc = new CRC32();
        Arrays.stream(table(table))
                .flatMapToInt(Arrays::stream)
                .filter(result -> result >= 0)
                .forEach(crc::update);
        return crc.getValue();
    }

    /** How many entries have each residue as their result. */
    private static int[] counts(ModularArithmetic table) {
        int[] counts = new int[table.modulus()];
        Arrays.stream(table(table))
                .flatMapToInt(Arrays::stream)
                .filter(c -> c >= 0)
                .forEach(c -> counts[c]++);
        return counts;
    }

    @Test
    void has_these_small_tables() {
        assertThat(table(half(ADD, 3))).isDeepEqualTo(new int[][] {{0, 1, 2}, {1, 2, 0}, {2, 0, 1}});
        assertThat(table(half(SUBTRACT, 3))).isDeepEqualTo(new int[][] {{0, 2, 1}, {1, 0, 2}, {2, 1, 0}});
        assertThat(table(half(MULTIPLY, 4)))
                .isDeepEqualTo(new int[][] {{0, 0, 0, 0}, {0, 1, 2, 3}, {0, 2, 0, 2}, {0, 3, 2, 1}});
        assertThat(table(half(DIVIDE, 5))).isDeepEqualTo(new int[][] {
            {-1, 0, 0, 0, 0}, {-1, 1, 3, 2, 4}, {-1, 2, 1, 4, 3}, {-1, 3, 4, 1, 2}, {-1, 4, 2, 3, 1}
        });
        assertThat(table(half(QUADRATIC_FORM, 5))).isDeepEqualTo(new int[][] {
            {0, 1, 4, 4, 1}, {1, 3, 2, 3, 1}, {4, 2, 2, 4, 3}, {4, 3, 4, 2, 2}, {1, 1, 3, 2, 3}
        });
    }

    /**
     * The tables modulo 97 as Python 3.11 gives them: {@code zlib.crc32(bytes((a + b) % 97 for a in range(97) for b in
     * range(97)))} and so on; division's was filled as the paper's code does, c in {@code t[b * c % 97, b]} for b from 1.
     */
    @ParameterizedTest
    @CsvSource({
        "ADD,1047490830",
        "SUBTRACT,2896592510",
        "MULTIPLY,3964432282",
        "DIVIDE,855954423",
        "QUADRATIC_FORM,3021310223"
    })
    void has_the_tables_of_the_paper(Operation operation, long crc) {
        assertThat(crc32(half(operation, 97))).isEqualTo(crc);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 7, 97, 997})
    void division_undoes_multiplication(int prime) {
        ModularArithmetic divide = half(DIVIDE, prime);
        ModularArithmetic multiply = half(MULTIPLY, prime);
        for (int b = 1; b < prime; b++) {
            int a = (31 * b + 5) % prime;
            assertThat(multiply.result(divide.result(a, b), b)).isEqualTo(a);
            assertThat(divide.result(multiply.result(a, b), b)).isEqualTo(a);
        }
    }

    @Test
    void gives_each_residue_as_often_as_the_closed_forms_say() {
        assertThat(counts(half(ADD, 12))).containsOnly(12);
        assertThat(counts(half(SUBTRACT, 12))).containsOnly(12);
        assertThat(counts(half(DIVIDE, 13))).containsOnly(12);
        // 3 divides 97 − 1 and 113 + 1.
        assertCounts(half(MULTIPLY, 97), 2 * 97 - 1, 96);
        assertCounts(half(QUADRATIC_FORM, 97), 2 * 97 - 1, 96);
        assertCounts(half(QUADRATIC_FORM, 113), 1, 114);
    }

    private static void assertCounts(ModularArithmetic table, int ofZero, int ofAnyOther) {
        int[] counts = counts(table);
        assertThat(counts[0]).isEqualTo(ofZero);
        assertThat(Arrays.copyOfRange(counts, 1, counts.length)).containsOnly(ofAnyOther);
    }

    @Test
    void the_quadratic_form_misses_residues_just_where_its_description_says() {
        for (int modulus = 2; modulus <= 130; modulus++) {
            boolean missing = modulus % 3 == 0 || modulus % 4 == 0 || modulus % 25 == 0 || modulus % 121 == 0;
            assertThat(Arrays.stream(counts(half(QUADRATIC_FORM, modulus))).anyMatch(count -> count == 0))
                    .as("modulus %d", modulus)
                    .isEqualTo(missing);
        }
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void has_as_many_entries_as_it_says(Operation operation) {
        Split split = half(operation, 97).split(0);
        int entries = operation == DIVIDE ? 97 * 96 : 97 * 97;
        assertThat(split.train().size()).isEqualTo((entries + 1) / 2);
        assertThat(split.train().size() + split.test().size()).isEqualTo(entries);
        assertThat(split.train().classes()).isEqualTo(97);
        assertThat(split.train().inputShape()).containsExactly(2);
    }

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(half(ADD, 97).split(0)))
                .isEqualTo("e36f8991523d4a8b3e3822cde19948231d4d8ceae63272720497cb05b0b73e88");
        assertThat(Fingerprint.sha256(new ModularArithmetic(DIVIDE, 97, 0.3).split(7)))
                .isEqualTo("10299a824cbb8d33a95321ae4a22387c136ffafd501867e3b07e2290277148bb");
    }

    @Test
    void rejects_an_operation_that_is_not_given_and_a_modulus_outside_its_range() {
        assertThatNullPointerException()
                .isThrownBy(() -> new ModularArithmetic(null, 97, 0.5))
                .withMessage("operation must be given, got null");
        rejects(ADD, 1, 0.5, "modulus must be at least 2, got 1");
        rejects(ADD, -97, 0.5, "modulus must be at least 2, got -97");
        rejects(ADD, 1001, 0.5, "modulus must be at most 1000 (a table of 1000000 entries), got 1001");
        rejects(
                ADD,
                Integer.MAX_VALUE,
                0.5,
                "modulus must be at most 1000 (a table of 1000000 entries), got 2147483647");
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 91, 561, 1000})
    void rejects_a_composite_modulus_for_division_alone(int composite) {
        rejects(
                DIVIDE,
                composite,
                0.5,
                "modulus must be prime for DIVIDE, since all but 0 must have an inverse, got " + composite
                        + "; take for instance 97 or 113");
        assertThat(half(MULTIPLY, composite).result(composite - 1, composite - 1))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.1, 1.2, Double.NaN, Double.POSITIVE_INFINITY})
    void rejects_a_train_fraction_outside_its_range(double fraction) {
        rejects(ADD, 97, fraction, "trainFraction must be in (0, 1), got " + fraction);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> half(ADD, 97).withTrainFraction(fraction))
                .withMessage("trainFraction must be in (0, 1), got " + fraction);
    }

    @Test
    void rejects_a_train_fraction_that_leaves_one_part_empty() {
        rejects(
                ADD,
                10,
                0.001,
                "trainFraction must leave examples to train on and to test on, got 0.001, which is 0 of"
                        + " 100; keep it between 0.01 and 0.99");
        rejects(
                ADD,
                10,
                0.999,
                "trainFraction must leave examples to train on and to test on, got 0.999, which is 100"
                        + " of 100; keep it between 0.01 and 0.99");
        assertThat(new ModularArithmetic(ADD, 10, 0.01).split(0).train().size()).isEqualTo(1);
        assertThat(new ModularArithmetic(ADD, 10, 0.99).split(0).test().size()).isEqualTo(1);
    }

    @Test
    void rejects_an_entry_that_is_not_there() {
        for (int[] pair : new int[][] {{3, 0}, {5, 1}, {-1, 1}, {1, 5}, {1, -1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> half(DIVIDE, 5).result(pair[0], pair[1]))
                    .withMessage("a and b must name an entry of the table of ModularArithmetic[operation=DIVIDE,"
                            + " modulus=5, trainFraction=0.5], got (" + pair[0] + ", " + pair[1] + ")");
        }
    }

    private static void rejects(Operation operation, int modulus, double trainFraction, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModularArithmetic(operation, modulus, trainFraction))
                .withMessage(message);
    }
}
