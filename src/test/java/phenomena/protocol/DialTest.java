package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.Cifar10;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.Mnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.ModularArithmetic;
import phenomena.dataset.ModularArithmetic.Operation;
import phenomena.dataset.Sampled;
import phenomena.dataset.Task;
import phenomena.model.Cnn;
import phenomena.model.Decoder;
import phenomena.model.Mlp;
import phenomena.model.ResNet;
import phenomena.model.TaskMlp;
import phenomena.optimize.Adam;

class DialTest {

    private static final Protocol PLAIN = RandomLabels.mnist1dMlp(Budget.SMOKE).withName("p");
    private static final Task CLEAN = PLAIN.task();

    private static Task noisy(Task task, double fraction) {
        return new Corrupted(task, new Corruption.LabelNoise(fraction));
    }

    private static Task atNoise(Task task, double fraction) {
        return Dial.LABEL_NOISE.at(PLAIN.withTask(task), fraction).task();
    }

    @Test
    void learning_rate_and_weight_decay_turn_the_optimizer_alone() {
        Learner learner = PLAIN.learner();
        assertThat(Dial.LEARNING_RATE.at(PLAIN, 0.5))
                .isEqualTo(PLAIN.withName("p, learningRate 0.5")
                        .withLearner(learner.withOptimizer(new Adam(0.5, 0.9, 0.999, 1e-8, 0))));
        assertThat(Dial.WEIGHT_DECAY.at(PLAIN, 0.25))
                .isEqualTo(PLAIN.withName("p, weightDecay 0.25")
                        .withLearner(learner.withOptimizer(new Adam(0.003, 0.9, 0.999, 1e-8, 0.25))));
    }

    @Test
    void batch_size_turns_the_training_alone() {
        assertThat(Dial.BATCH_SIZE.at(PLAIN, 64))
                .isEqualTo(PLAIN.withName("p, batchSize 64")
                        .withLearner(PLAIN.learner()
                                .withTraining(PLAIN.learner().training().withBatchSize(64))));
    }

    @Test
    void initial_scale_turns_the_architecture_alone() {
        Learner learner = PLAIN.learner();
        assertThat(Dial.INITIAL_SCALE.at(PLAIN, 8))
                .isEqualTo(
                        PLAIN.withName("p, initialScale 8").withLearner(learner.withArchitecture(new Mlp(2, 100, 8))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.INITIAL_SCALE.at(PLAIN.withLearner(learner.withArchitecture(new ResNet(18))), 8))
                .withMessage(
                        "initialScale must be a field of the architecture, got ResNet[layers=18]; give it one and this"
                                + " method");
    }

    @Test
    void train_fraction_turns_the_table_and_a_batch_that_holds_all_of_it() {
        Task table = new ModularArithmetic(Operation.ADD, 11, 0.5);
        Training training = PLAIN.learner().training();
        Protocol whole =
                PLAIN.withTask(noisy(table, 0.1)).withLearner(PLAIN.learner().withTraining(training.withBatchSize(61)));
        Protocol turned = Dial.TRAIN_FRACTION.at(whole, 0.75);
        assertThat(turned.task()).isEqualTo(noisy(new ModularArithmetic(Operation.ADD, 11, 0.75), 0.1));
        assertThat(turned.learner().training().batchSize()).isEqualTo(91);
        Protocol part = PLAIN.withTask(table);
        assertThat(Dial.TRAIN_FRACTION.at(part, 0.75).learner()).isEqualTo(part.learner());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.TRAIN_FRACTION.at(PLAIN, 0.5))
                .withMessage("trainFraction is a dial of operation tables such as ModularArithmetic, got " + CLEAN
                        + "; set the number of training examples in the task itself");
    }

