package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;
import phenomena.model.Native;
import phenomena.model.Network;
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
            data = new CohortData(manager, splits);
            network = network();
            weights = Weights.start(manager, optimizers(), initialRows());
            float[] still = network.initialRunning();
            setStatistics(members.stream().map(member -> still).toList());
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private Network network() {
        Examples train = examples(0, Part.TRAIN);
        return Network.of(manager, learner().architecture(), train.inputShape(), train.classes(), size());
    }

    private List<Optimizer> optimizers() {
        return members.stream()
                .map(member -> member.replica().protocol().learner().optimizer())
                .toList();
    }

    private List<float[]> initialRows() {
        return members.stream()
                .map(member -> network.initial(
                        learner().architecture(), member.replica().seed()))
                .toList();
    }

    private void setStatistics(List<float[]> rows) {
        int length = rows.get(0).length;
        float[] all = new float[rows.size() * length];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r), 0, all, r * length, length);
        }
        if (statistics != null) {
            statistics.close();
        }
        statistics = Native.of(manager, all, new Shape(rows.size(), length));
    }

    /** What all members share but for learning rate and weight decay. */
    Learner learner() {
        return protocol().learner();
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

    /** Member {@code r}'s parameters: the live row. */
    float[] row(int r) {
        return weights.row(r);
    }

    /** The parameters {@code (R, P)} in the engine. */
    NDArray parameters() {
        return weights.array();
    }

    /** Logits {@code (R, B, K)} of a batch in training. */
    NDArray forward(NDArray leaf, NDArray inputs) {
        return network.forward(leaf, statistics, inputs, true);
    }

    /** Moves the parameters against their gradient {@code (R, P)}, after {@code step} updates. */
    void update(NDArray gradient, long step) {
        weights.update(gradient, step);
    }

    /** Every member's logits for its own examples: R rows of {@code n × K}. */
    float[][] logits(Part part) {
        Examples first = examples(0, part);
        int chunk = Math.max(1, EVALUATED_VALUES / first.features() / size());
        float[][] logits = new float[size()][first.size() * first.classes()];
        for (int from = 0; from < first.size(); from += chunk) {
            int count = Math.min(chunk, first.size() - from);
            try (NDManager scratch = manager.newSubManager()) {
                NDArray rows = Native.of(scratch, consecutive(first.size(), from, count), new Shape(size(), count));
                NDArray view = parameters().stopGradient();
                view.attach(scratch);
                float[] values = network.forward(view, statistics, data.inputs(part, rows), false)
                        .toFloatArray();
                int width = count * first.classes();
                for (int r = 0; r < size(); r++) {
                    System.arraycopy(values, r * width, logits[r], from * first.classes(), width);
                }
            }
        }
        return logits;
    }

    private long[] consecutive(int examples, int from, int count) {
        return members.stream()
                .flatMapToLong(member ->
                        IntStream.range(from, from + count).mapToLong(i -> (long) member.block() * examples + i))
                .toArray();
    }

    /** Keeps the members at these indices, in this order; the others are gone. */
    void keep(List<Integer> kept) {
        List<float[]> running = kept.stream().map(this::running).toList();
        List<Member> left = kept.stream().map(members::get).toList();
        members.clear();
        members.addAll(left);
        if (members.isEmpty()) {
            return;
        }
        network = network();
        Weights before = weights;
        weights = before.pick(manager, kept);
        before.close();
        setStatistics(running);
    }

    private float[] running(int r) {
        try (NDArray own = statistics.get(r)) {
            return own.toFloatArray();
        }
    }

    /** All that training changes in member {@code r}: parameters, running statistics, then the optimizer's memories. */
    float[][] state(int r) {
        float[][] memories = weights.memories(r);
        float[][] state = new float[memories.length + 2][];
        state[0] = weights.row(r).clone();
        state[1] = running(r);
        for (int i = 0; i < memories.length; i++) {
            state[i + 2] = memories[i].clone();
        }
        return state;
    }

    /** All that training changes, member by member. */
    List<float[][]> state() {
        return IntStream.range(0, size()).mapToObj(this::state).toList();
    }

    /** Takes back what {@link #state()} gave. */
    void restore(List<float[][]> state) {
        weights.restore(state);
        setStatistics(state.stream().map(member -> member[1]).toList());
    }

    @Override
    public void close() {
        manager.close();
    }
}
