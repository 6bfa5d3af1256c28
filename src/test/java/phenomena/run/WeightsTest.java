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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.model.Mlp;
import phenomena.model.Native;
import phenomena.model.Network;
import phenomena.model.Precision;
import phenomena.optimize.AdamW;
import phenomena.optimize.GrokfastEma;
import phenomena.optimize.GrokfastMa;
import phenomena.optimize.L1Penalty;
import phenomena.optimize.Numbers;
import phenomena.optimize.Optimizer;
import phenomena.optimize.OrthogonalGradient;
import phenomena.optimize.Sgd;
import phenomena.optimize.WarmUp;
import phenomena.protocol.Protocol;

/** Parameters of 5,300 numbers, the first matrix cut into three pieces. */
class WeightsTest {

    private static final Mlp MLP = new Mlp(1, 100, 1);
    private static final Optimizer ADAMW = new AdamW(1e-2, 0.9, 0.98, 1e-8, 0.1);
    private static final Optimizer GROKFAST = new GrokfastMa(new GrokfastEma(ADAMW, 0.9, 2), 3, 1);

    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NDManager.newBaseManager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    private Network network(Precision precision, int replicas) {
        return Network.of(manager, MLP, precision, new long[] {42}, 10, replicas);
    }

    private Weights start(Network network, Precision precision, Optimizer... optimizers) {
        List<double[]> rows = IntStream.range(0, optimizers.length)
                .mapToObj(r -> random(network.parameterCount(), r))
                .toList();
        return Weights.start(manager, network, precision, List.of(optimizers), rows);
    }

    /** Numbers that float32 holds exactly. */
    private static double[] random(int length, long seed) {
        Random random = new Random(seed);
        double[] values = new double[length];
        Arrays.setAll(values, i -> (float) random.nextGaussian());
        return values;
    }

