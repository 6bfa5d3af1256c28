package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;
import phenomena.model.Native;
import phenomena.model.Network;
import phenomena.optimize.Optimizer;
import phenomena.optimize.Update;
import phenomena.protocol.Learner;
import phenomena.protocol.Protocol;

/**
 * The replicas that share one pass, and all they own in the engine: parameters, optimizer state and data.
 *
 * <p>Member r is row r of every array. A member that is done leaves; the rows of the others move up.
 */
final class Cohort implements AutoCloseable {

    private static final int EVALUATED_VALUES = 1 << 19; // inputs in one forward pass of a measurement

    private final NDManager manager;
    private final List<Member> members = new ArrayList<>();
    private final NDArray trainInputs; // (R₀·n, features), R₀ the members at the start
    private final NDArray trainLabels; // (R₀·n, 1)
    private final NDArray testInputs; // (R₀·m, features)
    private Network network;
    private NDArray parameters; // (R, P)
    private NDArray statistics; // (R, S)
    private Update update;
    private Update.Rates rates;

    /** A replica, its data, and which block of the data arrays is its own. */
    record Member(Replica replica, Split split, int block) {}

    Cohort(List<Replica> replicas, List<Split> splits) {
        manager = NDManager.newBaseManager();
        try {
            for (int r = 0; r < replicas.size(); r++) {
                members.add(new Member(replicas.get(r), splits.get(r), r));
            }
            trainInputs = inputs(Part.TRAIN);
            testInputs = inputs(Part.TEST);
            trainLabels = labels();
            start();
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    private void start() {
        build();
        int size = members.size();
        float[] rows = new float[size * network.parameterCount()];
        float[] running = new float[size * network.initialRunning().length];
        for (int r = 0; r < size; r++) {
            float[] row = network.initial(
                    learner().architecture(), members.get(r).replica().seed());
            System.arraycopy(row, 0, rows, r * row.length, row.length);
            float[] still = network.initialRunning();
            System.arraycopy(still, 0, running, r * still.length, still.length);
        }
        parameters = Native.of(manager, rows, new Shape(size, network.parameterCount()));
        statistics = Native.of(manager, running, new Shape(size, running.length / size));
    }

    /** Builds what depends on the number of members. */
    private void build() {
        Examples train = members.get(0).split().train();
        network = Network.of(manager, learner().architecture(), train.inputShape(), train.classes(), members.size());
        update = learner().optimizer().start(manager, members.size(), network.parameterCount());
        float[] learningRates = new float[members.size()];
        float[] decays = new float[members.size()];
        boolean decaying = false;
        for (int r = 0; r < decays.length; r++) {
            Optimizer optimizer = members.get(r).replica().protocol().learner().optimizer();
            learningRates[r] = (float) optimizer.learningRate();
            decays[r] = (float) optimizer.weightDecay();
            decaying |= decays[r] != 0;
        }
        Shape column = new Shape(decays.length, 1);
        rates = new Update.Rates(
                Native.of(manager, learningRates, column), Native.of(manager, decays, column), decaying);
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

    Network network() {
        return network;
    }

    /** The examples of a batch: {@code (R, B, …inputShape)}. */
    NDArray inputs(NDArray index) {
        return shaped(index, trainInputs);
    }

    /** The labels of a batch: {@code (R, B, 1)}. */
    NDArray labels(NDArray index) {
        return Gather.rows(trainLabels, index);
    }

    NDManager manager() {
        return manager;
    }

    private NDArray shaped(NDArray index, NDArray table) {
        Shape example = new Shape(members.get(0).split().train().inputShape());
        return Gather.rows(table, index).reshape(index.getShape().addAll(example));
    }

    /** Logits {@code (R, B, K)} of a batch in training, recorded where recording is on. */
    NDArray forward(NDArray leaf, NDArray inputs) {
        return network.forward(leaf, statistics, inputs, true);
    }

    NDArray parameters() {
        return parameters;
    }

    /** Moves the parameters against {@code gradient}, the {@code step}-th time. */
    void update(NDManager scratch, NDArray gradient, long step) {
        update.step(scratch, parameters, gradient, rates, step);
    }

    /** Every member's logits for its own examples: R rows of {@code n × K}. */
    float[][] logits(Part part) {
        Examples first = examples(0, part);
        int chunk = Math.max(1, EVALUATED_VALUES / first.features() / members.size());
        float[][] logits = new float[members.size()][first.size() * first.classes()];
        for (int from = 0; from < first.size(); from += chunk) {
            int count = Math.min(chunk, first.size() - from);
            try (NDManager scratch = manager.newSubManager()) {
                NDArray index = Native.of(scratch, consecutive(first.size(), from, count), new Shape(size(), count));
                NDArray inputs = shaped(index, part == Part.TRAIN ? trainInputs : testInputs);
                inputs.attach(scratch);
                NDArray view = parameters.stopGradient();
                view.attach(scratch);
                float[] values =
                        network.forward(view, statistics, inputs, false).toFloatArray();
                int width = count * first.classes();
                for (int r = 0; r < size(); r++) {
                    System.arraycopy(values, r * width, logits[r], from * first.classes(), width);
                }
            }
        }
        return logits;
    }

    private long[] consecutive(int examples, int from, int count) {
        long[] index = new long[size() * count];
        for (int r = 0; r < size(); r++) {
            long block = (long) members.get(r).block() * examples;
            for (int i = 0; i < count; i++) {
                index[r * count + i] = block + from + i;
            }
        }
        return index;
    }

    Examples examples(int member, Part part) {
        Split split = members.get(member).split();
        return part == Part.TRAIN ? split.train() : split.test();
    }

    int size() {
        return members.size();
    }

    /** Keeps the members at these indices, in this order; the others are gone. */
    void keep(List<Integer> kept) {
        float[][] state = state();
        int before = members.size();
        members.retainAll(kept.stream().map(members::get).toList());
        if (members.isEmpty()) {
            return;
        }
        update.state().close();
        build();
        restore(pick(state, kept, before));
    }

    private static float[][] pick(float[][] state, List<Integer> kept, int before) {
        float[][] picked = new float[state.length][];
        for (int a = 0; a < state.length; a++) {
            int length = state[a].length / before;
            picked[a] = new float[length * kept.size()];
            for (int r = 0; r < kept.size(); r++) {
                System.arraycopy(state[a], kept.get(r) * length, picked[a], r * length, length);
            }
        }
        return picked;
    }

    /** Parameters, running statistics and optimizer state: all that a checkpoint must hold of the engine. */
    float[][] state() {
        NDList state = update.state();
        float[][] values = new float[state.size() + 2][];
        values[0] = parameters.toFloatArray();
        values[1] = statistics.toFloatArray();
        for (int i = 0; i < state.size(); i++) {
            values[i + 2] = state.get(i).toFloatArray();
        }
        return values;
    }

    /** Takes back what {@link #state} gave, for as many members as there are now. */
    void restore(float[][] values) {
        parameters.close();
        statistics.close();
        parameters = Native.of(manager, values[0], new Shape(size(), values[0].length / size()));
        statistics = Native.of(manager, values[1], new Shape(size(), values[1].length / size()));
        NDList state = update.state();
        for (int i = 0; i < state.size(); i++) {
            try (NDArray saved = Native.of(manager, values[i + 2], state.get(i).getShape())) {
                state.get(i).subi(state.get(i)).addi(saved);
            }
        }
    }

    private NDArray inputs(Part part) {
        Examples first = examples(0, part);
        float[] all = new float[Math.multiplyExact(members.size(), first.inputs().length)];
        for (int r = 0; r < members.size(); r++) {
            float[] own = examples(r, part).inputs();
            System.arraycopy(own, 0, all, r * own.length, own.length);
        }
        return Native.of(manager, all, new Shape(members.size() * (long) first.size(), first.features()));
    }

    private NDArray labels() {
        int n = examples(0, Part.TRAIN).size();
        long[] all = new long[members.size() * n];
        for (int r = 0; r < members.size(); r++) {
            int[] own = examples(r, Part.TRAIN).labels();
            for (int i = 0; i < n; i++) {
                all[r * n + i] = own[i];
            }
        }
        return Native.of(manager, all, new Shape(all.length, 1));
    }

    @Override
    public void close() {
        manager.close();
    }
}
