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
import phenomena.model.Hook;
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

    private final NDManager manager;
    private final List<Member> members = new ArrayList<>();
    private final CohortData data;
    private Network network;
    private Weights weights;
    private NDArray statistics; // (R, S)

    Cohort(List<Replica> replicas, List<Split> splits) {
        manager = NDManager.newBaseManager();
        try {
            for (int r = 0; r < replicas.size(); r++) {
                members.add(Member.of(replicas.get(r), splits.get(r), r));
            }
            data = new CohortData(this);
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
        statistics = Native.of(manager, precision().type(), all, new Shape(rows.size(), length));
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
        return members.get(member).examples(part);
    }

    /** What is measured of a member's examples. */
    Examples measured(int member, Part part) {
        return members.get(member).measured(part);
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

    /** Logits {@code (R, B·P, K)} of a batch in training. */
    NDArray forward(List<NDArray> leaves, NDArray inputs) {
        return outputs(leaves, inputs, true).get(0);
    }

    /**
     * What the network gives for some of the members' examples, first the logits {@code (R, B·P, K)}.
     *
     * @throws IllegalArgumentException if they are not one row for each label: the engine would take some for those of others
     */
    NDList outputs(List<NDArray> leaves, NDArray inputs, boolean training) {
        NDList outputs = network.forward(leaves, statistics, inputs, training);
        long logits = outputs.get(0).getShape().get(1);
        long batch = inputs.getShape().get(1);
        int perExample = examples(0, Part.TRAIN).labelsPerExample();
        if (logits != batch * perExample) {
            throw new IllegalArgumentException("logits must be as many as labels, " + perExample
                    + " for each example, got " + logits + " for " + batch + " examples from "
                    + learner().architecture() + "; give it a task with a label for each of its answers");
        }
        return outputs;
    }

    /** As {@link #outputs}, of sequences of any length, with a hook. */
    NDList outputs(List<NDArray> leaves, NDArray inputs, Hook hook) {
        return network.forward(leaves, statistics, inputs, false, hook);
    }

    /** Moves the parameters against their gradients, after {@code step} updates. */
    void update(List<NDArray> gradients, long step) {
        weights.update(gradients, step);
    }

    /** Every member's logits for what is measured of its examples: R rows of {@code (n · P) × K}. */
    double[][] logits(Part part) {
        return Evaluation.of(this, part, 0);
    }

    /**
     * Every member's last hidden layer for what is measured of its examples: R rows of {@code (n · P) × width}.
     *
     * @throws IllegalStateException if the architecture does not show it
     */
    double[][] activations(Part part) {
        return Evaluation.of(this, part, 1);
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
