package phenomena.protocol;

import java.util.List;
import java.util.stream.IntStream;
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
import phenomena.model.TaskMlp;
import phenomena.optimize.Adam;

/**
 * Hestness et al. 2017 (arXiv:1712.00409), Kaplan et al. 2020 (arXiv:2001.08361), Hoffmann et al. 2022 (arXiv:2203.15556) and
 * Michaud et al. 2023 (arXiv:2303.13506): loss falls as a power of parameters and of examples.
 *
 * <p>Every preset is the largest of a family; its list of sizes goes through one dial. The rule for the learning rate, one grid a
 * family: {@link #tuning} of the preset at the {@link #tuned} sizes and each of {@link #RATES}, on two seeds that are measured for
 * nothing else; a size takes the rate with the least test loss on the way, and the sizes between take that of the nearest
 * ({@code TunedRates} in the analysis does both). The largest size is not among the tuned ones at the laptop budget, so that nothing
 * has been seen of it when the others predict it. Tuning for a third of the steps would be no such rule: on sparse parity it prefers
 * 10⁻² where 3 · 10⁻³ ends lower.
 *
 * <p>Adam without weight decay or schedule, cross-entropy in nats, and for all sizes of a family the same steps and batches; what
 * a size counts is the least test loss on the way. Where data are few, as in {@link #mnist1d} and {@link #fashion}, a replica ends
 * once it fits all but {@value #FITTED} of the measured training examples: its test loss has risen long since.
 */
public final class Scaling {

    /** The learning rates of a tuning grid: half a decade apart. */
    public static final List<Double> RATES = List.of(1e-3, 3e-3, 1e-2);

    /**
     * Those of {@link #fashion}, whose 784 inputs want smaller ones. The least is mostly the best: smaller steps follow the same path.
     * A third of it changes the loss by less than 1%, less than seeds do, and takes three times the steps.
     */
    public static final List<Double> FASHION_RATES = List.of(3e-4, 1e-3, 3e-3);

    /** The training error at which a replica ends that has few examples. */
    public static final double FITTED = 0.02;

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
     * <p>At the laptop budget 100 tasks, of which the widest network learns about ten. That many are needed for a power of the
     * width: of T tasks the first n leave {@code n^−α − T^−α}, which bends down before n comes near T; of 30 tasks the widest network
     * would leave a third less than the law of the others says.
     *
     * <p>Differs from the paper, which draws every batch anew. Here a training set stands for that, gone through 6 times at the
     * laptop budget; 2,000 times at the paper's, whose inputs take 0.8 GB a seed.
     */
    public static Protocol sparseParity(Budget budget) {
        return parity(
                "sparse parity",
                budget.choose(
                        new ParityTasks(5, 8, 2, 0.4),
                        new ParityTasks(100, 24, 3, 0.4),
                        new ParityTasks(500, 100, 3, 0.4)),
                budget);
    }

    /**
     * The widest network of {@link #sparseParity} on so few tasks that it learns most of them: are the frequent ones first? A rank
     * correlation asks for that, since tasks never learned share a rank: were all in order, 10 of 100 would give 0.5 and 16 of 20 give 0.996.
     */
    public static Protocol parityOrder(Budget budget) {
        return parity(
                "order of parities",
                budget.choose(
                        new ParityTasks(5, 8, 2, 0.4),
                        new ParityTasks(20, 24, 3, 0.4),
                        new ParityTasks(100, 100, 3, 0.4)),
                budget);
    }

    private static Protocol parity(String name, ParityTasks parities, Budget budget) {
        Task task =
                new SparseParity(parities, budget.choose(500, 500_000, 2_000_000), budget.choose(200, 20_000, 400_000));
        Training training = training(budget.choose(40, 6_000, 200_000), budget.choose(100, 500, 20_000));
        Architecture architecture = new TaskMlp(parities.tasks(), 1, largest(parityWidths(budget)), 1);
        return protocol(
                name,
                task,
                learner(architecture, budget.choose(1e-2, 3e-3, 1e-3), training),
                List.of(new Loss(), new ErrorRate(), new TaskErrors(parities.tasks())),
                budget);
    }

