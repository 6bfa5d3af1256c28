package phenomena.protocol;

import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.OperationTable;
import phenomena.dataset.Sampled;
import phenomena.dataset.Task;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.Decoder;
import phenomena.model.Mlp;
import phenomena.model.TaskMlp;
import phenomena.model.TokenMlp;

/**
 * One number of a protocol that a reader turns or a sweep runs through.
 *
 * @param name the field's term; the column of a sweep's table
 * @param set the protocol with the dial at a value
 */
public record Dial(String name, BiFunction<Protocol, Double, Protocol> set) {

    private static final Set<String> TAKEN = Set.of("run", "replica", "step", "split", "quantity", "value");

    public Dial {
        if (name == null || name.isBlank() || TAKEN.contains(name)) {
            throw new IllegalArgumentException(
                    "name must be a column that tables of runs do not have yet, got \"" + name + "\"");
        }
        Check.present("set", set);
    }

    /** The optimizer's step size. */
    public static final Dial LEARNING_RATE = new Dial(
            "learningRate",
            (p, value) -> p.withLearner(
                    p.learner().withOptimizer(p.learner().optimizer().withLearningRate(value))));

    /** The optimizer's pull towards 0. */
    public static final Dial WEIGHT_DECAY = new Dial(
            "weightDecay",
            (p, value) -> p.withLearner(
                    p.learner().withOptimizer(p.learner().optimizer().withWeightDecay(value))));

    /** The fraction of training labels replaced by a different class; 0 is the clean task. */
    public static final Dial LABEL_NOISE =
            new Dial("labelNoise", (p, value) -> p.withTask(withLabelNoise(p.task(), value)));

    /** The fraction of an operation's table that is trained on; a batch of the whole training set stays one. */
    public static final Dial TRAIN_FRACTION = new Dial("trainFraction", Dial::withTrainFraction);

    /**
     * How many examples are trained on. Steps and batch size stay, so that all values are one training procedure: the one that
     * effective model complexity is defined for.
     */
    public static final Dial TRAIN_EXAMPLES = new Dial(
            "trainExamples", (p, value) -> p.withTask(withTrainExamples(p.task(), whole("trainExamples", value))));

    /** Factor on the initial weights. */
    public static final Dial INITIAL_SCALE = new Dial(
            "initialScale",
            (p, value) -> p.withLearner(
                    p.learner().withArchitecture(p.learner().architecture().withInitialScale(value))));

    /**
     * Units in each hidden layer of an {@link Mlp}, {@link TokenMlp} or {@link TaskMlp}, or of the hidden layer of a {@link Cnn}; numbers in the residual
     * stream of a {@link Decoder}.
     */
    public static final Dial WIDTH = new Dial("width", (p, value) -> withWidth(p, whole("width", value)));

    /** Channels of a {@link Cnn}'s first convolution; its second convolution and hidden layer grow in proportion. */
    public static final Dial CHANNELS = new Dial("channels", (p, value) -> withChannels(p, whole("channels", value)));

    /** Layers of a {@link Decoder}. */
    public static final Dial LAYERS = new Dial(
            "layers",
            (p, value) -> withDecoder(
                    p,
                    "layers",
                    d -> new Decoder(whole("layers", value), d.width(), d.heads(), d.parts(), d.initialScale())));

    /** Heads in each layer of a {@link Decoder}, among which its width is divided. */
    public static final Dial HEADS = new Dial(
            "heads",
            (p, value) -> withDecoder(
                    p,
                    "heads",
                    d -> new Decoder(d.layers(), d.width(), whole("heads", value), d.parts(), d.initialScale())));

    /** Examples per update. */
    public static final Dial BATCH_SIZE = new Dial(
            "batchSize",
            (p, value) -> p.withLearner(
                    p.learner().withTraining(p.learner().training().withBatchSize(whole("batchSize", value)))));

    /** The protocol with this dial at {@code value}, named so. */
    public Protocol at(Protocol protocol, double value) {
        String shown = value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
        return set.apply(protocol, value).withName(protocol.name() + ", " + name + " " + shown);
    }

    private static Task withLabelNoise(Task task, double fraction) {
        Corruption.LabelNoise noise = new Corruption.LabelNoise(fraction);
        Task clean = withoutLabelNoise(task);
        return fraction == 0 ? clean : new Corrupted(clean, noise);
    }

    /** The task with its other corruptions: noise upon noise of one seed would touch the same labels twice. */
    private static Task withoutLabelNoise(Task task) {
        if (!(task instanceof Corrupted corrupted)) {
            return task;
        }
        Task inner = withoutLabelNoise(corrupted.task());
        return corrupted.corruption() instanceof Corruption.LabelNoise
                ? inner
                : new Corrupted(inner, corrupted.corruption());
    }

