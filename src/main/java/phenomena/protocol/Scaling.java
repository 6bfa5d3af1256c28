package phenomena.protocol;

import java.util.List;
import phenomena.dataset.Augmentation;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.ParityTasks;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Task;
import phenomena.dataset.Teacher;
import phenomena.dataset.TeacherStudent;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.Probe;
import phenomena.measure.TaskErrors;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.optimize.Adam;

/**
 * Hestness et al. 2017 (arXiv:1712.00409), Kaplan et al. 2020 (arXiv:2001.08361), Hoffmann et al. 2022 (arXiv:2203.15556) and
 * Michaud et al. 2023 (arXiv:2303.13506): loss falls as a power of parameters and of examples.
 *
 * <p>Every preset is the largest of a family; its list of sizes goes through one dial. The rule for the learning rate, one grid a
 * family: {@link #tuning} of the preset at every size and each of {@link #RATES}, on seeds that are measured for nothing else, and
 * each size takes the rate with the least test loss on the way ({@code TunedRates} in the analysis reads that from the grid).
 *
 * <p>Adam without weight decay or schedule, cross-entropy in nats, and for all sizes of a family the same steps and batches.
 */
public final class Scaling {

    /** The learning rates of a tuning grid: half a decade apart. */
    public static final List<Double> RATES = List.of(1e-3, 3e-3, 1e-2);

    /** By how much of the number asked for the parameters of one size may differ from depth to depth. */
    public static final double SAME_SIZE = 0.03;

    private static final long FIRST_TUNING_SEED = 1_000;
    private static final int MEASURED = 2_000; // of the training examples: their loss to a few percent

    private static final List<Probe> PLAIN = List.of(new Loss(), new ErrorRate());

    private Scaling() {}

    /**
     * Multitask sparse parity by one hidden layer (Michaud et al. 2023, section 3, whose setting is the paper budget: 500 tasks, 100
     * bits, k = 3, α = 0.4, batches of 20,000, 200,000 steps at rate 10⁻³). Turn {@link Dial#WIDTH} through {@link
     * #parityWidths}.
     *
     * <p>Differs from the paper, which draws every batch anew. Here a training set stands for that, gone through 3 times at the
     * laptop budget; 2,000 times at the paper's, whose inputs take 4.8 GB a seed.
     */
    public static Protocol sparseParity(Budget budget) {
        ParityTasks parities = budget.choose(
                new ParityTasks(5, 8, 2, 0.4), new ParityTasks(30, 24, 3, 0.4), new ParityTasks(500, 100, 3, 0.4));
        Task task = new SparseParity(
                parities, budget.choose(500, 1_000_000, 2_000_000), budget.choose(200, 10_000, 400_000));
        int width = largest(parityWidths(budget));
        Training training = training(budget.choose(40, 6_000, 200_000), budget.choose(100, 500, 20_000));
        return protocol(
                "sparse parity",
                task,
                learner(new Mlp(1, width, 1), budget.choose(1e-2, 5e-3, 1e-3), training),
                List.of(new Loss(), new ErrorRate(), new TaskErrors(parities.tasks())),
                budget);
    }

    /** Widths of {@link #sparseParity}: a decade and a half. */
    public static List<Double> parityWidths(Budget budget) {
        return budget.choose(
                List.of(4., 8., 16.),
                List.of(16., 32., 64., 128., 256., 512.),
                List.of(10., 20., 40., 80., 160., 320., 640.));
    }

    /**
     * Loss against examples on MNIST-1D by two hidden layers of 100. Turn {@link Dial#TRAIN_EXAMPLES} through {@link #mnist1dExamples}
     * and read the least test loss on the way, as Kaplan et al. stop early where data are few.
     */
    public static Protocol mnist1d(Budget budget) {
        int steps = budget.choose(40, 4_000, 40_000);
        return onMnist1d("MNIST-1D", largest(mnist1dExamples(budget)), new Mlp(2, 100, 1), steps, budget);
    }

    /** Numbers of examples of {@link #mnist1d}: two decades. */
    public static List<Double> mnist1dExamples(Budget budget) {
        return budget.choose(
                List.of(100., 200., 400.),
                List.of(100., 200., 400., 800., 1_600., 3_200., 6_400., 12_800.),
                List.of(100., 200., 400., 800., 1_600., 3_200., 6_400., 12_800., 25_600., 51_200.));
    }

    /**
     * Loss against examples on Fashion-MNIST by one hidden layer of 128, read as that of {@link #mnist1d}; through {@link
     * #fashionExamples}. Its tuning seeds draw their test images from the same 2,000 as all others.
     */
    public static Protocol fashion(Budget budget) {
        Task task = new FashionMnist(largest(fashionExamples(budget)), budget.choose(200, 2_000, 10_000));
        Training training = training(budget.choose(40, 2_000, 20_000), 100);
        return protocol("Fashion-MNIST", task, learner(new Mlp(1, 128, 1), 1e-3, training), PLAIN, budget);
    }

