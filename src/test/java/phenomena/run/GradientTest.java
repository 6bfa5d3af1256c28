package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.model.Architecture;
import phenomena.model.CrossEntropy;
import phenomena.model.Decoder;
import phenomena.model.Hook;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Native;
import phenomena.model.Network;
import phenomena.model.Nonlinearity;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.model.StableMax;
import phenomena.model.TaskMlp;
import phenomena.model.TokenMlp;
import phenomena.model.Transformer;

/**
 * Gradients of blocks on tokens, and of objectives, against central differences in double precision.
 *
 * <p>Half the distance is h = 1e-5: the method is off by some h² = 1e-10, and rounding by 1e-16 · 10 / h = 1e-10. No unit
 * switches within ±h for these seeds.
 */
class GradientTest {

    private static final double H = 1e-5;
    private static final double TOLERANCE = 1e-8;
    private static final int REPLICAS = 2;
    private static final int BATCH = 7;
    private static final int CLASSES = 4;
    private static final int MANY_CLASSES = 60;

    static Stream<Architecture> blocks() {
        return Stream.of(
                new TokenMlp(1, 5, Nonlinearity.SQUARE, false, 3),
                new TokenMlp(2, 5, Nonlinearity.RELU, true, 2),
                new TokenMlp(1, 48, Nonlinearity.SQUARE, true, 2), // its logits come with columns of zeros
                new Mlp(2, 5, 2), // tokens are numbers to it
                new TaskMlp(CLASSES, 2, 5, 2),
                new Transformer(1, 4, 2, Transformer.Style.PLAIN, 1),
                new Transformer(2, 4, 2, Transformer.Style.PLAIN, 1),
                new Transformer(1, 4, 2, Transformer.Style.NORMALISED, 1),
                new Transformer(2, 4, 2, Transformer.Style.NORMALISED, 1),
                decoder(2, Decoder.Positions.LEARNED, Decoder.Norm.NONE, 0),
                decoder(1, Decoder.Positions.RELATIVE, Decoder.Norm.PRE, 2),
                decoder(1, Decoder.Positions.ROTARY, Decoder.Norm.NONE, 2));
    }

    private static Decoder decoder(int layers, Decoder.Positions positions, Decoder.Norm norm, int mlpFactor) {
        double scale = norm == Decoder.Norm.PRE ? 3 : 1; // short vectors bend much under normalisation, and h² tells
        return new Decoder(layers, 4, 2, new Decoder.Parts(positions, norm, mlpFactor), scale);
    }

    /** Tokens of an example, and its labels: one, or one for each token. */
    private static int length(Architecture architecture) {
        return architecture instanceof Decoder ? 3 : 2;
    }

    private static int labelsEach(Architecture architecture) {
        return architecture instanceof Decoder ? 3 : 1;
    }

    /** Objectives, each of few classes and of many. */
    static Stream<Arguments> objectives() {
        return Stream.of(new CrossEntropy(), new MeanSquaredError(), new StableMax())
                .flatMap(objective ->
                        Stream.of(Arguments.of(objective, CLASSES), Arguments.of(objective, MANY_CLASSES)));
    }

    @ParameterizedTest
    @MethodSource("blocks")
    void every_parameters_gradient_equals_its_central_difference(Architecture architecture) {
        try (NDManager manager = NDManager.newBaseManager()) {
            int length = length(architecture);
            Network network =
                    Network.of(manager, architecture, Precision.FLOAT64, new long[] {length}, CLASSES, REPLICAS);
            NDArray tokens = tokens(manager, length);
            NDArray labels = labels(manager, BATCH * labelsEach(architecture), CLASSES);
            List<double[]> at = parameters(network, architecture);
            UnaryOperator<List<NDArray>> losses = arrays -> List.of(new CrossEntropy()
                    .losses(
                            network.forward(arrays, manager.zeros(new Shape(REPLICAS, 0)), tokens, true)
                                    .get(0),
                            labels));
            List<double[]> gradients = gradients(manager, network, at, losses);
            for (int e = 0; e < at.size(); e++) {
                String name = network.entries().get(e).name();
                assertThat(Arrays.stream(gradients.get(e)).map(Math::abs).max().orElseThrow())
                        .as("%s moves the loss", name)
                        .isGreaterThan(1e5 * TOLERANCE);
                for (int i = 0; i < at.get(e).length; i++) {
                    double slope =
                            (loss(manager, network, at, e, i, H, losses) - loss(manager, network, at, e, i, -H, losses))
                                    / (2 * H);
                    assertThat(gradients.get(e)[i]).as("%s, number %d", name, i).isCloseTo(slope, within(TOLERANCE));
                }
            }
        }
    }

