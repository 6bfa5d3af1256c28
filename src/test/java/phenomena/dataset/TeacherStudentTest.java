package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeacherStudentTest {

    @Test
    void is_the_same_everywhere() {
        assertThat(Fingerprint.sha256(new TeacherStudent(new Teacher(8, 2, 30, 10), 500, 100).split(0)))
                .isEqualTo("0ce68dc91404532a2a3c13aa047ad3d50c0eae8ac06f48dea18e8313ab511e0e");
    }

    @Test
    void inputs_are_standard_normal() {
        float[] inputs = new TeacherStudent(new Teacher(8, 1, 5, 2), 20_000, 1)
                .split(1)
                .train()
                .inputs();
        double[] moments = new double[4];
        for (double x : inputs) {
            for (int power = 0; power < 4; power++) {
                moments[power] += Math.pow(x, power + 1) / inputs.length;
            }
        }
        // 160,000 values: σ of the moments' means is .0025, .0035, .0097 and .0245; the bounds are 4 σ
        assertThat(moments[0]).isCloseTo(0, within(0.01));
        assertThat(moments[1]).isCloseTo(1, within(0.014));
        assertThat(moments[2]).isCloseTo(0, within(0.039));
        assertThat(moments[3]).isCloseTo(3, within(0.098));
    }

    /** Without the shift of the outputs a deep teacher gives most inputs to one class. */
    @ParameterizedTest
    @CsvSource({"4,1,20,2", "8,2,30,10", "20,6,50,10", "10,1,100,5"})
    void no_class_is_rare_or_takes_all(int inputs, int depth, int width, int classes) {
        for (long seed = 0; seed < 5; seed++) {
            int[] counts = new int[classes];
            for (int label : new TeacherStudent(new Teacher(inputs, depth, width, classes), 5_000, 1)
                    .split(seed)
                    .train()
                    .labels()) {
                counts[label]++;
            }
            for (int count : counts) {
                assertThat(count / 5_000.0)
                        .as("seed %d of %s", seed, Arrays.toString(counts))
                        .isBetween(0.3 / classes, 2.5 / classes);
            }
        }
    }

    @Test
    void train_and_test_are_labelled_by_the_teacher_of_the_seed() {
        Teacher teacher = new Teacher(3, 2, 10, 4);
        Split split = new TeacherStudent(teacher, 200, 100).split(9);
        Teacher.Drawn again = teacher.draw(9);
        Teacher.Drawn other = teacher.draw(10);
        int agree = 0;
        for (Examples examples : new Examples[] {split.train(), split.test()}) {
            for (int i = 0; i < examples.size(); i++) {
                double[] input = new double[3];
                for (int j = 0; j < 3; j++) {
                    input[j] = examples.inputs()[3 * i + j];
                }
                assertThat(again.label(input)).isEqualTo(examples.labels()[i]);
                agree += other.label(input) == examples.labels()[i] ? 1 : 0;
            }
        }
        assertThat(agree).as("another seed's teacher").isLessThan(200);
    }

    @Test
    void begins_a_larger_draw_with_a_smaller_one_and_keeps_the_test_set() {
        Teacher teacher = new Teacher(3, 1, 10, 4);
        Split small = new TeacherStudent(teacher, 100, 20).withTrain(30).split(5);
        Split large = new TeacherStudent(teacher, 100, 20).split(5);
        assertThat(Arrays.copyOf(large.train().inputs(), 90))
                .isEqualTo(small.train().inputs());
        assertThat(Arrays.copyOf(large.train().labels(), 30))
                .isEqualTo(small.train().labels());
        assertThat(Fingerprint.sha256(new Split(large.test(), large.test())))
                .isEqualTo(Fingerprint.sha256(new Split(small.test(), small.test())));
        assertThat(small.test().inputs())
                .isNotEqualTo(Arrays.copyOf(small.train().inputs(), 60));
    }

    @Test
    void refuses_what_is_no_teacher_or_too_many_examples() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Teacher(3, 0, 10, 4))
                .withMessage("depth must be at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Teacher(3, 1, 10, 1))
                .withMessage("classes must be at least 2, got 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeacherStudent(null, 1, 1))
                .withMessage("teacher must be given, got null");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TeacherStudent(new Teacher(1000, 1, 10, 4), 3_000_000, 1))
                .withMessage("train must be at most 2147483 (1000 values each, 8.6 GB of inputs), got 3000000");
    }
}
