package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.dataset.Augmentation;
import phenomena.dataset.CharacterText;
import phenomena.dataset.Cifar10;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.FashionMnist;
import phenomena.dataset.KnownEntropyLanguage;
import phenomena.dataset.MarkovChains;
import phenomena.dataset.Mnist;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.ModularArithmetic;
import phenomena.dataset.ParityTasks;
import phenomena.dataset.PeriodicTokens;
import phenomena.dataset.PermutationComposition;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.dataset.Teacher;
import phenomena.dataset.TeacherStudent;
import phenomena.dataset.TriggerBigrams;
import phenomena.dataset.UnseenPairs;
import phenomena.measure.AblatedLoss;
import phenomena.measure.CompositionScores;
import phenomena.measure.CopyingScore;
import phenomena.measure.EmbeddingSpectrum;
import phenomena.measure.ErrorRate;
import phenomena.measure.EstimatorDistance;
import phenomena.measure.FittedSince;
import phenomena.measure.HeadScores;
import phenomena.measure.InContextScore;
import phenomena.measure.Loss;
import phenomena.measure.Margin;
import phenomena.measure.NeuronSpectrum;
import phenomena.measure.PositionLoss;
import phenomena.measure.Probe;
import phenomena.measure.ProgressMeasures;
import phenomena.measure.SoftmaxCollapse;
import phenomena.measure.TaskErrors;
import phenomena.measure.WeightNorm;
import phenomena.model.Ablation;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Nonlinearity;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.model.ResNet;
import phenomena.model.StableMax;
import phenomena.model.TaskMlp;
import phenomena.model.TokenMlp;
import phenomena.model.Transformer;
import phenomena.optimize.Adam;
import phenomena.optimize.AdamW;
import phenomena.optimize.GrokfastEma;
import phenomena.optimize.GrokfastMa;
import phenomena.optimize.L1Penalty;
import phenomena.optimize.Optimizer;
import phenomena.optimize.OrthogonalGradient;
import phenomena.optimize.Sgd;
import phenomena.optimize.WarmUp;

class ProtocolJsonTest {

    private static final Protocol PLAIN = RandomLabels.mnist1dMlp(Budget.SMOKE);

    private static final Optimizer ADAMW = new AdamW(0.47, 0.48, 0.49, 0.5, 0.51);