    private static Protocol withTrainFraction(Protocol protocol, double fraction) {
        Protocol turned = protocol.withTask(withTrainFraction(protocol.task(), fraction));
        Training training = protocol.learner().training();
        return training.batchSize() == table(protocol.task()).trainSize()
                ? turned.withLearner(protocol.learner()
                        .withTraining(
                                training.withBatchSize(table(turned.task()).trainSize())))
                : turned;
    }

    private static Task withTrainFraction(Task task, double fraction) {
        return underCorruptions(task, clean -> table(clean).withTrainFraction(fraction));
    }

    /** Changes the task that the corruptions, if any, are made on, and keeps them. */
    private static Task underCorruptions(Task task, UnaryOperator<Task> change) {
        return task instanceof Corrupted corrupted
                ? new Corrupted(underCorruptions(corrupted.task(), change), corrupted.corruption())
                : change.apply(task);
    }

    private static OperationTable table(Task task) {
        if (task instanceof Corrupted corrupted) {
            return table(corrupted.task());
        }
        if (task instanceof OperationTable table) {
            return table;
        }
        throw new IllegalArgumentException("trainFraction is a dial of operation tables such as ModularArithmetic, got "
                + task + "; set the number of training examples in the task itself");
    }

    private static Protocol withWidth(Protocol protocol, int width) {
        Learner learner = protocol.learner();
        if (learner.architecture() instanceof Mlp mlp) {
            return protocol.withLearner(learner.withArchitecture(new Mlp(mlp.depth(), width, mlp.initialScale())));
        }
        if (learner.architecture() instanceof TokenMlp mlp) {
            return protocol.withLearner(learner.withArchitecture(
                    new TokenMlp(mlp.depth(), width, mlp.nonlinearity(), mlp.biased(), mlp.initialScale())));
        }
        if (learner.architecture() instanceof TaskMlp mlp) {
            return protocol.withLearner(
                    learner.withArchitecture(new TaskMlp(mlp.tasks(), mlp.depth(), width, mlp.initialScale())));
        }
        if (learner.architecture() instanceof Cnn cnn) {
            return protocol.withLearner(learner.withArchitecture(
                    new Cnn(cnn.firstChannels(), cnn.secondChannels(), width, cnn.window(), cnn.initialScale())));
        }
        if (learner.architecture() instanceof Decoder decoder) {
            return protocol.withLearner(learner.withArchitecture(
                    new Decoder(decoder.layers(), width, decoder.heads(), decoder.parts(), decoder.initialScale())));
        }
        throw new IllegalArgumentException("width is a dial of Mlp, TokenMlp, TaskMlp, Cnn and Decoder, got "
                + learner.architecture() + "; set it in the architecture itself");
    }

    private static Protocol withDecoder(Protocol protocol, String dial, UnaryOperator<Decoder> change) {
        Architecture architecture = protocol.learner().architecture();
        if (architecture instanceof Decoder decoder) {
            return protocol.withLearner(protocol.learner().withArchitecture(change.apply(decoder)));
        }
        throw new IllegalArgumentException(
                dial + " is a dial of Decoder, got " + architecture + "; set it in the architecture itself");
    }

    private static Task withTrainExamples(Task task, int train) {
        return underCorruptions(task, clean -> {
            if (clean instanceof Sampled sampled) {
                return sampled.withTrain(train);
            }
            throw new IllegalArgumentException(
                    "trainExamples is a dial of tasks that draw examples, such as Mnist1d, got " + clean
                            + "; for an operation table turn trainFraction");
        });
    }

    private static Protocol withChannels(Protocol protocol, int channels) {
        Learner learner = protocol.learner();
        if (!(learner.architecture() instanceof Cnn cnn)) {
            throw new IllegalArgumentException("channels is a dial of Cnn, got " + learner.architecture()
                    + "; turn width, or set it in the architecture itself");
        }
        double factor = (double) channels / cnn.firstChannels();
        int second = (int) Math.max(1, Math.round(factor * cnn.secondChannels()));
        int hidden = (int) Math.max(1, Math.round(factor * cnn.hidden()));
        return protocol.withLearner(
                learner.withArchitecture(new Cnn(channels, second, hidden, cnn.window(), cnn.initialScale())));
    }

    static int whole(String name, double value) {
        if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(name + " must be a whole number below 2^31, got " + value);
        }
        return (int) value;
    }
}
