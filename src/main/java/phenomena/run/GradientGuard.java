package phenomena.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import phenomena.model.Architecture;

/**
 * Lets no block train whose gradients change when the garbage collector runs between forward and backward.
 *
 * <p>Blocks of this library enter numbers through {@link phenomena.model.Native} and are safe by construction. A block
 * from elsewhere (DJL's own, a reader's) may use the {@code Number} forms of {@code mul}, {@code div} or {@code pow}, whose
 * gradient the collector corrupts. So before such an architecture is trained for the first time, its gradient is taken
 * twice: quietly, and with the freed memory overwritten between the two passes.
 */
final class GradientGuard {

    private static final Set<Architecture> PASSED = new HashSet<>();
    private static final int BUFFERS = 4_000;
    private static final int ROUNDS = 4; // freed memory is reused by chance: one storm may miss it
    private static final long LONGEST_WAIT_MILLIS = 200;

    private GradientGuard() {}

    /**
     * Checks an architecture whose block comes from elsewhere, once per JVM.
     *
     * @param architecture whose block it is
     * @param gradient runs a forward pass, calls its argument on the losses, then a backward pass; the same each time
     * @throws IllegalStateException if the two gradients differ
     */
    static void check(
            NDManager manager,
            Architecture architecture,
            BiFunction<NDManager, UnaryOperator<NDArray>, List<NDArray>> gradient) {
        synchronized (PASSED) { // one at a time: dropout draws from one generator for all threads
            if (!PASSED.contains(architecture)) {
                compare(manager, architecture, gradient);
                PASSED.add(architecture);
            }
        }
    }

    private static void compare(
            NDManager manager,
            Architecture architecture,
            BiFunction<NDManager, UnaryOperator<NDArray>, List<NDArray>> gradient) {
        List<ByteBuffer> quiet = run(manager, gradient, loss -> loss);
        for (int round = 0; round < ROUNDS; round++) {
            List<ByteBuffer> stormy = run(manager, gradient, loss -> {
                overwriteFreedMemory();
                return loss;
            });
            if (quiet.equals(stormy)) {
                continue;
            }
            throw new IllegalStateException(
                    "gradients of " + architecture.getClass().getSimpleName()
                            + " must not depend on garbage collection, but they do: somewhere it multiplies, divides or raises by a"
                            + " Java number; bring that number in with phenomena.model.Native.of, and keep created arrays open");
        }
    }

    private static List<ByteBuffer> run(
            NDManager manager,
            BiFunction<NDManager, UnaryOperator<NDArray>, List<NDArray>> gradient,
            UnaryOperator<NDArray> between) {
        Engine.getInstance().setRandomSeed(0); // dropout, where a block has it, draws from the engine
        try (NDManager scratch = manager.newSubManager()) {
            return gradient.apply(scratch, between).stream()
                    .map(array -> array.toByteBuffer(false))
                    .toList();
        }
    }

    /** Collects what is unreachable and writes over the memory it had. */
    static void overwriteFreedMemory() {
        collect();
        collect(); // what the first collection found, the second knows to be freed
        List<ByteBuffer> overwrite = new ArrayList<>();
        for (int i = 0; i < BUFFERS; i++) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(i % 2 == 0 ? 4 : 16);
            while (buffer.hasRemaining()) {
                buffer.put((byte) 0x42);
            }
            overwrite.add(buffer);
        }
        Reference.reachabilityFence(overwrite);
    }

    /** Runs the collector and waits until it has got to an object that was unreachable from the start. */
    private static void collect() {
        ReferenceQueue<Object> collected = new ReferenceQueue<>();
        Reference<Object> sentinel = new PhantomReference<>(new Object(), collected);
        System.gc();
        try {
            collected.remove(LONGEST_WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Reference.reachabilityFence(sentinel);
    }
}
