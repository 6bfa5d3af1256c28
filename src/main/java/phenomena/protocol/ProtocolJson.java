package phenomena.protocol;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.InjectableValues;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.util.List;
import java.util.Map;
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
import phenomena.dataset.PeriodicTokens;
import phenomena.dataset.PermutationComposition;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Task;
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
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Objective;
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

/**
 * Protocols as JSON.
 *
 * <p>A type is named from the closed registry below, never by a class, so a file can make nothing but the records that
 * stand here; unknown and missing fields are errors.
 */
public final class ProtocolJson {

    /** Every type name that a protocol may use. A new task, architecture, optimizer or probe adds one line. */
    static final Map<String, Class<?>> REGISTRY = Map.ofEntries(
            Map.entry("fashion-mnist", FashionMnist.class),
            Map.entry("mnist-1d", Mnist1d.class),
            Map.entry("cifar-10", Cifar10.class),
            Map.entry("mnist", Mnist.class),
            Map.entry("modular-arithmetic", ModularArithmetic.class),
            Map.entry("permutation-composition", PermutationComposition.class),
            Map.entry("markov-chains", MarkovChains.class),
            Map.entry("repeated-tokens", RepeatedTokens.class),
            Map.entry("periodic-tokens", PeriodicTokens.class),
            Map.entry("unseen-pairs", UnseenPairs.class),
            Map.entry("trigger-bigrams", TriggerBigrams.class),
            Map.entry("known-entropy-language", KnownEntropyLanguage.class),
            Map.entry("character-text", CharacterText.class),
            Map.entry("sparse-parity", SparseParity.class),
            Map.entry("teacher-student", TeacherStudent.class),
            Map.entry("corrupted", Corrupted.class),
            Map.entry("label-noise", Corruption.LabelNoise.class),
            Map.entry("random-labels", Corruption.RandomLabels.class),
            Map.entry("shuffled-pixels", Corruption.ShuffledPixels.class),
            Map.entry("random-pixels", Corruption.RandomPixels.class),
            Map.entry("gaussian-pixels", Corruption.GaussianPixels.class),
            Map.entry("mlp", Mlp.class),
            Map.entry("cnn", Cnn.class),
            Map.entry("resnet", ResNet.class),
            Map.entry("token-mlp", TokenMlp.class),
            Map.entry("task-mlp", TaskMlp.class),
            Map.entry("transformer", Transformer.class),
            Map.entry("decoder", Decoder.class),
            Map.entry("cross-entropy", CrossEntropy.class),
            Map.entry("mean-squared-error", MeanSquaredError.class),
            Map.entry("stablemax", StableMax.class),
            Map.entry("sgd", Sgd.class),
            Map.entry("adam", Adam.class),
            Map.entry("adamw", AdamW.class),
            Map.entry("grokfast-ema", GrokfastEma.class),
            Map.entry("grokfast-ma", GrokfastMa.class),
            Map.entry("l1-penalty", L1Penalty.class),
            Map.entry("orthogonal-gradient", OrthogonalGradient.class),
            Map.entry("warm-up", WarmUp.class),
            Map.entry("no-augmentation", Augmentation.None.class),
            Map.entry("flip-and-shift", Augmentation.FlipAndShift.class),
            Map.entry("never", Stop.Never.class),
            Map.entry("train-error", Stop.TrainError.class),
            Map.entry("loss", Loss.class),
            Map.entry("error-rate", ErrorRate.class),
            Map.entry("margin", Margin.class),
            Map.entry("weight-norm", WeightNorm.class),
            Map.entry("fitted-since", FittedSince.class),
            Map.entry("embedding-spectrum", EmbeddingSpectrum.class),
            Map.entry("neuron-spectrum", NeuronSpectrum.class),
            Map.entry("progress-measures", ProgressMeasures.class),
            Map.entry("task-errors", TaskErrors.class),
            Map.entry("softmax-collapse", SoftmaxCollapse.class),
            Map.entry("in-context-score", InContextScore.class),
            Map.entry("position-loss", PositionLoss.class),
            Map.entry("estimator-distance", EstimatorDistance.class),
            Map.entry("head-scores", HeadScores.class),
            Map.entry("copying-score", CopyingScore.class),
            Map.entry("composition-scores", CompositionScores.class),
            Map.entry("ablated-loss", AblatedLoss.class));

    private static final int LONGEST = 1 << 20;
    private static final int DEEPEST = 64; // objects in objects: far below what a thread's stack can take
    private static final JsonMapper MAPPER = mapper();

    private ProtocolJson() {}

    /** The protocol as indented JSON, fields in alphabetical order. */
    public static String write(Protocol protocol) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(protocol);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("protocol \"" + protocol.name() + "\" cannot be written as JSON", e);
        }
    }

    /**
     * The canonical form: all that a result depends on, and nothing else. Compact, fields in alphabetical order, numbers in
     * their shortest form, without the name.
     */
    public static String canonical(Protocol protocol) {
        ObjectNode tree = MAPPER.valueToTree(protocol);
        tree.remove("name");
        try {
            // Not toString(): it prints numbers as the JDK does, whose last digits changed with JDK 19.
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("protocol \"" + protocol.name() + "\" cannot be written as JSON", e);
        }
    }

    /**
     * Reads a protocol.
     *
     * @throws IllegalArgumentException if the text is no protocol: it says where, and what was expected
     */
    public static Protocol read(String json) {
        if (json.length() > LONGEST) {
            throw new IllegalArgumentException(
                    "protocol JSON must have at most " + LONGEST + " characters, got " + json.length());
        }
        try {
            Protocol protocol = MAPPER.readValue(json, Protocol.class);
            if (protocol == null) {
                throw new IllegalArgumentException("protocol JSON must be an object, got null");
            }
            return protocol;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("protocol JSON: " + Misreading.explain(e), e);
        }
    }

    /** Whether all of the protocol's types stand in the registry, so that JSON holds it whole. */
    public static boolean isPortable(Protocol protocol) {
        try {
            return read(write(protocol)).equals(protocol);
        } catch (IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static JsonMapper mapper() {
        StreamReadConstraints limits =
                StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build();
        JsonFactory factory =
                JsonFactory.builder().streamReadConstraints(limits).build();
        JsonMapper mapper = JsonMapper.builder(factory)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .withCoercionConfig(LogicalType.Textual, text -> {
                    for (CoercionInputShape other :
                            List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
                        text.setCoercion(other, CoercionAction.Fail);
                    }
                })
                .visibility(PropertyAccessor.ALL, Visibility.NONE)
                .visibility(PropertyAccessor.FIELD, Visibility.ANY)
                .visibility(PropertyAccessor.CREATOR, Visibility.ANY)
                .build();
        for (Class<?> open : List.of(
                Task.class,
                Corruption.class,
                Architecture.class,
                Objective.class,
                Optimizer.class,
                Augmentation.class,
                Stop.class,
                Probe.class)) {
            mapper.addMixIn(open, Typed.class);
        }
        mapper.addMixIn(Measurement.class, AllUnlessSaid.class);
        mapper.setInjectableValues(new InjectableValues.Std().addValue(AllUnlessSaid.FIELD, Measurement.ALL));
        REGISTRY.forEach((name, type) -> mapper.registerSubtypes(new NamedType(type, name)));
        return mapper;
    }

    /** The registry's names of one kind: those that may stand where {@code kind} is asked for. */
    static List<String> names(Class<?> kind) {
        return REGISTRY.entrySet().stream()
                .filter(entry -> kind.isAssignableFrom(entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Says that a type's name stands in the field {@code type}. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}
}
