package phenomena.run;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
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

    /** Runs {@code body} and records it for {@link #gradients}. */
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

    /** Views of {@code arrays}, attached to {@code scratch}, with respect to which gradients are taken. */
    static List<NDArray> leaves(NDManager scratch, List<NDArray> arrays) {
        List<NDArray> leaves = views(scratch, arrays);
        leaves.forEach(leaf -> leaf.setRequiresGradient(true));
        return leaves;
    }

    /** Views of {@code arrays}, attached to {@code scratch}: what is computed from them goes with it. */
    static List<NDArray> views(NDManager scratch, List<NDArray> arrays) {
        List<NDArray> views = new ArrayList<>();
        for (NDArray array : arrays) {
            NDArray view = array.stopGradient();
            view.attach(scratch);
            views.add(view);
        }
        return views;
    }

    /** The gradients of the sum of {@code losses}, recorded before, with respect to the leaves; of the leaves' shapes. */
    static List<NDArray> gradients(NDManager scratch, NDArray losses, List<NDArray> leaves) {
        NDArray ones = scratch.ones(losses.getShape(), losses.getDataType());
        JniUtils.backward((PtNDArray) losses, (PtNDArray) ones, false, false);
        List<NDArray> gradients = new ArrayList<>();
        for (NDArray leaf : leaves) {
            NDArray gradient = leaf.getGradient();
            gradient.attach(scratch);
            gradients.add(gradient);
        }
        return gradients;
    }
}
