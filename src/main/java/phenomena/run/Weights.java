package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import phenomena.model.Network;
import phenomena.model.Precision;
import phenomena.optimize.Numbers;
import phenomena.optimize.Optimizer;

/**
 * The trained parameters of a cohort, and what their optimizers remember.
 *
 * <p>They live in Java, in pieces, where the update goes over them once, piece by piece; the engine holds a copy of each
 * parameter that the forward pass reads, and each updated piece is written straight into it.
 */
final class Weights implements AutoCloseable {

    private static final int BLOCK = 2048; // values: small enough for the first-level cache

    private final List<Network.Entry> entries;
    private final List<Member> members;

    /** The engine's copies, one a parameter: {@code (R, …)} or, alone, {@code (…)}. */
    private final List<NDArray> arrays = new ArrayList<>();

    private final List<ByteBuffer> memory = new ArrayList<>(); // the arrays'

    /** One replica: how it moves, and its P parameters, cut into pieces in the order of its row. */
    private record Member(Optimizer optimizer, List<Piece> pieces) {}

    /** What one call of an optimizer moves: numbers of parameter {@code entry}, from its number {@code from} on. */
    private record Piece(int entry, int from, Optimizer.Block block) {}

    private Weights(NDManager manager, Network network, Precision precision, List<Member> members) {
        this.entries = network.entries();
        this.members = members;
        for (int e = 0; e < entries.size(); e++) {
            NDArray array = manager.zeros(network.arrayShape(e), precision.type());
            arrays.add(array);
            memory.add(memoryOf(array));
        }
        for (int r = 0; r < members.size(); r++) {
            show(r);
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
        Numbers gradient = numbers.apply(longest); // of the piece at hand
        List<Member> members = optimizers.stream()
                .map(optimizer -> new Member(optimizer, cut(network, optimizer, numbers, gradient)))
                .toList();
        for (int r = 0; r < rows.size(); r++) {
            set(network.entries(), members.get(r), Optimizer.Block::weights, rows.get(r));
        }
        return new Weights(manager, network, precision, members);
    }

    /** Rows and memories of the members at these indices, for a network of as many. */
    Weights pick(NDManager manager, Network smaller, Precision precision, List<Integer> kept) {
        return new Weights(
                manager, smaller, precision, kept.stream().map(members::get).toList());
    }

    private static int pieceLength(Optimizer optimizer, Network.Entry entry) {
        return optimizer.needsWholeParameters() ? entry.length() : Math.min(BLOCK, entry.length());
    }

    /** A member's pieces, all zeros, with one gradient for all of them. */
    private static List<Piece> cut(
            Network network, Optimizer optimizer, IntFunction<Numbers> numbers, Numbers gradient) {
        List<Piece> pieces = new ArrayList<>();
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            int most = pieceLength(optimizer, entry);
            for (int from = 0; from < entry.length(); from += most) {
                int count = Math.min(most, entry.length() - from);
                List<Numbers> memories = IntStream.range(0, optimizer.memories())
                        .mapToObj(i -> numbers.apply(count))
                        .toList();
                pieces.add(
                        new Piece(e, from, new Optimizer.Block(numbers.apply(count), gradient.first(count), memories)));
            }
        }
        return pieces;
    }

    /** Copies member {@code r}'s parameters to the engine. */
    private void show(int r) {
        members.get(r).pieces().forEach(piece -> show(r, piece));
    }

    private void show(int r, Piece piece) {
        piece.block().weights().write(memory.get(piece.entry()), index(r, piece));
    }

    /** Where a piece of member {@code r} begins in the engine's array. */
    private int index(int r, Piece piece) {
        return r * entries.get(piece.entry()).length() + piece.from();
    }

    /** The engine's memory of an array on the processor. */
    private static ByteBuffer memoryOf(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    /** The engine's copies, one for each of the network's entries. */
    List<NDArray> arrays() {
        return arrays;
    }

    /** Member {@code r}'s parameters, then each of its optimizer's memories: copies. */
    double[][] state(int r) {
        double[][] state = new double[members.get(r).optimizer().memories() + 1][];
        state[0] = row(r);
        for (int i = 1; i < state.length; i++) {
            state[i] = values(members.get(r), remembered(i - 1));
        }
        return state;
    }

    /** Takes back what {@link #state} gave; memories may be left out. */
    void restore(int r, double[][] state) {
        set(entries, members.get(r), Optimizer.Block::weights, state[0]);
        for (int i = 1; i < state.length; i++) {
            set(entries, members.get(r), remembered(i - 1), state[i]);
        }
        show(r);
    }

    /** Member {@code r}'s parameters, P values: a copy. */
    double[] row(int r) {
        return values(members.get(r), Optimizer.Block::weights);
    }

    private static Function<Optimizer.Block, Numbers> remembered(int i) {
        return block -> block.memories().get(i);
    }

    private double[] values(Member member, Function<Optimizer.Block, Numbers> of) {
        Network.Entry last = entries.get(entries.size() - 1);
        double[] values = new double[last.offset() + last.length()];
        for (Piece piece : member.pieces()) {
            Numbers numbers = of.apply(piece.block());
            int at = entries.get(piece.entry()).offset() + piece.from();
            for (int i = 0; i < numbers.length(); i++) {
                values[at + i] = numbers.get(i);
            }
        }
        return values;
    }

    private static void set(
            List<Network.Entry> entries, Member member, Function<Optimizer.Block, Numbers> of, double[] values) {
        for (Piece piece : member.pieces()) {
            Numbers numbers = of.apply(piece.block());
            int at = entries.get(piece.entry()).offset() + piece.from();
            for (int i = 0; i < numbers.length(); i++) {
                numbers.set(i, values[at + i]);
            }
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
                piece.block().gradient().read(slopes.get(piece.entry()), index(r, piece));
                member.optimizer().update(piece.block(), step);
                show(r, piece);
            }
        }
    }

    @Override
    public void close() {
        arrays.forEach(NDArray::close);
    }
}
