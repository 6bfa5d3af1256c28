package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparseParityTest {

    private static final ParityTasks PARITIES = new ParityTasks(40, 30, 3, 0.4);

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(new SparseParity(PARITIES, 500, 100).split(0)))
                .isEqualTo("461f6348f07d2917472001463dbfcacff8842e27f859254fd6109975db8cfa94");
    }

    @Test
    void a_label_is_the_parity_of_the_bits_of_the_task_that_the_first_value_names() {
        Split split = new SparseParity(PARITIES, 2_000, 1_000).split(7);
        int[][] subsets = PARITIES.subsets(7);
        for (Examples examples : new Examples[] {split.train(), split.test()}) {
            assertThat(examples.inputShape()).containsExactly(31);
            for (int i = 0; i < examples.size(); i++) {
                float[] bits = Arrays.copyOfRange(examples.inputs(), 31 * i + 1, 31 * i + 31);
                int task = ParityTasks.asked(examples, 40)[i];
                assertThat(examples.inputs()[31 * i]).isEqualTo(task);
                int ones = 0;
                for (int bit : subsets[task]) {
                    ones += bits[bit] == 1 ? 1 : 0;
                }
                assertThat(examples.labels()[i]).isEqualTo(ones % 2);
                for (float bit : bits) {
                    assertThat(bit).isIn(0f, 1f);
                }
            }
        }
    }

    /** 40 + 30 + 40 counts, each within 4.5 σ of its binomial mean: by chance one set of seeds in 1,300 fails. */
    @Test
    void tasks_bits_and_labels_are_as_frequent_as_they_should_be() {
        int n = 50_000;
        for (Examples examples : new Examples[] {
            new SparseParity(PARITIES, n, 1).split(3).train(),
            new SparseParity(PARITIES, 1, n).split(3).test()
        }) {
            int[] asked = ParityTasks.asked(examples, 40);
            int[] tasks = new int[40];
            int[] odd = new int[40];
            int[] bits = new int[30];
            for (int i = 0; i < n; i++) {
                tasks[asked[i]]++;
                odd[asked[i]] += examples.labels()[i];
                for (int bit = 0; bit < 30; bit++) {
                    bits[bit] += (int) examples.inputs()[31 * i + 1 + bit];
                }
            }
            double[] frequencies = PARITIES.frequencies();
            for (int task = 0; task < 40; task++) {
                assertBinomial("task " + task, tasks[task], n, frequencies[task]);
                assertBinomial("odd of task " + task, odd[task], tasks[task], 0.5);
            }
            for (int bit = 0; bit < 30; bit++) {
                assertBinomial("bit " + bit, bits[bit], n, 0.5);
            }
        }
    }

    private static void assertBinomial(String what, int count, int n, double p) {
        assertThat(Math.abs(count - n * p) / Math.sqrt(n * p * (1 - p)))
                .as("%s, in σ", what)
                .isLessThan(4.5);
    }

    @Test
    void begins_a_larger_draw_with_a_smaller_one_and_keeps_the_test_set() {
        Split small = new SparseParity(PARITIES, 100, 20).withTrain(30).split(5);
        Split large = new SparseParity(PARITIES, 100, 20).split(5);
        assertThat(Arrays.copyOf(large.train().inputs(), 30 * 31))
                .isEqualTo(small.train().inputs());
        assertThat(Arrays.copyOf(large.train().labels(), 30))
                .isEqualTo(small.train().labels());
        assertThat(large.test().inputs()).isEqualTo(small.test().inputs());
        assertThat(small.test().inputs())
                .isNotEqualTo(Arrays.copyOf(small.train().inputs(), 20 * 31));
        assertThat(new SparseParity(PARITIES, 30, 20).split(6).train().inputs())
                .isNotEqualTo(small.train().inputs());
    }

    @Test
    void refuses_what_no_array_and_no_memory_holds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseParity(PARITIES, 0, 1))
                .withMessage("train must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseParity(new ParityTasks(500, 100, 3, 0.4), 1, 22_000_000))
                .withMessage("test must be at most 21262214 (101 values each, 8.6 GB of inputs), got 22000000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseParity(null, 1, 1))
                .withMessage("parities must be given, got null");
        int most = (Integer.MAX_VALUE - 8) / 31; // 8.6 GB each, more than tests may use
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SparseParity(PARITIES, most, most).split(0))
                .withMessageMatching("train and test must fit into the memory that Java may use, [0-9.]+ GB, got "
                        + 2 * most + " examples of 31 values, 17.2 GB; ask for fewer, or give Java more with -Xmx");
    }
}
