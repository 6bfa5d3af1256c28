package phenomena.dataset;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * What a random network makes of noise: inputs are independent normal values, shape (inputs), and a {@link Teacher}'s largest
 * output is the label. The data have no irreducible loss, and their dimension is a dial: Sharma &amp; Kaplan 2020
 * (arXiv:2004.10802, section 3) measure on such data that the loss of students falls with their parameters N about as N^(−4/d).
 *
 * <p>A seed draws the teacher, the training and the test examples. A larger draw with the same seed begins with the smaller one
 * and has the same teacher.
 *
 * <p>Differs from the paper, whose teachers have inputs uniform in a cube and other weights.
 *
 * @param teacher what labels
 * @param train number of training examples, at least 1
 * @param test number of test examples, at least 1
 */
public record TeacherStudent(Teacher teacher, int train, int test) implements Sampled {

    /** @throws IllegalArgumentException if a count is below 1 or an array cannot hold as many inputs */
    public TeacherStudent {
        Counts.requirePresent("teacher", teacher);
        Counts.requireInputs("train", train, teacher.inputs());
        Counts.requireInputs("test", test, teacher.inputs());
    }

    @Override
    public TeacherStudent withTrain(int train) {
        return new TeacherStudent(teacher, train, test);
    }

    /** @throws IllegalArgumentException if Java may not use the memory that the examples take */
    @Override
    public Split split(long seed) {
        Counts.requireMemory("train and test", (long) train + test, teacher.inputs());
        Teacher.Drawn drawn = teacher.draw(seed);
        return new Split(
                generate(train, drawn, Seeds.stream(seed, "teacher-student-train")),
                generate(test, drawn, Seeds.stream(seed, "teacher-student-test")));
    }

    private Examples generate(int count, Teacher.Drawn drawn, UniformRandomProvider random) {
        // The ziggurat takes no logarithm or sine, whose last bit differs from one JDK to another.
        var gaussian = ZigguratSampler.NormalizedGaussian.of(random);
        int features = teacher.inputs();
        float[] inputs = new float[count * features];
        int[] labels = new int[count];
        double[] input = new double[features];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < features; j++) {
                float value = (float) gaussian.sample(); // the label is that of the value a student sees
                inputs[i * features + j] = value;
                input[j] = value;
            }
            labels[i] = drawn.label(input);
        }
        return new Examples(inputs, new long[] {features}, labels, labels, teacher.classes());
    }
}