    /** Numbers of examples of {@link #fashion}: two decades; at the paper budget of all 60,000. */
    public static List<Double> fashionExamples(Budget budget) {
        return budget.choose(
                List.of(100., 200., 400.),
                List.of(100., 200., 400., 800., 1_600., 3_200., 6_400., 10_000.),
                List.of(100., 200., 400., 800., 1_600., 3_200., 6_400., 12_800., 25_600., 60_000.));
    }

    /**
     * Depth against width on MNIST-1D, at any number of parameters: "a gigantic two-layer network" beside deep ones. Turn {@link
     * #depthAt} through {@link #depths} for each of {@link #depthParameters}.
     */
    public static Protocol depth(Budget budget) {
        int steps = budget.choose(40, 2_000, 40_000);
        return onMnist1d("depth", budget.choose(200, 4_000, 50_000), new Mlp(1, 100, 1), steps, budget);
    }

    /** Hidden layers to compare. */
    public static List<Double> depths(Budget budget) {
        return budget.choose(List.of(1., 2.), List.of(1., 2., 4., 8.), List.of(1., 2., 3., 4., 6., 8., 12.));
    }

    /** Numbers of parameters at which depths are compared, all counted. */
    public static List<Long> depthParameters(Budget budget) {
        return budget.choose(List.of(2_000L), List.of(5_000L, 20_000L, 80_000L), List.of(20_000L, 80_000L, 320_000L));
    }

    /** Hidden layers of an {@link Mlp} on MNIST-1D, its width such that it has this many parameters, within {@link #SAME_SIZE}. */
    public static Dial depthAt(long parameters) {
        return new Dial("depth", (protocol, depth) -> {
            Mlp mlp = Mlp.ofSize(Dial.whole("depth", depth), parameters, new long[] {40}, 10, SAME_SIZE);
            return protocol.withLearner(protocol.learner().withArchitecture(mlp));
        });
    }

    /**
     * A random network learned by others of two hidden layers, from more examples than they can use up: loss against parameters,
     * through {@link Dial#WIDTH} and {@link #studentWidths}. Another {@link Teacher} of more or fewer inputs shows what sets the
     * exponent.
     */
    public static Protocol teacherStudent(Budget budget) {
        Teacher teacher = new Teacher(8, 2, budget.choose(10, 50, 100), 10);
        Task task =
                new TeacherStudent(teacher, budget.choose(500, 200_000, 2_000_000), budget.choose(200, 5_000, 20_000));
        int width = largest(studentWidths(budget));
        Training training = training(budget.choose(40, 6_000, 100_000), 100);
        return protocol("teacher and student", task, learner(new Mlp(2, width, 1), 3e-3, training), PLAIN, budget);
    }

    /** Widths of {@link #teacherStudent}. */
    public static List<Double> studentWidths(Budget budget) {
        return budget.choose(
                List.of(2., 4., 8.),
                List.of(4., 8., 16., 32., 64., 128.),
                List.of(4., 8., 16., 32., 64., 128., 256., 512.));
    }

    /** The same protocol on the seeds that learning rates are tuned on: 1,000 and, at the paper budget's five seeds, 1,001. */
    public static Protocol tuning(Protocol protocol) {
        return protocol.withSeeds(
                protocol.seeds().size() < 5
                        ? List.of(FIRST_TUNING_SEED)
                        : List.of(FIRST_TUNING_SEED, FIRST_TUNING_SEED + 1));
    }

    private static Protocol onMnist1d(String name, int train, Architecture architecture, int steps, Budget budget) {
        Task task = new Mnist1d(train, budget.choose(200, 4_000, 10_000));
        return protocol(name, task, learner(architecture, 3e-3, training(steps, 100)), PLAIN, budget);
    }

    private static int largest(List<Double> sizes) {
        return sizes.get(sizes.size() - 1).intValue();
    }

    private static Training training(int steps, int batchSize) {
        return new Training(steps, batchSize, new Augmentation.None(), new Stop.Never());
    }

    private static Learner learner(Architecture architecture, double learningRate, Training training) {
        return new Learner(
                architecture,
                new CrossEntropy(),
                new Adam(learningRate, 0.9, 0.999, 1e-8, 0),
                Precision.FLOAT32,
                training);
    }

    private static Protocol protocol(String name, Task task, Learner learner, List<Probe> probes, Budget budget) {
        Measurement measurement =
                new Measurement(probes, budget.choose(5, 20, 20), List.of(), budget.choose(100, MEASURED, MEASURED));
        return new Protocol(name, task, learner, measurement, List.of(0L)).withSeeds(budget.choose(2, 3, 5));
    }
}