    static Stream<Decoder> wideDecoders() {
        return Stream.of(
                wide(Decoder.Positions.LEARNED, Decoder.Norm.NONE, 0),
                wide(Decoder.Positions.RELATIVE, Decoder.Norm.PRE, 1),
                wide(Decoder.Positions.ROTARY, Decoder.Norm.NONE, 0));
    }

    private static Decoder wide(Decoder.Positions positions, Decoder.Norm norm, int mlpFactor) {
        return new Decoder(1, 48, 2, new Decoder.Parts(positions, norm, mlpFactor), 1);
    }

    /** A hook that gives another array for the embedding makes the first layer read it place by place. */
    @ParameterizedTest
    @MethodSource("wideDecoders")
    void a_first_layer_that_reads_each_token_once_has_the_gradients_of_one_that_reads_each_place(Decoder wide) {
        Hook other = (point, value) -> point.equals(Hook.EMBEDDING) ? value.reshape(value.getShape()) : value;
        try (NDManager manager = NDManager.newBaseManager()) {
            Network network = Network.of(manager, wide, Precision.FLOAT64, new long[] {3}, CLASSES, REPLICAS);
            NDArray tokens = tokens(manager, 3);
            NDArray labels = labels(manager, 3 * BATCH, CLASSES);
            List<List<double[]>> gradients = Stream.of(Hook.NONE, other)
                    .map(hook -> gradients(
                            manager,
                            network,
                            parameters(network, wide),
                            arrays -> List.of(new CrossEntropy()
                                    .losses(
                                            network.forward(
                                                            arrays,
                                                            manager.zeros(new Shape(REPLICAS, 0)),
                                                            tokens,
                                                            true,
                                                            hook)
                                                    .get(0),
                                            labels))))
                    .toList();
            for (int e = 0; e < network.entries().size(); e++) {
                assertThat(gradients.get(0).get(e))
                        .as(network.entries().get(e).name())
                        .containsExactly(gradients.get(1).get(e), within(1e-13));
                assertThat(Arrays.stream(gradients.get(0).get(e))
                                .map(Math::abs)
                                .max()
                                .orElseThrow())
                        .isGreaterThan(1e-4);
            }
        }
    }

    /** One array for each parameter, replica after replica. */
    private static List<double[]> parameters(Network network, Architecture architecture) {
        List<double[]> all = new ArrayList<>();
        for (Network.Entry entry : network.entries()) {
            double[] values = new double[REPLICAS * entry.length()];
            for (int r = 0; r < REPLICAS; r++) {
                double[] row = network.initial(architecture, 10 + r);
                for (int i = 0; i < entry.length(); i++) { // biases of 0 and gains of 1 would hide mistakes
                    values[r * entry.length() + i] = row[entry.offset() + i] + 0.1 * Math.cos(i + r);
                }
            }
            all.add(values);
        }
        return all;
    }

    private static List<NDArray> arrays(NDManager manager, Network network, List<double[]> values) {
        List<NDArray> arrays = new ArrayList<>();
        for (int e = 0; e < values.size(); e++) {
            arrays.add(Native.of(manager, values.get(e), network.arrayShape(e)));
        }
        return arrays;
    }

