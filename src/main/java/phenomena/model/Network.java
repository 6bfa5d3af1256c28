package phenomena.model;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import ai.djl.util.Pair;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import phenomena.dataset.Seeds;

/**
 * A block whose parameters live outside it: a row of P numbers per replica, in the order of {@link #entries}.
 *
 * <p>A forward pass takes them as one array for each parameter, and running statistics, which it updates, as {@code (R, S)}.
 */
public final class Network {

    /** Where one parameter stands in a replica's row: {@code length} values from {@code offset}, of shape {@code shape}. */
    public record Entry(String name, Shape shape, int offset, int length) {}

    private record Slot(Parameter parameter, Entry entry) {}

    private final Block block;
    private final int replicas;
    private final List<Slot> trained = new ArrayList<>();
    private final List<Slot> running = new ArrayList<>();

    private Network(Block block, int replicas) {
        this.block = block;
        this.replicas = replicas;
    }

    /**
     * Builds the block for inputs of one shape.
     *
     * @param precision what the block computes with
     * @param manager supplies memory while shapes are worked out; nothing stays in it
     * @param replicas the number of networks R in one pass
     * @throws IllegalArgumentException if the architecture cannot take such inputs, or R > 1 has no replica axis
     */
    public static Network of(
            NDManager manager,
            Architecture architecture,
            Precision precision,
            long[] inputShape,
            int classes,
            int replicas) {
        Block block = architecture.block(inputShape, classes, replicas);
        boolean hasReplicaAxis = block instanceof ReplicaBlock;
        if (replicas > 1 && !hasReplicaAxis) {
            throw new IllegalArgumentException(
                    "replicas must be 1 for a block without a replica axis, got " + replicas);
        }
        Shape example = new Shape(inputShape);
        Shape input = (hasReplicaAxis ? new Shape(replicas, 1) : new Shape(1)).addAll(example);
        Network network = new Network(block, replicas);
        try (NDManager scratch = manager.newSubManager()) {
            block.initialize(scratch, precision.type(), input);
            for (Pair<String, Parameter> pair : block.getParameters()) {
                Shape shape = pair.getValue().getArray().getShape();
                network.add(pair.getKey(), pair.getValue(), hasReplicaAxis ? shape.slice(1) : shape);
            }
        }
        return network;
    }

    private void add(String name, Parameter parameter, Shape shape) {
        List<Slot> slots = parameter.requiresGradient() ? trained : running;
        slots.add(new Slot(parameter, new Entry(name, shape, length(slots), Math.toIntExact(shape.size()))));
    }

    private static int length(List<Slot> slots) {
        return slots.stream().mapToInt(slot -> slot.entry().length()).sum();
    }

    /** Shape of parameter {@code entry} of all replicas: {@code (R, …)}, or without the replica axis where the block has none. */
    public Shape arrayShape(int entry) {
        return full(trained.get(entry));
    }

    private Shape full(Slot slot) {
        Shape shape = slot.entry().shape();
        return block instanceof ReplicaBlock ? new Shape(replicas).addAll(shape) : shape;
    }

    /** Trained scalars P of one replica. */
    public int parameterCount() {
        return length(trained);
    }

    /** Whether the block was written in this library, where numbers enter graphs through {@link Native} alone. */
    public boolean isOwn() {
        return block.getClass().getPackageName().equals(Native.class.getPackageName());
    }

    /** Where each trained parameter stands in a replica's row. */
    public List<Entry> entries() {
        return trained.stream().map(Slot::entry).toList();
    }

    /** The initial trained parameters of one replica, P values drawn from the streams of {@code seed}. */
    public double[] initial(Architecture architecture, long seed) {
        Map<Parameter, Initial> declared = ReplicaBlock.declared(block);
        double[] row = new double[parameterCount()];
        double fanIn = 1;
        for (Slot slot : trained) {
            Entry entry = slot.entry();
            if (entry.shape().dimension() > 1 && slot.parameter().getType() != Parameter.Type.BIAS) {
                fanIn = fanIn(entry.shape());
            }
            Initial usual = Initial.usual(slot.parameter().getType(), fanIn);
            UniformRandomProvider random = Seeds.stream(seed, "weights/" + entry.name());
            declared.getOrDefault(slot.parameter(), usual)
                    .fill(row, entry.offset(), entry.length(), architecture.initialScale(), random);
        }
        return row;
    }