    /** One instance, no value of it usual, of every type that a protocol may name. */
    private static final List<Record> INSTANCES = List.of(
            new FashionMnist(11, 12),
            new Mnist1d(13, 14),
            new Cifar10(15, 16),
            new Mnist(17, 18),
            new ModularArithmetic(ModularArithmetic.Operation.DIVIDE, 19, 0.45),
            new PermutationComposition(4, 0.55),
            new MarkovChains(3, 2, 0.56, new Sequences(57, 58, 59)),
            new RepeatedTokens(60, new Sequences(62, 63, 64)),
            new PeriodicTokens(61, 21, 32, new Sequences(65, 66, 67)),
            new UnseenPairs(new PeriodicTokens(60, 22, 33, new Sequences(66, 67, 68))),
            new TriggerBigrams(65, 6, 0.57, new Sequences(66, 67, 68)),
            new KnownEntropyLanguage(69, new KnownEntropyLanguage.Chain(7, 3, 0.58, 0.73), new Sequences(70, 71, 72)),
            new CharacterText("some/text.txt", 0.59, new Sequences(73, 74, 75)),
            new SparseParity(new ParityTasks(5, 6, 2, 0.65), 61, 62),
            new TeacherStudent(new Teacher(7, 2, 8, 9), 63, 64),
            new Corrupted(new Mnist1d(19, 20), new Corruption.LabelNoise(0.3)),
            new Corruption.LabelNoise(0.1),
            new Corruption.RandomLabels(),
            new Corruption.ShuffledPixels(),
            new Corruption.RandomPixels(),
            new Corruption.GaussianPixels(),
            new Mlp(3, 21, 0.7),
            new Cnn(4, 5, 6, 7, 1.1),
            new ResNet(34),
            new TokenMlp(2, 52, Nonlinearity.RELU, true, 0.8),
            new TaskMlp(5, 2, 53, 0.7),
            new Transformer(3, 54, 6, Transformer.Style.NORMALISED, 0.9),
            new Decoder(3, 56, 7, new Decoder.Parts(Decoder.Positions.ROTARY, Decoder.Norm.PRE, 3), 0.6),
            new CrossEntropy(),
            new MeanSquaredError(),
            new StableMax(),
            new Sgd(0.11, 0.12, 0.13),
            new Adam(0.14, 0.15, 0.16, 0.17, 0.18),
            new AdamW(0.19, 0.2, 0.21, 0.22, 0.23),
            new GrokfastEma(new Sgd(0.24, 0.25, 0.26), 0.27, 0.28),
            new GrokfastMa(new Adam(0.29, 0.3, 0.31, 0.32, 0.33), 34, 0.35),
            new L1Penalty(new Sgd(0.36, 0.37, 0.38), 0.39),
            new OrthogonalGradient(new Sgd(0.4, 0.41, 0.42)),
            new WarmUp(new GrokfastEma(new L1Penalty(new OrthogonalGradient(ADAMW), 0.43), 0.44, 0.45), 46),
            new Augmentation.None(),
            new Augmentation.FlipAndShift(3),
            new Stop.Never(),
            new Stop.TrainError(0.25),
            new Loss(),
            new ErrorRate(),
            new Margin(),
            new WeightNorm(),
            new FittedSince(),
            new EmbeddingSpectrum("some weight", 22),
            new NeuronSpectrum(),
            new ProgressMeasures("other weight", 23),
            new TaskErrors(65),
            new SoftmaxCollapse(),
            new InContextScore(76, 77),
            new PositionLoss(List.of(78, 79)),
            new EstimatorDistance(2, 0.61),
            new HeadScores(80, 81),
            new CopyingScore(),
            new CompositionScores(),
            new AblatedLoss(List.of(Ablation.Kind.RESAMPLE, Ablation.Kind.ZERO), 82));

    /** The plain protocol with one part in its place. */
    private static Protocol with(Record part) {
        Learner learner = PLAIN.learner();
        Training training = learner.training();
        if (part instanceof Task task) {
            return PLAIN.withTask(task);
        }
        if (part instanceof Corruption corruption) {
            return PLAIN.withTask(new Corrupted(PLAIN.task(), corruption));
        }
        if (part instanceof Architecture architecture) {
            return PLAIN.withLearner(learner.withArchitecture(architecture));
        }
        if (part instanceof Objective objective) {
            return PLAIN.withLearner(learner.withObjective(objective));
        }
        if (part instanceof Optimizer optimizer) {
            return PLAIN.withLearner(learner.withOptimizer(optimizer));
        }
        if (part instanceof Augmentation augmentation) {
            return PLAIN.withLearner(learner.withTraining(training.withAugmentation(augmentation)));
        }
        if (part instanceof Stop stop) {
            return PLAIN.withLearner(learner.withTraining(training.withStop(stop)));
        }
        return PLAIN.withMeasurement(PLAIN.measurement().withProbes(List.of((Probe) part)));
    }

    static Stream<Record> instances() {
        return INSTANCES.stream();
    }