    /** Every replica's gradient, a row each, as the engine gives it: an array a parameter. */
    private List<NDArray> arrays(Network network, Precision precision, List<double[]> rows) {
        List<NDArray> arrays = new ArrayList<>();
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            double[] all = rows.stream()
                    .flatMapToDouble(row -> Arrays.stream(row, entry.offset(), entry.offset() + entry.length()))
                    .toArray();
            Shape shape = network.arrayShape(e);
            arrays.add(Native.of(manager, precision.type(), all, shape));
        }
        return arrays;
    }

    private void update(Weights weights, Network network, Precision precision, long step, int... replicas) {
        List<double[]> gradients = Arrays.stream(replicas)
                .mapToObj(r -> random(network.parameterCount(), 100 * (r + 1) + step))
                .toList();
        weights.update(arrays(network, precision, gradients), step);
    }

    /** The engine's copy of a replica's parameters, in the order of its row. */
    private static double[] shown(Weights weights, Network network, int r) {
        return IntStream.range(0, network.entries().size())
                .mapToObj(e -> {
                    int length = network.entries().get(e).length();
                    return Arrays.copyOfRange(
                            Conversion.doubles(weights.arrays().get(e)), r * length, (r + 1) * length);
                })
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void pieces_move_as_the_whole_and_the_engine_sees_it(Precision precision) {
        Network network = network(precision, 2);
        Optimizer[] rules = {GROKFAST, GROKFAST.withLearningRate(0.1).withWeightDecay(0)};
        Weights weights = start(network, precision, rules);
        for (int t = 0; t < 5; t++) {
            update(weights, network, precision, t, 0, 1);
        }
        for (int r = 0; r < 2; r++) {
            assertThat(weights.row(r)).containsExactly(alone(rules[r], precision, network.parameterCount(), r));
            assertThat(shown(weights, network, r)).containsExactly(weights.row(r));
        }
    }

    /** The same five steps in one block. */
    private static double[] alone(Optimizer rule, Precision precision, int length, int r) {
        Numbers[] numbers = IntStream.range(0, rule.memories() + 2)
                .mapToObj(i -> precision == Precision.FLOAT64 ? Numbers.float64(length) : Numbers.float32(length))
                .toArray(Numbers[]::new);
        Optimizer.Block block =
                new Optimizer.Block(numbers[0], numbers[1], List.of(numbers).subList(2, numbers.length));
        set(block.weights(), random(length, r));
        for (int t = 0; t < 5; t++) {
            set(block.gradient(), random(length, 100 * (r + 1) + t));
            rule.update(block, t);
        }
        return IntStream.range(0, length).mapToDouble(block.weights()::get).toArray();
    }

    private static void set(Numbers numbers, double[] values) {
        IntStream.range(0, values.length).forEach(i -> numbers.set(i, values[i]));
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void a_rule_for_whole_parameters_gets_them_whole(Precision precision) {
        Network network = network(precision, 2);
        Optimizer rule = new OrthogonalGradient(new Sgd(1, 0, 0));
        Weights weights = start(network, precision, rule, rule);
        double[] before = weights.row(1);
        update(weights, network, precision, 0, 0, 1);
        double[] after = weights.row(1);
        double[] gradient = random(network.parameterCount(), 200);
        for (Network.Entry entry : network.entries()) {
            double along = 0;
            double moved = 0;
            double length = 0;
            for (int i = entry.offset(); i < entry.offset() + entry.length(); i++) {
                along += before[i] * (before[i] - after[i]);
                moved += (before[i] - after[i]) * (before[i] - after[i]);
                length += gradient[i] * gradient[i];
            }
            double rounding = precision == Precision.FLOAT64 ? 1e-13 : 1e-5;
            assertThat(along / length).as(entry.name()).isCloseTo(0, within(rounding));
            assertThat(moved / length).as(entry.name()).isCloseTo(1, within(rounding));
        }
    }

    @Test
    void a_state_that_is_taken_back_goes_on_as_it_would_have() {
        Network network = network(Precision.FLOAT32, 1);
        Weights weights = start(network, Precision.FLOAT32, GROKFAST);
        for (int t = 0; t < 4; t++) {
            update(weights, network, Precision.FLOAT32, t, 0);
        }
        double[][] state = weights.state(0);
        assertThat(state).hasNumberOfRows(1 + GROKFAST.memories());
        Weights other = start(network, Precision.FLOAT32, GROKFAST);
        other.restore(0, state);
        assertThat(shown(other, network, 0)).containsExactly(state[0]);
        for (int t = 4; t < 8; t++) {
            update(weights, network, Precision.FLOAT32, t, 0);
            update(other, network, Precision.FLOAT32, t, 0);
        }
        assertThat(other.row(0)).containsExactly(weights.row(0));
        assertThat(state[0]).isNotEqualTo(weights.row(0));
    }

    @Test
    void members_that_stay_take_their_memories_along() {
        Network all = network(Precision.FLOAT32, 3);
        Weights weights = start(all, Precision.FLOAT32, GROKFAST, GROKFAST, GROKFAST);
        Weights left = start(all, Precision.FLOAT32, GROKFAST, GROKFAST, GROKFAST);
        for (int t = 0; t < 4; t++) {
            update(weights, all, Precision.FLOAT32, t, 0, 1, 2);
            update(left, all, Precision.FLOAT32, t, 0, 1, 2);
        }
        Network two = network(Precision.FLOAT32, 2);
        left = left.pick(manager, two, Precision.FLOAT32, List.of(0, 2));
        assertThat(shown(left, two, 1)).containsExactly(weights.row(2));
        update(weights, all, Precision.FLOAT32, 4, 0, 1, 2);
        update(left, two, Precision.FLOAT32, 4, 0, 2);
        assertThat(left.row(0)).containsExactly(weights.row(0));
        assertThat(left.row(1)).containsExactly(weights.row(2));
    }

    @Test
    void a_replica_with_nested_rules_trains_alone_as_in_a_batch() {
        Optimizer rule = new WarmUp(new L1Penalty(new OrthogonalGradient(GROKFAST), 1e-3), 5);
        Protocol plain = Tiny.withSteps(Tiny.mlp(), 10);
        Protocol protocol =
                plain.withLearner(plain.learner().withOptimizer(rule).withPrecision(Precision.FLOAT64));
        List<Replica> replicas = Tiny.replicas(protocol);
        Ledger together = Tiny.train(replicas);
        for (Replica replica : replicas) {
            Ledger alone = Tiny.train(List.of(replica));
            assertThat(Tiny.difference(together.rows(replica), alone.rows(replica)))
                    .isLessThan(1e-10);
        }
        List<Replica> unwrapped =
                Tiny.replicas(protocol.withLearner(protocol.learner().withOptimizer(ADAMW)));
        List<Row> others = Tiny.train(unwrapped).rows(unwrapped.get(0));
        assertThat(Tiny.difference(together.rows(replicas.get(0)), others)).isGreaterThan(1e-3);
    }
}
