package phenomena.notebook;

import java.lang.reflect.Field;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Lets the stop button end a training and keep its cell.
 *
 * <p>A kernel runs a cell on a worker thread and stops it with {@code Future.cancel(true)}. That interrupts the worker,
 * but also gives the cell up at once: whatever the worker returns afterwards is lost. While stoppable work runs, the
 * kernel's table of running cells therefore holds futures whose first cancellation only interrupts.
 */
final class SoftInterrupt {
    /** How long the kernel may take from starting a cell to entering it in its table. */
    private static final long ENTRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Future<Object>> running;

    private SoftInterrupt(Map<String, Future<Object>> running) {
        this.running = running;
    }

    static SoftInterrupt of(Map<String, Future<Object>> running) {
        return new SoftInterrupt(running);
    }

    /**
     * Finds the table of running cells in JJava's kernel, which has no method for it.
     *
     * @return empty where the kernel is built differently; its stop button then gives the cell up
     */
    @SuppressWarnings("unchecked")
    static Optional<SoftInterrupt> ofKernel(Object kernel) {
        try {
            Object evaluator = kernel.getClass().getMethod("getEvaluator").invoke(kernel);
            Object control = field(evaluator, "execControl");
            return Optional.of(new SoftInterrupt((Map<String, Future<Object>>) field(control, "running")));
        } catch (ReflectiveOperationException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Object field(Object owner, String name) throws ReflectiveOperationException {
        Field field = owner.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(owner);
    }

    <T> T run(Supplier<T> work) {
        var interrupted = new AtomicBoolean();
        Thread worker = Thread.currentThread();
        long deadline = System.nanoTime() + ENTRY_NANOS;
        while (running.values().stream().allMatch(Future::isDone) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        running.replaceAll((id, cell) -> new Stoppable(cell, worker, interrupted));
        try {
            return work.get();
        } finally {
            running.replaceAll((id, cell) -> cell instanceof Stoppable stoppable ? stoppable.cell : cell);
            // A cell given up meanwhile was not recognised, hence not removed, by the kernel.
            running.values().removeIf(Future::isDone);
            if (interrupted.get()) {
                // A stop that came as the work ended must not fail the cell's next file access.
                Thread.interrupted();
            }
        }
    }

    /** A running cell whose first cancellation interrupts its worker and whose second gives it up. */
    private record Stoppable(Future<Object> cell, Thread worker, AtomicBoolean interrupted) implements Future<Object> {

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            if (interrupted.compareAndSet(false, true)) {
                worker.interrupt();
                return true;
            }
            return cell.cancel(mayInterruptIfRunning);
        }

        @Override
        public boolean isCancelled() {
            return cell.isCancelled();
        }

        @Override
        public boolean isDone() {
            return cell.isDone();
        }

        @Override
        public Object get() throws InterruptedException, ExecutionException, CancellationException {
            return cell.get();
        }

        @Override
        public Object get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            return cell.get(timeout, unit);
        }
    }
}