    @Test
    void every_type_in_the_registry_has_an_instance_here() {
        assertThat(INSTANCES)
                .extracting(Object::getClass)
                .doesNotHaveDuplicates()
                .map(type -> (Object) type)
                .containsExactlyInAnyOrderElementsOf(ProtocolJson.REGISTRY.values());
        assertThat(ProtocolJson.REGISTRY.values()).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("instances")
    void every_type_comes_back_from_json_as_it_was(Record part) {
        Protocol protocol = with(part);
        assertThat(ProtocolJson.read(ProtocolJson.write(protocol))).isEqualTo(protocol);
        assertThat(ProtocolJson.isPortable(protocol)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void every_preset_comes_back_from_json_at_every_budget(Budget budget) {
        for (Protocol preset : List.of(
                RandomLabels.fashionMlp(budget),
                RandomLabels.fashionCnn(budget),
                RandomLabels.mnist1dMlp(budget),
                RandomLabels.mnist1dCnn(budget),
                Grokking.quadratic(budget),
                Grokking.smallQuadratic(budget),
                Grokking.corruptible(budget),
                Grokking.relu(budget),
                Grokking.transformer(budget),
                Grokking.smallTransformer(budget),
                Grokking.images(budget),
                DoubleDescent.mlp(budget),
                DoubleDescent.cnn(budget),
                DoubleDescent.fashion(budget),
                DoubleDescent.epochWise(budget),
                DoubleDescent.sampleWise(budget),
                Scaling.sparseParity(budget),
                Scaling.mnist1d(budget),
                Scaling.fashion(budget),
                Scaling.depth(budget),
                Scaling.teacherStudent(budget))) {
            assertThat(ProtocolJson.read(preset.toString())).isEqualTo(preset);
        }
        assertThat(RandomLabels.fashionMlp(budget).seeds()).hasSize(budget == Budget.SMOKE ? 2 : 5);
    }

    @Test
    void the_canonical_form_is_this_text() {
        assertThat(ProtocolJson.canonical(PLAIN.withTask(new Corrupted(PLAIN.task(), new Corruption.LabelNoise(0.1)))))
                .isEqualTo(
                        "{\"learner\":{\"architecture\":{\"type\":\"mlp\",\"depth\":2,\"initialScale\":1.0,\"width\":100},"
                                + "\"objective\":{\"type\":\"cross-entropy\"},\"optimizer\":{\"type\":\"adam\",\"beta1\":0.9,\"beta2\":0.999,\"epsilon\":1.0E-8,"
                                + "\"learningRate\":0.003,\"weightDecay\":0.0},\"precision\":\"FLOAT32\","
                                + "\"training\":{\"augmentation\":{\"type\":\"no-augmentation\"},\"batchSize\":50,\"steps\":40,"
                                + "\"stop\":{\"type\":\"train-error\",\"atMost\":0.002}}},"
                                + "\"measurement\":{\"keptSteps\":[],\"pointsPerDecade\":10,\"probes\":["
                                + "{\"type\":\"loss\"},{\"type\":\"error-rate\"},{\"type\":\"margin\"},{\"type\":\"weight-norm\"},"
                                + "{\"type\":\"fitted-since\"}]},"
                                + "\"seeds\":[0,1],"
                                + "\"task\":{\"type\":\"corrupted\",\"corruption\":{\"type\":\"label-noise\",\"fraction\":0.1},"
                                + "\"task\":{\"type\":\"mnist-1d\",\"test\":200,\"train\":200}}}");
    }

    @Test
    void all_training_examples_are_measured_unless_the_text_says_how_many() {
        Protocol some = PLAIN.withMeasurement(PLAIN.measurement().withTrainExamples(7));
        assertThat(ProtocolJson.write(PLAIN)).doesNotContain("trainExamples");
        assertThat(ProtocolJson.canonical(some)).contains("],\"trainExamples\":7},\"seeds\"");
        assertThat(ProtocolJson.read(ProtocolJson.write(some))).isEqualTo(some);
        assertThat(ProtocolJson.read(some.toString().replace(": 7", ": 2147483647")))
                .isEqualTo(PLAIN);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(some.toString().replace(": 7", ": 0")))
                .withMessage("protocol JSON: trainExamples must be at least 1, got 0 at measurement");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(some.toString().replace(": 7", ": null")))
                .withMessage("protocol JSON: measurement.trainExamples must be a whole number, got null");
    }

    /** Before version 19 the JDK itself prints the first three with other digits. */
    @ParameterizedTest
    @CsvSource({"1e23,1.0E23", "8.41e21,8.41E21", "2.3184525677263325E17,2.3184525677263325E17", "2e-3,0.002"})
    void the_canonical_form_of_a_number_is_the_shortest_on_every_jdk(double rate, String shortest) {
        Protocol protocol = Dial.LEARNING_RATE.at(PLAIN, rate);
        assertThat(ProtocolJson.canonical(protocol)).contains("\"learningRate\":" + shortest + ",");
        assertThat(ProtocolJson.read(ProtocolJson.write(protocol))).isEqualTo(protocol);
    }

    @Test
    void the_canonical_form_depends_on_all_but_the_name() {
        assertThat(ProtocolJson.canonical(PLAIN.withName("another"))).isEqualTo(ProtocolJson.canonical(PLAIN));
        List<Protocol> different = new ArrayList<>(
                INSTANCES.stream().map(ProtocolJsonTest::with).distinct().toList());
        different.add(PLAIN.withSeeds(3));
        different.add(PLAIN.withLearner(PLAIN.learner().withPrecision(Precision.FLOAT64)));
        different.add(PLAIN.withMeasurement(PLAIN.measurement().withKeptSteps(Measurement.END)));
        different.add(PLAIN.withMeasurement(PLAIN.measurement().withTrainExamples(41)));
        different.add(PLAIN.withLearner(
                PLAIN.learner().withTraining(PLAIN.learner().training().withSteps(41))));
        Map<String, Protocol> canonical = new HashMap<>();
        different.forEach(protocol -> canonical.put(ProtocolJson.canonical(protocol), protocol));
        assertThat(canonical).hasSameSizeAs(different);
    }

    @Test
    void order_and_layout_of_a_file_do_not_matter() {
        String json = ProtocolJson.write(PLAIN);
        String name = "\"name\" : \"MLP on MNIST-1D\",";
        String reordered =
                json.replace(name, "").replaceFirst("\\{", "{" + name).replaceAll("\\s+", " ");
        assertThat(ProtocolJson.read(reordered)).isEqualTo(PLAIN);
        String late = json.replace("\"type\" : \"mnist-1d\",", "")
                .replace("\"train\" : 200", "\"train\" : 200, \"type\" : \"mnist-1d\"");
        assertThat(ProtocolJson.read(late)).isEqualTo(PLAIN);
    }

    record OwnTask(int size) implements Task {
        @Override
        public Split split(long seed) {
            return new Mnist1d(size, size).split(seed);
        }
    }

    @Test
    void a_type_of_the_readers_own_is_not_portable() {
        Protocol own = PLAIN.withTask(new OwnTask(10));
        assertThat(ProtocolJson.isPortable(own)).isFalse();
        assertThat(ProtocolJson.canonical(own)).contains("\"size\":10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProtocolJson.read(ProtocolJson.write(own)))
                .withMessageStartingWith("protocol JSON: unknown type \"ProtocolJsonTest$OwnTask\" at task");
    }

    /** A chain that ends in itself. */
    static final class Endless {
        final Endless next = this;
    }

    record EndlessTask(Endless endless) implements Task {
        @Override
        public Split split(long seed) {
            return new Mnist1d(10, 10).split(seed);
        }
    }

    @Test
    void a_type_that_json_cannot_hold_is_not_portable() {
        Protocol own = PLAIN.withTask(new EndlessTask(new Endless()));
        assertThat(ProtocolJson.isPortable(own)).isFalse();
        assertThatIllegalStateException()
                .isThrownBy(() -> ProtocolJson.write(own))
                .withMessage("protocol \"MLP on MNIST-1D\" cannot be written as JSON");
    }
}
