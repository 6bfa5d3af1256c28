package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static phenomena.dataset.ModularArithmetic.Operation.ADD;
import static phenomena.dataset.ModularArithmetic.Operation.DIVIDE;
import static phenomena.dataset.ModularArithmetic.Operation.MULTIPLY;
import static phenomena.dataset.ModularArithmetic.Operation.QUADRATIC_FORM;
import static phenomena.dataset.ModularArithmetic.Operation.SUBTRACT;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OperationTableTest {

    private static final ModularArithmetic PLUS = new ModularArithmetic(ADD, 23, 0.3);

    static Stream<OperationTable> tables() {
        return Stream.of(
                PLUS,
                new ModularArithmetic(SUBTRACT, 10, 0.5),
                new ModularArithmetic(MULTIPLY, 12, 0.7),
                new ModularArithmetic(DIVIDE, 11, 0.05),
                new ModularArithmetic(QUADRATIC_FORM, 13, 0.95),
                new PermutationComposition(2, 0.5),
                new PermutationComposition(4, 0.4),
                new Maximum(9, 0.6));
    }

    /** A reader's own table, which has entries for a < b alone. */
    record Maximum(int symbols, double trainFraction) implements OperationTable {

        @Override
        public boolean hasResult(int a, int b) {
            return OperationTable.super.hasResult(a, b) && a < b;
        }

        @Override
        public int result(int a, int b) {
            return Math.max(a, b);
        }

        @Override
        public Maximum withTrainFraction(double trainFraction) {
            return new Maximum(symbols, trainFraction);
        }
    }

    /** The pairs in their order, as a · K + b. */
    private static List<Integer> pairs(Examples examples) {
        List<Integer> pairs = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            pairs.add((int) examples.inputs()[2 * i] * examples.classes() + (int) examples.inputs()[2 * i + 1]);
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shows_each_entry_once_in_train_or_test(OperationTable table) {
        Split split = table.split(3);
        List<Integer> all = pairs(split.train());
        all.addAll(pairs(split.test()));
        Set<Integer> entries = new HashSet<>();
        for (int a = 0; a < table.symbols(); a++) {
            for (int b = 0; b < table.symbols(); b++) {
                if (table.hasResult(a, b)) {
                    entries.add(a * table.symbols() + b);
                }
            }
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(entries);
        assertThat(split.train().size()).isEqualTo((int) Math.round(table.trainFraction() * entries.size()));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void labels_each_pair_with_its_result(OperationTable table) {
        for (Examples examples : List.of(table.split(4).train(), table.split(4).test())) {
            List<Integer> pairs = pairs(examples);
            for (int i = 0; i < examples.size(); i++) {
                int result = table.result(pairs.get(i) / table.symbols(), pairs.get(i) % table.symbols());
                assertThat(examples.labels()[i]).isEqualTo(result);
                assertThat(examples.originalLabels()[i]).isEqualTo(result);
            }
            assertThat(examples.classes()).isEqualTo(table.symbols());
        }
    }

    @Test
    void gives_one_split_to_one_seed_and_others_to_others() {
        Set<String> splits = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            splits.add(Fingerprint.sha256(PLUS.split(seed)));
            splits.add(Fingerprint.sha256(PLUS.split(seed)));
        }
        assertThat(splits).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keeps_the_training_pairs_of_a_smaller_fraction_in_a_larger_one(OperationTable table) {
        List<Integer> small = pairs(table.withTrainFraction(0.3).split(5).train());
        List<Integer> large = pairs(table.withTrainFraction(0.7).split(5).train());
        assertThat(large).startsWith(small.toArray(Integer[]::new)).hasSizeGreaterThan(small.size());
    }

    @Test
    void trains_two_operations_on_the_same_pairs() {
        assertThat(pairs(new ModularArithmetic(MULTIPLY, 23, 0.3).split(6).train()))
                .isEqualTo(pairs(PLUS.split(6).train()));
    }

    /**
     * Each of 25 pairs is among the 10 of the training set in 0.4 of 4,000 seeds (0 … 3,999), each two of them in 10 · 9 /
     * (25 · 24) = 0.15, and each stands first in 0.04. The bound of 5 σ is one in 5,000 for all 350 together.
     */
    @Test
    void draws_all_subsets_alike() {
        int seeds = 4000;
        int[] chosen = new int[25];
        int[] first = new int[25];
        int[][] together = new int[25][25];
        for (long seed = 0; seed < seeds; seed++) {
            List<Integer> train =
                    pairs(new ModularArithmetic(ADD, 5, 0.4).split(seed).train());
            first[train.get(0)]++;
            for (int one : train) {
                chosen[one]++;
                train.forEach(other -> together[one][other]++);
            }
        }
        for (int one = 0; one < 25; one++) {
            assertBinomial(chosen[one], seeds, 0.4);
            assertBinomial(first[one], seeds, 0.04);
            for (int other = 0; other < one; other++) {
                assertBinomial(together[one][other], seeds, 0.15);
            }
        }
    }

    private static void assertBinomial(int count, int n, double p) {
        assertThat(Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p)))
                .as("%d of %d at %s, in σ", count, n, p)
                .isLessThan(5);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void takes_label_noise_on_exactly_the_fraction_of_its_training_labels(OperationTable table) {
        Split clean = table.split(8);
        Split noisy = new Corrupted(table, new Corruption.LabelNoise(0.35)).split(8);
        int n = clean.train().size();
        assertThat(noisy.train().labelNoise()).isEqualTo(Math.round(0.35 * n) / (double) n);
        assertThat(noisy.train().originalLabels()).isEqualTo(clean.train().labels());
        assertThat(noisy.train().inputs()).isEqualTo(clean.train().inputs());
        assertThat(noisy.test().labels()).isEqualTo(clean.test().labels());
        assertThat(noisy.test().inputs()).isEqualTo(clean.test().inputs());
    }

    @Test
    void takes_35_percent_label_noise_at_97() {
        Examples train = new Corrupted(new ModularArithmetic(ADD, 97, 0.5), new Corruption.LabelNoise(0.35))
                .split(0)
                .train();
        // round(0.35 · 4705) = round(1646.75)
        assertThat(train.labelNoise() * train.size()).isEqualTo(1647);
    }

    @Test
    void rejects_a_readers_table_with_one_part_empty() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Maximum(3, 0.9).split(0))
                .withMessageStartingWith(
                        "trainFraction must leave examples to train on and to test on, got 0.9, which is"
                                + " 3 of 3; keep it between 0.33");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Maximum(3, 1).split(0))
                .withMessage("trainFraction must be in (0, 1), got 1.0");
    }

    @Test
    void rejects_a_readers_table_of_a_size_outside_its_range() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Maximum(1, 0.5).split(0))
                .withMessage("symbols must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Maximum(65_537, 0.5).split(0))
                .withMessage("symbols must be at most 5000 (a table of 25000000 entries), got 65537");
    }
}