    /**
     * Values that reach one unit: a replica block's matrices are (in, out), everything else is (out, in, …). One that is not declares
     * what it starts from.
     */
    private double fanIn(Shape shape) {
        boolean inFirst = block instanceof ReplicaBlock && shape.dimension() == 2;
        return inFirst ? shape.get(0) : (double) shape.size() / shape.get(0);
    }

    /** The initial running statistics of one replica: means 0, variances 1. */
    public double[] initialRunning() {
        double[] row = new double[length(running)];
        for (Slot slot : running) {
            if (slot.parameter().getType() == Parameter.Type.RUNNING_VAR) {
                Entry entry = slot.entry();
                Arrays.fill(row, entry.offset(), entry.offset() + entry.length(), 1);
            }
        }
        return row;
    }

    /**
     * One forward pass of all replicas.
     *
     * @param parameters one array for each entry, of {@link #arrayShape}
     * @param statistics {@code (R, S)}, updated in place when training; may be {@code (R, 0)}
     * @param x {@code (R, B, …inputShape)}; its manager and those of the parameters own what the pass allocates
     * @return logits {@code (R, B, K)}, and the last hidden layer's activations {@code (R, B, width)} where the block shows them;
     *     {@code (R, B · P, …)} where an example has P labels
     */
    public NDList forward(List<NDArray> parameters, NDArray statistics, NDArray x, boolean training) {
        return forward(parameters, statistics, x, training, Hook.NONE);
    }

    /**
     * One forward pass of all replicas, as without a hook, that shows its values to one.
     *
     * @param hook what it returns flows on
     * @throws IllegalArgumentException if the block shows nothing and the hook is not {@link Hook#NONE}
     */
    public NDList forward(List<NDArray> parameters, NDArray statistics, NDArray x, boolean training, Hook hook) {
        if (hook != Hook.NONE && !(block instanceof ReplicaBlock own && own.takesHook())) {
            throw new IllegalArgumentException(
                    "a hook needs a block that shows what flows through it, such as a Decoder's, got "
                            + block.getClass().getName());
        }
        Map<Parameter, NDArray> values = new IdentityHashMap<>();
        for (int i = 0; i < trained.size(); i++) {
            values.put(trained.get(i).parameter(), parameters.get(i));
        }
        if (!running.isEmpty()) {
            slice(running, statistics, x.getManager(), values);
        }
        Store store = new Store(values);
        if (block instanceof ReplicaBlock) {
            return block.forward(store, new NDList(x), training, hook == Hook.NONE ? null : ReplicaBlock.with(hook));
        }
        NDArray logits =
                block.forward(store, new NDList(x.squeeze(0)), training).singletonOrThrow();
        return new NDList(logits.expandDims(0));
    }

    /** Views of the rows; the pass's manager owns them, since the rows live on. */
    private void slice(List<Slot> slots, NDArray rows, NDManager pass, Map<Parameter, NDArray> values) {
        long[] cuts =
                slots.stream().skip(1).mapToLong(slot -> slot.entry().offset()).toArray();
        NDList parts = cuts.length == 0 ? new NDList(rows) : rows.split(cuts, 1);
        if (cuts.length > 0) {
            parts.attach(pass);
        }
        for (int i = 0; i < parts.size(); i++) {
            NDArray value = parts.get(i).reshape(full(slots.get(i)));
            value.attach(pass);
            values.put(slots.get(i).parameter(), value);
        }
    }

    /** Hands the block slices of the rows in place of arrays of its own. */
    private static final class Store extends ParameterStore {

        private final Map<Parameter, NDArray> values;

        Store(Map<Parameter, NDArray> values) {
            this.values = values;
        }

        @Override
        public NDArray getValue(Parameter parameter, Device device, boolean training) {
            return values.get(parameter);
        }
    }
}
