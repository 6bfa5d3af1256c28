package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import phenomena.model.Native;
import phenomena.optimize.Optimizer;

/**
 * The trained parameters of a cohort, and what their optimizers remember.
 *
 * <p>They live in Java, a row for each member, where the update goes over them once, block by block; the engine holds a
 * copy that the forward pass reads, and each updated block is written straight into it.
 */
final class Weights implements AutoCloseable {

    private static final int BLOCK = 2048; // values: small enough for the first-level cache

    private final List<Optimizer> optimizers;
    private final List<float[]> rows; // R rows of P
    private final List<float[][]> memories; // R times the optimizer's memories, each of P
    private final NDArray array; // (R, P), the engine's copy
    private final FloatBuffer view; // the same memory
    private final float[] gradient = new float[BLOCK];

    private Weights(NDManager manager, List<Optimizer> optimizers, List<float[]> rows, List<float[][]> memories) {
        this.optimizers = optimizers;
        this.rows = rows;
        this.memories = memories;
        int length = rows.get(0).length;
        float[] all = new float[rows.size() * length];
        for (int r = 0; r < rows.size(); r++) {
            System.arraycopy(rows.get(r), 0, all, r * length, length);
        }
        array = Native.of(manager, all, new Shape(rows.size(), length));
        view = floats(array);
    }

    /** Fresh rows, nothing remembered yet. */
    static Weights start(NDManager manager, List<Optimizer> optimizers, List<float[]> rows) {
        List<float[][]> memories = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            memories.add(new float[optimizers.get(r).memories()][rows.get(r).length]);
        }
        return new Weights(manager, optimizers, rows, memories);
    }

    /** Rows and memories of the members at these indices. */
    Weights pick(NDManager manager, List<Integer> members) {
        return new Weights(
                manager,
                members.stream().map(optimizers::get).toList(),
                members.stream().map(rows::get).toList(),
                members.stream().map(memories::get).toList());
    }

    /** Takes parameters and memories from what {@link Cohort#state()} gave. */
    void restore(List<float[][]> state) {
        for (int r = 0; r < rows.size(); r++) {
            float[][] saved = state.get(r);
            System.arraycopy(saved[0], 0, rows.get(r), 0, saved[0].length);
            view.put(r * saved[0].length, rows.get(r));
            for (int i = 0; i < memories.get(r).length; i++) {
                System.arraycopy(saved[i + 2], 0, memories.get(r)[i], 0, saved[i + 2].length);
            }
        }
    }

    /** The engine's memory of an array on the processor, as floats. */
    private static FloatBuffer floats(NDArray array) {
        return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    /** The engine's copy {@code (R, P)}. */
    NDArray array() {
        return array;
    }

    /** Member {@code r}'s parameters, P values: the live row. */
    float[] row(int r) {
        return rows.get(r);
    }

    /** Member {@code r}'s memories: the live arrays. */
    float[][] memories(int r) {
        return memories.get(r);
    }

    /**
     * Moves every member by its own rule.
     *
     * @param gradients {@code (R, P)}
     * @param step updates made so far
     */
    void update(NDArray gradients, long step) {
        FloatBuffer slopes = floats(gradients);
        int length = rows.get(0).length;
        for (int r = 0; r < rows.size(); r++) {
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                slopes.get(r * length + from, gradient, 0, count);
                optimizers
                        .get(r)
                        .update(new Optimizer.Block(rows.get(r), from, count, gradient, memories.get(r)), step);
                view.put(r * length + from, rows.get(r), from, count);
            }
        }
    }

    @Override
    public void close() {
        array.close();
    }
}
