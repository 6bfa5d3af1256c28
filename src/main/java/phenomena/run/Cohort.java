package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;
import phenomena.model.Native;
import phenomena.model.Network;
import phenomena.model.Precision;
import phenomena.optimize.Optimizer;
import phenomena.protocol.Learner;
import phenomena.protocol.Protocol;

/**
 * The replicas that share one pass, and all they own: data, parameters, optimizer memories and running statistics.
 *
 * <p>Member r is row r of every array. A member that is done leaves; the rows of the others move up.
 */
final class Cohort implements AutoCloseable {

    private static final int EVALUATED_VALUES =
            1 << 16; // inputs in one forward pass of a measurement: activations stay in the cache

    private final NDManager manager;
    private final List<Member> members = new ArrayList<>();
    private final CohortData data;
    private Network network;
    private Weights weights;
    private NDArray statistics; // (R, S)

    /** A replica, its data, and which block of the data arrays is its own. */
    record Member(Replica replica, Split split, int block) {}

    Cohort(List<Replica> replicas, List<Split> splits) {
        manager = NDManager.newBaseManager();
        try {
            for (int r = 0; r < replicas.size(); r++) {
                members.add(new Member(replicas.get(r), splits.get(r), r));
            }
            data = new CohortData(manager, precision(), splits);
            network = network();
            weights = Weights.start(manager, network, precision(), optimizers(), initialRows());
            double[] still = network.initialRunning();
            setStatistics(members.stream().map(member -> still).toList());
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private Network network() {
        Examples train = examples(0, Part.TRAIN);
        return Network.of(manager, learner().architecture(), precision(), train.inputShape(), train.classes(), size());
    }

    private List<Optimizer> optimizers() {
        return members.stream()
                .map(member -> member.replica().protocol().learner().optimizer())
                .toList();
    }

    private List<double[]> initialRows() {
        return members.stream()
                .map(member -> network.initial(
                        learner().architecture(), member.replica().seed()))
                .toList();
    }

    private void setStatistics(List<double[]> rows) {
        int length = rows.get(0).length;
        double[] all = new double[rows.size() * length];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r), 0, all, r * length, length);
        }
        if (statistics != null) {
            statistics.close();
        }
        statistics = Conversion.array(manager, precision(), all, new Shape(rows.size(), length));
    }

    /** What all members share but for learning rate and weight decay. */
    Learner learner() {
        return protocol().learner();
    }

    private Precision precision() {
        return learner().precision();
    }

    Protocol protocol() {
        return members.get(0).replica().protocol();
    }

    List<Member> members() {
        return members;
    }

    int size() {
        return members.size();
    }

    NDManager manager() {
        return manager;
    }

    CohortData data() {
        return data;
    }

    Examples examples(int member, Part part) {
        Split split = members.get(member).split();
        return part == Part.TRAIN ? split.train() : split.test();
    }

    /** Whether the block was written in this library. */
    boolean isOwn() {
        return network.isOwn();
    }

    /** Where each parameter stands in a member's row. */
    List<Network.Entry> entries() {
        return network.entries();
    }

    /** Member {@code r}'s parameters: a copy of its row. */
    double[] row(int r) {
        return weights.row(r);
    }

    /** The parameters in the engine, one array for each entry. */
    List<NDArray> parameters() {
        return weights.arrays();
    }

    /** Logits {@code (R, B, K)} of a batch in training. */
    NDArray forward(List<NDArray> leaves, NDArray inputs) {
        return network.forward(leaves, statistics, inputs, true).get(0);
    }

    /** Moves the parameters against their gradients, after {@code step} updates. */
    void update(List<NDArray> gradients, long step) {
        weights.update(gradients, step);
    }

    /** Every member's logits for its own examples: R rows of {@code n × K}. */
    double[][] logits(Part part) {
        return evaluate(part, 0);
    }

    /**
     * Every member's last hidden layer for its own examples: R rows of {@code n × width}.
     *
     * @throws IllegalStateException if the architecture does not show it
     */
    double[][] activations(Part part) {
        return evaluate(part, 1);
    }

    /** One of the block's outputs for all examples. */
    private double[][] evaluate(Part part, int output) {
        Examples first = examples(0, part);
        int chunk = Math.max(1, EVALUATED_VALUES / first.features() / size());
        double[][] values = new double[size()][];
        for (int from = 0; from < first.size(); from += chunk) {
            int count = Math.min(chunk, first.size() - from);
            try (NDManager scratch = manager.newSubManager()) {
                NDArray rows = Native.of(scratch, consecutive(first.size(), from, count), new Shape(size(), count));
                NDList outputs = network.forward(
                        Autograd.views(scratch, parameters()), statistics, data.inputs(part, rows), false);
                if (output >= outputs.size()) {
                    throw new IllegalStateException("activations must be shown by the architecture, "
                            + learner().architecture() + " shows none; let its block give them after the logits");
                }
                copy(outputs.get(output), values, from, first.size());
            }
        }
        return values;
    }

    /** Puts {@code (R, count, width)} into R rows of {@code n × width}, from example {@code from} on. */
    private static void copy(NDArray array, double[][] rows, int from, int n) {
        double[] all = Conversion.doubles(array);
        int width = Math.toIntExact(array.getShape().get(2));
        int length = all.length / rows.length;
        for (int r = 0; r < rows.length; r++) {
            if (rows[r] == null) {
                rows[r] = new double[n * width];
            }
            System.arraycopy(all, r * length, rows[r], from * width, length);
        }
    }

    private long[] consecutive(int examples, int from, int count) {
        return members.stream()
                .flatMapToLong(member ->
                        IntStream.range(from, from + count).mapToLong(i -> (long) member.block() * examples + i))
                .toArray();
    }

    /** Keeps the members at these indices, in this order; the others are gone. */
    void keep(List<Integer> kept) {
        List<double[]> running = kept.stream().map(this::running).toList();
        List<Member> left = kept.stream().map(members::get).toList();
        members.clear();
        members.addAll(left);
        if (members.isEmpty()) {
            return;
        }
        network = network();
        Weights before = weights;
        weights = before.pick(manager, network, precision(), kept);
        before.close();
        setStatistics(running);
    }

    private double[] running(int r) {
        try (NDArray own = statistics.get(r)) {
            return Conversion.doubles(own);
        }
    }

    /** All that training changes in member {@code r}: running statistics, parameters, then the optimizer's memories. */
    double[][] state(int r) {
        double[][] own = weights.state(r);
        double[][] state = new double[own.length + 1][];
        state[0] = running(r);
        System.arraycopy(own, 0, state, 1, own.length);
        return state;
    }

    /** What a forward pass of member {@code r} depends on: {@link #state(int)} without the optimizer's memories. */
    double[][] network(int r) {
        return new double[][] {running(r), weights.row(r)};
    }

    /** All that training changes, member by member. */
    List<double[][]> state() {
        return IntStream.range(0, size()).mapToObj(this::state).toList();
    }

    /** Takes back what {@link #state()} gave; memories may be left out. */
    void restore(List<double[][]> state) {
        for (int r = 0; r < size(); r++) {
            weights.restore(r, Arrays.copyOfRange(state.get(r), 1, state.get(r).length));
        }
        setStatistics(state.stream().map(member -> member[0]).toList());
    }

    /**
     * Gives the only member these parameters.
     *
     * @throws IllegalArgumentException if running statistics are missing
     */
    void setParameters(Map<String, float[]> named) {
        double[][] state = {network.initialRunning(), new double[network.parameterCount()]};
        if (state[0].length > 0) {
            throw new IllegalArgumentException(
                    "parameters must be all that a network needs to be looked at again, but those of "
                            + learner().architecture() + " come with running statistics, which are not kept");
        }
        for (Network.Entry entry : entries()) {
            float[] values = named.get(entry.name());
            for (int i = 0; i < entry.length(); i++) {
                state[1][entry.offset() + i] = values[i];
            }
        }
        restore(List.<double[][]>of(state));
    }

    @Override
    public void close() {
        manager.close();
    }
}
