package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import phenomena.model.Network;
import phenomena.model.Precision;
import phenomena.optimize.Numbers;
import phenomena.optimize.Optimizer;

/**
 * The trained parameters of a cohort, and what their optimizers remember.
 *
 * <p>Parameters live in the engine, memories in Java, cut into pieces: an update goes over them once, and of parameters and
 * gradients it takes a piece at a time out of the engine.
 */
final class Weights implements AutoCloseable {

    private static final int BLOCK = 2048; // values: small enough for the first-level cache

    private final List<Network.Entry> entries;
    private final List<Member> members;

    /** One a parameter: {@code (R, …)} or, alone, {@code (…)}. */
    private final List<NDArray> arrays = new ArrayList<>();

    private final List<ByteBuffer> memory = new ArrayList<>(); // the arrays'

    /** One replica: how it moves, and its P parameters, cut into pieces in the order of its row. */
    private record Member(Optimizer optimizer, List<Piece> pieces) {}

    /**
     * What one call of an optimizer moves: numbers of parameter {@code entry}, from its number {@code from} on.
     *
     * @param block what the optimizer remembers, and room for weights and gradient, which all pieces of a cohort share
     */
    private record Piece(int entry, int from, Optimizer.Block block) {}

    /** All parameters 0. */
    private Weights(NDManager manager, Network network, Precision precision, List<Member> members) {
        this.entries = network.entries();
        this.members = members;
        for (int e = 0; e < entries.size(); e++) {
            NDArray array = manager.zeros(network.arrayShape(e), precision.type());
            arrays.add(array);
            memory.add(memoryOf(array));
        }
    }

    /** Fresh rows of P values each, nothing remembered yet. */
    static Weights start(
            NDManager manager, Network network, Precision precision, List<Optimizer> optimizers, List<double[]> rows) {
        IntFunction<Numbers> numbers = precision == Precision.FLOAT64 ? Numbers::float64 : Numbers::float32;
        int longest = network.entries().stream()
                .flatMapToInt(entry -> optimizers.stream().mapToInt(optimizer -> pieceLength(optimizer, entry)))
                .max()
                .orElse(0);
        Optimizer.Block room = new Optimizer.Block(numbers.apply(longest), numbers.apply(longest), List.of());
        List<Member> members = optimizers.stream()
                .map(optimizer -> new Member(optimizer, cut(network, optimizer, numbers, room)))
                .toList();
        Weights weights = new Weights(manager, network, precision, members);
        for (int r = 0; r < rows.size(); r++) {
            weights.setRow(r, rows.get(r));
        }
        return weights;
    }

    /** Rows and memories of the members at these indices, for a network of as many. */
    Weights pick(NDManager manager, Network smaller, Precision precision, List<Integer> kept) {
        Weights picked = new Weights(
                manager, smaller, precision, kept.stream().map(members::get).toList());
        for (int r = 0; r < kept.size(); r++) {
            picked.setRow(r, row(kept.get(r)));
        }
        return picked;
    }

    private static int pieceLength(Optimizer optimizer, Network.Entry entry) {
        return optimizer.needsWholeParameters() ? entry.length() : Math.min(BLOCK, entry.length());
    }

    /** A member's pieces, nothing remembered, with one room for the weights and the gradient of all of them. */
    private static List<Piece> cut(
            Network network, Optimizer optimizer, IntFunction<Numbers> numbers, Optimizer.Block room) {
        List<Piece> pieces = new ArrayList<>();
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            int most = pieceLength(optimizer, entry);
            for (int from = 0; from < entry.length(); from += most) {
                int count = Math.min(most, entry.length() - from);
                List<Numbers> memories = IntStream.range(0, optimizer.memories())
                        .mapToObj(i -> numbers.apply(count))
                        .toList();
                Numbers weights = room.weights().first(count);
                Numbers gradient = room.gradient().first(count);
                pieces.add(new Piece(e, from, new Optimizer.Block(weights, gradient, memories)));
            }
        }
        return pieces;
    }

    /** Where a piece of member {@code r} begins in the engine's array. */
    private int index(int r, Piece piece) {
        return r * entries.get(piece.entry()).length() + piece.from();
    }

    /** The engine's memory of an array on the processor. */
    private static ByteBuffer memoryOf(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    /** One for each of the network's entries. */
    List<NDArray> arrays() {
        return arrays;
    }

    /** Member {@code r}'s parameters, then each of its optimizer's memories: copies. */
    double[][] state(int r) {
        double[][] state = new double[members.get(r).optimizer().memories() + 1][];
        state[0] = row(r);
        for (int i = 1; i < state.length; i++) {
            state[i] = remembered(r, i - 1);
        }
        return state;
    }

    /** Takes back what {@link #state} gave; memories may be left out. */
    void restore(int r, double[][] state) {
        setRow(r, state[0]);
        for (int i = 1; i < state.length; i++) {
            remember(r, i - 1, state[i]);
        }
    }

    /** Member {@code r}'s parameters, P values: a copy. */
    double[] row(int r) {
        double[] row = new double[length()];
        for (Piece piece : members.get(r).pieces()) {
            Numbers weights = piece.block().weights();
            weights.read(memory.get(piece.entry()), index(r, piece));
            copy(weights, row, place(piece));
        }
        return row;
    }

    private void setRow(int r, double[] row) {
        for (Piece piece : members.get(r).pieces()) {
            Numbers weights = piece.block().weights();
            set(weights, row, place(piece));
            weights.write(memory.get(piece.entry()), index(r, piece));
        }
    }

    /** Memory {@code i} of member {@code r}'s optimizer, P values: a copy. */
    private double[] remembered(int r, int i) {
        double[] values = new double[length()];
        members.get(r).pieces().forEach(piece -> copy(piece.block().memories().get(i), values, place(piece)));
        return values;
    }

    private void remember(int r, int i, double[] values) {
        members.get(r).pieces().forEach(piece -> set(piece.block().memories().get(i), values, place(piece)));
    }

    /** Parameters of a member, P. */
    private int length() {
        Network.Entry last = entries.get(entries.size() - 1);
        return last.offset() + last.length();
    }

    /** Where a piece begins in a row. */
    private int place(Piece piece) {
        return entries.get(piece.entry()).offset() + piece.from();
    }

    private static void copy(Numbers from, double[] to, int at) {
        for (int i = 0; i < from.length(); i++) {
            to[at + i] = from.get(i);
        }
    }

    private static void set(Numbers to, double[] from, int at) {
        for (int i = 0; i < to.length(); i++) {
            to.set(i, from[at + i]);
        }
    }

    /**
     * Moves every member by its own rule.
     *
     * @param gradients one for each of {@link #arrays}, of the same shape
     * @param step updates made so far
     */
    void update(List<NDArray> gradients, long step) {
        List<ByteBuffer> slopes = gradients.stream().map(Weights::memoryOf).toList();
        for (int r = 0; r < members.size(); r++) {
            Member member = members.get(r);
            for (Piece piece : member.pieces()) {
                ByteBuffer own = memory.get(piece.entry());
                int index = index(r, piece);
                piece.block().weights().read(own, index);
                piece.block().gradient().read(slopes.get(piece.entry()), index);
                member.optimizer().update(piece.block(), step);
                piece.block().weights().write(own, index);
            }
        }
    }

    @Override
    public void close() {
        arrays.forEach(NDArray::close);
    }
}
