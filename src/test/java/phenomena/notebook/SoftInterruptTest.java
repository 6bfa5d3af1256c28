package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A kernel's execution of one cell: a future in a table, cancelled by the stop button. */
@Timeout(30)
class SoftInterruptTest {
    private final ExecutorService worker = Executors.newSingleThreadExecutor();
    private final Map<String, Future<Object>> running = new ConcurrentHashMap<>();
    private final SoftInterrupt soft = SoftInterrupt.of(running);
    private final CountDownLatch training = new CountDownLatch(1);
    private final CountDownLatch saving = new CountDownLatch(1);

    @AfterEach
    void stopTheWorker() {
        worker.shutdownNow();
    }

    private Future<Object> startCell(Supplier<Object> code) {
        Future<Object> cell = worker.submit(code::get);
        running.put("cell", cell);
        return cell;
    }

    private void pressStop() {
        running.forEach((id, cell) -> cell.cancel(true));
    }

    private static boolean awaitInterrupt(CountDownLatch reached) {
        reached.countDown();
        try {
            new CountDownLatch(1).await();
            return false;
        } catch (InterruptedException e) {
            return true;
        }
    }

    @Test
    void the_first_stop_ends_the_work_and_the_cell_gets_its_result() throws Exception {
        Future<Object> cell = startCell(() -> soft.run(() -> awaitInterrupt(training) ? "partial" : "whole"));
        training.await();
        pressStop();

        assertThat(cell.get()).isEqualTo("partial");
    }

    @Test
    void the_second_stop_abandons_the_cell() throws Exception {
        Future<Object> cell =
                startCell(() -> soft.run(() -> awaitInterrupt(training) && awaitInterrupt(saving) ? "late" : "whole"));
        training.await();
        pressStop();
        saving.await();
        pressStop();

        assertThatExceptionOfType(CancellationException.class).isThrownBy(cell::get);
    }

    @Test
    void after_the_work_the_stop_button_is_the_kernels_own_again() throws Exception {
        Future<Object> cell = startCell(() -> {
            soft.run(() -> "trained");
            return awaitInterrupt(training);
        });
        training.await();

        assertThat(running).containsEntry("cell", cell);
        pressStop();
        assertThat(cell.isCancelled()).isTrue();
    }

    @Test
    void a_stop_that_comes_as_the_work_ends_does_not_reach_the_rest_of_the_cell() throws Exception {
        Future<Object> cell = startCell(() -> {
            soft.run(() -> {
                training.countDown();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return "trained, interrupt unread";
            });
            return Thread.currentThread().isInterrupted();
        });
        training.await();
        pressStop();

        assertThat(cell.get()).isEqualTo(false);
    }

    @Test
    void a_kernel_built_otherwise_is_left_alone() {
        assertThat(SoftInterrupt.ofKernel("no kernel")).isEmpty();
    }
}