    private static List<double[]> gradients(
            NDManager manager, Network network, List<double[]> at, UnaryOperator<List<NDArray>> losses) {
        try (NDManager scratch = manager.newSubManager()) {
            List<NDArray> leaves = Autograd.leaves(scratch, arrays(scratch, network, at));
            NDArray each = Autograd.recorded(() -> losses.apply(leaves).get(0)); // (R)
            GradientGuard.overwriteFreedMemory(); // what the collector frees must not matter
            return Autograd.gradients(scratch, each, leaves).stream()
                    .map(NDArray::toDoubleArray)
                    .toList();
        }
    }

    private static double loss(
            NDManager manager,
            Network network,
            List<double[]> at,
            int entry,
            int i,
            double h,
            UnaryOperator<List<NDArray>> losses) {
        List<double[]> moved = new ArrayList<>(at);
        moved.set(entry, at.get(entry).clone());
        moved.get(entry)[i] += h;
        try (NDManager scratch = manager.newSubManager()) {
            double sum = 0;
            for (double loss :
                    losses.apply(arrays(scratch, network, moved)).get(0).toDoubleArray()) {
                sum += loss;
            }
            return sum;
        }
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void an_objective_in_the_engine_is_the_one_in_java_and_so_is_its_gradient(Objective objective, int classes) {
        double[] logits = logits(classes);
        for (Precision precision : Precision.values()) {
            double tolerance =
                    precision == Precision.FLOAT64 ? TOLERANCE : 1e-6; // the latter some ten units in the last place
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray like = manager.zeros(new Shape(), precision.type());
                NDArray array = Native.like(like, logits, new Shape(REPLICAS, BATCH, classes));
                List<NDArray> leaves = Autograd.leaves(manager, List.of(array));
                NDArray labels = labels(manager, BATCH, classes);
                NDArray losses = Autograd.recorded(() -> objective.losses(leaves.get(0), labels));
                assertThat(losses.getDataType()).isEqualTo(precision.type());
                assertThat(Conversion.doubles(losses))
                        .containsExactly(expected(objective, logits, classes), within(tolerance));
                GradientGuard.overwriteFreedMemory();
                double[] gradient = Conversion.doubles(
                        Autograd.gradients(manager, losses, leaves).get(0));
                for (int i = 0; i < logits.length; i++) {
                    double slope = (Arrays.stream(expected(objective, moved(logits, i, H), classes))
                                            .sum()
                                    - Arrays.stream(expected(objective, moved(logits, i, -H), classes))
                                            .sum())
                            / (2 * H);
                    assertThat(gradient[i]).as("%s, logit %d", precision, i).isCloseTo(slope, within(tolerance));
                }
            }
        }
    }

    /** Between −3 and 3, none within h of 0, where StableMax has a kink in its second derivative. */
    private static double[] logits(int classes) {
        Random random = new Random(5); // its algorithm is part of the Java specification
        return random.doubles((long) REPLICAS * BATCH * classes, -3, 3).toArray();
    }

    private static double[] moved(double[] logits, int i, double h) {
        double[] moved = logits.clone();
        moved[i] += h;
        return moved;
    }

    /** Each replica's mean, by the objective's Java form. */
    private static double[] expected(Objective objective, double[] logits, int classes) {
        double[] losses = new double[REPLICAS];
        for (int example = 0; example < REPLICAS * BATCH; example++) {
            double loss = objective.loss(logits, example * classes, classes, label(example, classes));
            losses[example / BATCH] += loss / BATCH;
        }
        return losses;
    }

    private static int label(int example, int classes) {
        return 3 * example % classes;
    }

    private static NDArray labels(NDManager manager, int each, int classes) {
        long[] labels = new long[REPLICAS * each];
        Arrays.setAll(labels, example -> label(example, classes));
        return Native.of(manager, labels, new Shape(REPLICAS, each, 1));
    }

    /** Sequences with every token at every place, some twice in a batch, so that gradients of one row add up. */
    private static NDArray tokens(NDManager manager, int length) {
        double[] tokens = new double[REPLICAS * BATCH * length];
        Arrays.setAll(tokens, i -> (i * i + i / 3) % CLASSES);
        return Native.of(manager, tokens, new Shape(REPLICAS, BATCH, length));
    }
}
