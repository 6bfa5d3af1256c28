package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
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
 * <p>They live in Java, a row for each member, where the update goes over them once, block by block; the engine holds a
 * copy of each parameter that the forward pass reads, and each updated block is written straight into it.
 */
final class Weights implements AutoCloseable {

    private static final int BLOCK = 2048; // values: small enough for the first-level cache

    private final Network network;
    private final List<Member> members = new ArrayList<>();
    private final List<NDArray> arrays =
            new ArrayList<>(); // the engine's copies, one a parameter, (R, …) or, alone, (…)
    private final List<ByteBuffer> memory = new ArrayList<>(); // the same memory
    private final List<Piece> pieces = new ArrayList<>();
    private final Numbers gradient; // as long as the longest piece

    /** One replica: how it moves, its P parameters, and what its optimizer remembers of each. */
    private record Member(Optimizer optimizer, Numbers row, List<Numbers> memories) {}

    /** What one call of an optimizer moves: numbers of parameter {@code entry}, from {@code index} on in the engine's copy. */
    private record Piece(Optimizer optimizer, int entry, int index, Optimizer.Block block) {}

    private Weights(NDManager manager, Network network, Precision precision, List<Member> members) {
        this.network = network;
        this.members.addAll(members);
        int longest = 1;
        for (int e = 0; e < network.entries().size(); e++) {
            Shape shape = network.arrayShape(e);
            NDArray array = manager.zeros(shape, precision.type());
            arrays.add(array);
            memory.add(floats(array));
            for (Member member : members) {
                longest = Math.max(
                        longest,
                        pieceLength(member.optimizer(), network.entries().get(e)));
            }
        }
        gradient = numbers(precision).apply(longest);
        for (int r = 0; r < members.size(); r++) {
            cut(members.get(r), r);
            show(r);
        }
    }

    /** Fresh rows of P values each, nothing remembered yet. */
    static Weights start(
            NDManager manager, Network network, Precision precision, List<Optimizer> optimizers, List<double[]> rows) {
        List<Member> members = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            int length = rows.get(r).length;
            Numbers row = numbers(precision).apply(length);
            set(row, rows.get(r));
            Optimizer optimizer = optimizers.get(r);
            members.add(new Member(
                    optimizer,
                    row,
                    IntStream.range(0, optimizer.memories())
                            .mapToObj(i -> numbers(precision).apply(length))
                            .toList()));
        }
        return new Weights(manager, network, precision, members);
    }

    /** Rows and memories of the members at these indices, for a network of as many. */
    Weights pick(NDManager manager, Network smaller, Precision precision, List<Integer> kept) {
        return new Weights(
                manager, smaller, precision, kept.stream().map(members::get).toList());
    }

    private static IntFunction<Numbers> numbers(Precision precision) {
        return precision == Precision.FLOAT64 ? Numbers::float64 : Numbers::float32;
    }

    private static int pieceLength(Optimizer optimizer, Network.Entry entry) {
        return optimizer.needsWholeParameters() ? entry.length() : Math.min(BLOCK, entry.length());
    }

    private void cut(Member member, int r) {
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            int most = pieceLength(member.optimizer(), entry);
            for (int from = 0; from < entry.length(); from += most) {
                int at = entry.offset() + from;
                int count = Math.min(most, entry.length() - from);
                Optimizer.Block block = new Optimizer.Block(
                        member.row().part(at, count),
                        gradient.part(0, count),
                        member.memories().stream()
                                .map(memory -> memory.part(at, count))
                                .toList());
                pieces.add(new Piece(member.optimizer(), e, r * entry.length() + from, block));
            }
        }
    }

    /** Copies member {@code r}'s row to the engine. */
    private void show(int r) {
        for (int e = 0; e < network.entries().size(); e++) {
            Network.Entry entry = network.entries().get(e);
            members.get(r).row().part(entry.offset(), entry.length()).write(memory.get(e), r * entry.length());
        }
    }

    /** The engine's memory of an array on the processor. */
    private static ByteBuffer floats(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder());
    }

    /** The engine's copies, one for each of the network's entries. */
    List<NDArray> arrays() {
        return arrays;
    }

    /** Member {@code r}'s parameters, then each of its optimizer's memories: copies. */
    double[][] state(int r) {
        List<Numbers> memories = members.get(r).memories();
        double[][] state = new double[memories.size() + 1][];
        state[0] = values(members.get(r).row());
        for (int i = 0; i < memories.size(); i++) {
            state[i + 1] = values(memories.get(i));
        }
        return state;
    }

    /** Takes back what {@link #state} gave. */
    void restore(int r, double[][] state) {
        set(members.get(r).row(), state[0]);
        for (int i = 0; i + 1 < state.length; i++) {
            set(members.get(r).memories().get(i), state[i + 1]);
        }
        show(r);
    }

    /** Member {@code r}'s parameters, P values: a copy. */
    double[] row(int r) {
        return values(members.get(r).row());
    }

    private static double[] values(Numbers numbers) {
        double[] values = new double[numbers.length()];
        for (int i = 0; i < values.length; i++) {
            values[i] = numbers.get(i);
        }
        return values;
    }

    private static void set(Numbers numbers, double[] values) {
        for (int i = 0; i < values.length; i++) {
            numbers.set(i, values[i]);
        }
    }

    /**
     * Moves every member by its own rule.
     *
     * @param gradients one for each of {@link #arrays}, of the same shape
     * @param step updates made so far
     */
    void update(List<NDArray> gradients, long step) {
        List<ByteBuffer> slopes = gradients.stream().map(Weights::floats).toList();
        for (Piece piece : pieces) {
            piece.block().gradient().read(slopes.get(piece.entry()), piece.index());
            piece.optimizer().update(piece.block(), step);
            piece.block().weights().write(memory.get(piece.entry()), piece.index());
        }
    }

    @Override
    public void close() {
        arrays.forEach(NDArray::close);
    }
}