    @Test
    void width_turns_the_hidden_layers_of_an_mlp_and_of_a_cnn() {
        Learner learner = PLAIN.learner();
        assertThat(Dial.WIDTH.at(PLAIN, 7))
                .isEqualTo(PLAIN.withName("p, width 7").withLearner(learner.withArchitecture(new Mlp(2, 7, 1))));
        Protocol tasks = PLAIN.withLearner(learner.withArchitecture(new TaskMlp(2, 3, 4, 5)));
        assertThat(Dial.WIDTH.at(tasks, 9).learner().architecture()).isEqualTo(new TaskMlp(2, 3, 9, 5));
        Protocol cnn = PLAIN.withLearner(learner.withArchitecture(new Cnn(2, 3, 4, 5, 6)));
        assertThat(Dial.WIDTH.at(cnn, 9).learner().architecture()).isEqualTo(new Cnn(2, 3, 9, 5, 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.WIDTH.at(PLAIN.withLearner(learner.withArchitecture(new ResNet(18))), 9))
                .withMessage(
                        "width is a dial of Mlp, TokenMlp, TaskMlp, Cnn and Decoder, got ResNet[layers=18]; set it in the architecture itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.WIDTH.at(PLAIN, 0))
                .withMessage("width must be at least 1, got 0");
    }

    @Test
    void layers_heads_and_width_turn_a_decoder_alone() {
        Decoder.Parts parts = new Decoder.Parts(Decoder.Positions.ROTARY, Decoder.Norm.PRE, 3);
        Protocol decoder = PLAIN.withLearner(PLAIN.learner().withArchitecture(new Decoder(2, 12, 3, parts, 0.5)));
        Protocol turned = Dial.WIDTH.at(Dial.HEADS.at(Dial.LAYERS.at(decoder, 4), 2), 20);
        assertThat(turned)
                .isEqualTo(PLAIN.withName("p, layers 4, heads 2, width 20")
                        .withLearner(PLAIN.learner().withArchitecture(new Decoder(4, 20, 2, parts, 0.5))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.HEADS.at(decoder, 5))
                .withMessage("width must be a multiple of heads, got 12 with 5 heads");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.LAYERS.at(PLAIN, 3))
                .withMessage("layers is a dial of Decoder, got Mlp[depth=2, width=100, initialScale=1.0]; set it in the"
                        + " architecture itself");
    }

    @Test
    void channels_turn_both_convolutions_and_the_hidden_layer_of_a_cnn() {
        Learner learner = PLAIN.learner();
        Protocol cnn = PLAIN.withLearner(learner.withArchitecture(new Cnn(8, 16, 32, 5, 0.5)));
        assertThat(Dial.CHANNELS.at(cnn, 3))
                .isEqualTo(PLAIN.withName("p, channels 3")
                        .withLearner(learner.withArchitecture(new Cnn(3, 6, 12, 5, 0.5))));
        Protocol narrowing = PLAIN.withLearner(learner.withArchitecture(new Cnn(25, 10, 5, 3, 1)));
        assertThat(Dial.CHANNELS.at(narrowing, 1).learner().architecture())
                .as("no layer vanishes")
                .isEqualTo(new Cnn(1, 1, 1, 3, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.CHANNELS.at(PLAIN, 3))
                .withMessage(
                        "channels is a dial of Cnn, got Mlp[depth=2, width=100, initialScale=1.0]; turn width, or set"
                                + " it in the architecture itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.CHANNELS.at(cnn, 0))
                .withMessage("channels and hidden must be at least 1, got 0, 1 and 1");
    }

    @Test
    void train_examples_turn_the_task_below_its_corruptions_and_nothing_else() {
        assertThat(Dial.TRAIN_EXAMPLES.at(PLAIN.withTask(noisy(CLEAN, 0.2)), 70))
                .isEqualTo(PLAIN.withName("p, trainExamples 70").withTask(noisy(new Mnist1d(70, 200), 0.2)));
        for (Sampled task :
                new Sampled[] {new Mnist1d(10, 20), new FashionMnist(10, 20), new Mnist(10, 20), new Cifar10(10, 20)}) {
            Task turned = Dial.TRAIN_EXAMPLES.at(PLAIN.withTask(task), 30).task();
            assertThat(turned).hasSameClassAs(task).isEqualTo(task.withTrain(30));
            assertThat(((Sampled) turned).train()).isEqualTo(30);
            assertThat(turned.toString()).endsWith("[train=30, test=20]");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.TRAIN_EXAMPLES.at(PLAIN, 0))
                .withMessage("train must be at least 1, got 0");
        Task table = new ModularArithmetic(Operation.ADD, 11, 0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.TRAIN_EXAMPLES.at(PLAIN.withTask(table), 30))
                .withMessage("trainExamples is a dial of tasks that draw examples, such as Mnist1d, got " + table
                        + "; for an operation table turn trainFraction");
    }

    @Test
    void label_noise_is_put_on_replaced_and_taken_off() {
        assertThat(atNoise(CLEAN, 0.2)).isEqualTo(noisy(CLEAN, 0.2));
        assertThat(atNoise(noisy(CLEAN, 0.2), 0.4)).isEqualTo(noisy(CLEAN, 0.4));
        assertThat(atNoise(noisy(CLEAN, 0.2), 0)).isEqualTo(CLEAN);
        assertThat(atNoise(CLEAN, 0)).isEqualTo(CLEAN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> atNoise(CLEAN, 1.2))
                .withMessage("labelNoise must be in [0, 1], got 1.2");
    }

    @Test
    void label_noise_leaves_other_corruptions_and_finds_itself_below_them() {
        Task shuffled = new Corrupted(CLEAN, new Corruption.ShuffledPixels());
        assertThat(atNoise(shuffled, 0.3)).isEqualTo(noisy(shuffled, 0.3));
        assertThat(atNoise(noisy(shuffled, 0.3), 0)).isEqualTo(shuffled);
        Task shuffledNoise = new Corrupted(noisy(CLEAN, 0.5), new Corruption.ShuffledPixels());
        assertThat(atNoise(shuffledNoise, 0)).isEqualTo(shuffled);
        assertThat(atNoise(shuffledNoise, 0.25)).isEqualTo(noisy(shuffled, 0.25));
        assertThat(atNoise(shuffledNoise, 0.25).split(0).train().labelNoise()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "0.001,0.001", "1e-8,1.0E-8", "-0.0,0", "1e6,1000000", "0.1,0.1"})
    void the_name_shows_the_value(double value, String shown) {
        assertThat(Dial.LEARNING_RATE.at(PLAIN, value).name()).isEqualTo("p, learningRate " + shown);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1.5, Double.NaN, Double.POSITIVE_INFINITY, 1e10})
    void counts_must_be_whole(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.BATCH_SIZE.at(PLAIN, value))
                .withMessage("batchSize must be a whole number below 2^31, got " + value);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dial.WIDTH.at(PLAIN, value))
                .withMessage("width must be a whole number below 2^31, got " + value);
    }

    @Test
    void a_dial_of_the_readers_own_needs_a_column_of_its_own() {
        Dial steps = new Dial(
                "steps",
                (p, value) -> p.withLearner(
                        p.learner().withTraining(p.learner().training().withSteps(value.intValue()))));
        assertThat(steps.at(PLAIN, 3).learner().training().steps()).isEqualTo(3);
        for (String taken : new String[] {"step", "value", " ", null}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Dial(taken, steps.set()))
                    .withMessage("name must be a column that tables of runs do not have yet, got \"" + taken + "\"");
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dial("steps", null))
                .withMessage("set must be given, got null");
    }
}
