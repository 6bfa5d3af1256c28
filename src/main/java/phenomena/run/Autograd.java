package phenomena.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * The engine's automatic differentiation, one recording per thread.
 *
 * <p>DJL's own {@code GradientCollector} holds a process-wide lock; the calls beneath it do not, since PyTorch keeps its
 * gradient mode per thread. So several trainings run at once in one JVM.
 */
final class Autograd {

    private Autograd() {}

    /** Sets how many threads one engine operation may use, for operations started by this thread. */
    static void useThreads(int threads) {
        Engine.getInstance();
        JniUtils.setNumThreads(threads);
    }

    /** Runs {@code body} without recording it. */
    static <T> T unrecorded(Supplier<T> body) {
        return withRecording(false, body);
    }

    /** Runs {@code body} and records it for {@link #gradient}. */
    static <T> T recorded(Supplier<T> body) {
        return withRecording(true, body);
    }

    private static <T> T withRecording(boolean recording, Supplier<T> body) {
        boolean before = JniUtils.isGradMode();
        JniUtils.setGradMode(recording);
        try {
            return body.get();
        } finally {
            JniUtils.setGradMode(before);
        }
    }

    /** A view of {@code values}, attached to {@code scratch}, with respect to which gradients are taken. */
    static NDArray leaf(NDManager scratch, NDArray values) {
        NDArray leaf = values.stopGradient();
        leaf.attach(scratch);
        leaf.setRequiresGradient(true);
        return leaf;
    }

    /** The gradient of the scalar {@code loss}, recorded before, with respect to {@code leaf}; same shape as the leaf. */
    static NDArray gradient(NDManager scratch, NDArray loss, NDArray leaf) {
        NDArray one = scratch.ones(loss.getShape());
        JniUtils.backward((PtNDArray) loss, (PtNDArray) one, false, false);
        NDArray gradient = leaf.getGradient();
        gradient.attach(scratch);
        return gradient;
    }
}