    /** Widths of {@link #sparseParity}: a decade and a half. */
    public static List<Double> parityWidths(Budget budget) {
        return budget.choose(
                List.of(2., 4., 8., 16., 32., 64.),
                List.of(8., 16., 32., 64., 128., 256.),
                List.of(10., 20., 40., 80., 160., 320., 640.));
    }

    /**
     * Loss against examples on MNIST-1D by two hidden layers of 100. Turn {@link Dial#TRAIN_EXAMPLES} through {@link #mnist1dExamples}
     * and read the least test loss on the way, as Kaplan et al. stop early where data are few.
     *
     * <p>Below 800 examples little is learned (Hestness et al.'s small-data region). Above, the loss still falls faster with every
     * doubling: a single power is refused by its lack of fit, and predicts with a wide interval.
     */
    public static Protocol mnist1d(Budget budget) {
        int steps = budget.choose(40, 6_000, 40_000);
        return onMnist1d("MNIST-1D", largest(mnist1dExamples(budget)), new Mlp(2, 100, 1), steps, budget);
    }

    /** Numbers of examples of {@link #mnist1d}: a decade and a half. */
    public static List<Double> mnist1dExamples(Budget budget) {
        return budget.choose(
                List.of(200., 400., 800., 1_600., 3_200., 6_400.),
                List.of(800., 1_600., 3_200., 6_400., 12_800., 25_600.),
                List.of(800., 1_600., 3_200., 6_400., 12_800., 25_600., 51_200., 102_400.));
    }

    /**
     * Loss against examples on Fashion-MNIST by one hidden layer of 128, read as that of {@link #mnist1d}; through {@link
     * #fashionExamples} and, for the rate, {@link #FASHION_RATES}. Its tuning seeds draw their test images from the same 2,000 as all
     * others.
     */
    public static Protocol fashion(Budget budget) {
        Task task = new FashionMnist(largest(fashionExamples(budget)), budget.choose(200, 2_000, 10_000));
        Training training = training(budget.choose(40, 4_000, 40_000), 100).withStop(new Stop.TrainError(FITTED));
        return protocol("Fashion-MNIST", task, learner(new Mlp(1, 128, 1), 3e-4, training), PLAIN, budget);
    }

    /** Numbers of examples of {@link #fashion}: a decade and a half; at the paper budget two, of all 60,000. */
    public static List<Double> fashionExamples(Budget budget) {
        return budget.choose(
                List.of(100., 200., 400., 800., 1_600., 3_200.),
                List.of(300., 600., 1_200., 2_400., 4_800., 9_600.),
                List.of(300., 600., 1_200., 2_400., 4_800., 9_600., 19_200., 60_000.));
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
     * exponent. The floor of its law is what the steps leave over at any width; there is no other, as labels have no noise.
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
                List.of(2., 4., 6., 8., 16., 32.),
                List.of(4., 6., 8., 12., 16., 24., 32., 64.),
                List.of(4., 8., 16., 32., 64., 128., 256., 512.));
    }

    /** The sizes that learning rates are tuned at: every other one from the smallest. */
    public static List<Double> tuned(List<Double> sizes) {
        return IntStream.range(0, (sizes.size() + 1) / 2)
                .mapToObj(i -> sizes.get(2 * i))
                .toList();
    }

    /** The same protocol on the seeds that learning rates are tuned on, 1,000 and 1,001. */
    public static Protocol tuning(Protocol protocol) {
        return protocol.withSeeds(List.of(FIRST_TUNING_SEED, FIRST_TUNING_SEED + 1));
    }

    private static Protocol onMnist1d(String name, int train, Architecture architecture, int steps, Budget budget) {
        Task task = new Mnist1d(train, budget.choose(200, 4_000, 10_000));
        Training training = training(steps, 100).withStop(new Stop.TrainError(FITTED));
        return protocol(name, task, learner(architecture, 3e-3, training), PLAIN, budget);
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
