package phenomena.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs passes side by side until all have ended; none outlives the call. */
final class Passes {

    private final AtomicBoolean stopped;

    /** @param stopped set when the calling thread is interrupted or a pass fails: passes heed it and end */
    Passes(AtomicBoolean stopped) {
        this.stopped = stopped;
    }

    /**
     * Runs all passes, {@code workers} at once; what the first of them failed with is thrown when the others have ended.
     *
     * @return when all have ended, also where the thread is interrupted
     */
    void run(List<Runnable> passes, int workers) {
        ExecutorService threads = Executors.newFixedThreadPool(workers, work -> {
            Thread thread = new Thread(work, "phenomena-training");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> futures = new ArrayList<>();
            for (Runnable pass : passes) {
                futures.add(threads.submit(() -> stopOthersOnFailure(pass)));
            }
            Throwable failure = null;
            for (Future<?> future : futures) {
                Throwable failed = await(future);
                failure = failure == null ? failed : failure;
            }
            rethrow(failure);
        } catch (RuntimeException | Error e) {
            stopped.set(true); // also where there was no thread left for a pass
            throw e;
        } finally {
            threads.shutdown();
            awaitEnd(threads);
        }
    }

    /** What fails one pass, memory above all, would fail the others: they keep what they have and end. */
    private void stopOthersOnFailure(Runnable pass) {
        try {
            pass.run();
        } catch (RuntimeException | Error e) {
            stopped.set(true);
            throw e;
        }
    }

    /** Waits for a pass and says what it failed with, or null. */
    private Throwable await(Future<?> pass) {
        while (true) {
            try {
                pass.get();
                return null;
            } catch (InterruptedException e) {
                stopped.set(true);
            } catch (ExecutionException e) {
                return e.getCause();
            }
        }
    }

    private void awaitEnd(ExecutorService threads) {
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                stopped.set(true);
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }
}
