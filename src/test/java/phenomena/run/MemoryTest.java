package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.measure.ErrorRate;
import phenomena.model.Cnn;
import phenomena.model.Mlp;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

/** A thousand small runs in one process, whose heap and code keep one size so that what grows is native. */
class MemoryTest {

    private static final int WARM_UP = 200;
    private static final int RUNS = 1_000;

    /** A run has several arrays of 27 kB or more; one of them lost in each run would be 27 MB. Seen: 3 MB. */
    private static final long MOST_GROWTH = 13_500_000;

    @TempDir
    Path folder;

    /** Runs two networks by turns, every tenth filed, and prints memory, arrays and threads before and after. */
    static final class ThousandRuns {
        public static void main(String[] arguments) throws IOException {
            Path store = Path.of(arguments[0]);
            for (int i = 0; i < WARM_UP; i++) {
                run(store, i);
            }
            System.out.println(state());
            for (int i = 0; i < RUNS; i++) {
                run(store, i);
            }
            System.out.println(state());
            try (NDManager manager = NDManager.newBaseManager()) {
                NDArray kept = manager.zeros(new Shape(1)); // shows that a lost array would be counted
                System.out.println(state());
                kept.close();
            }
        }

        private static void run(Path store, int i) {
            Protocol protocol = Tiny.protocol("small", i % 2 == 0 ? new Mlp(1, 64, 1) : new Cnn(4, 8, 64, 3, 1))
                    .withMeasurement(
                            new Measurement(List.of(new ErrorRate()), 1, List.of(Measurement.END), Measurement.ALL))
                    .withSeeds(i % 2 == 0 ? 2 : 1);
            protocol = Tiny.withSteps(protocol, 2);
            Run run = Tiny.runner(store)
                    .run(List.of(i % 10 < 2 ? protocol : protocol.withTask(new RunnerTest.Signals())), Instant.MAX)
                    .get(0);
            if (!run.isComplete()) {
                throw new AssertionError(run);
            }
        }

        private static String state() throws IOException {
            System.gc();
            return residentBytes() + " " + arrays() + " "
                    + Thread.getAllStackTraces().keySet().stream()
                            .filter(thread -> thread.getName().equals("phenomena-training"))
                            .count();
        }

        /** What the process holds in memory; 0 where the system does not say. */
        private static long residentBytes() throws IOException {
            Path statm = Path.of("/proc/self/statm");
            return Files.exists(statm)
                    ? 4096 * Long.parseLong(Files.readString(statm).split(" ")[1])
                    : 0;
        }

        private static int arrays() {
            try (NDManager manager = NDManager.newBaseManager()) {
                return manager.getParentManager().getManagedArrays().size();
            }
        }
    }

    @Test
    void a_thousand_runs_leave_no_array_no_thread_and_no_native_memory() throws Exception {
        List<String> fixedHeap =
                List.of("-Xms96m", "-Xmx96m", "-XX:+AlwaysPreTouch", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        Process process = ChildJvm.start(ThousandRuns.class, fixedHeap, folder.toString());
        List<long[]> states;
        try (BufferedReader output = process.inputReader()) {
            states = output.lines().map(MemoryTest::numbers).toList();
        } finally {
            process.destroy();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(states).hasSize(3);
        assertThat(states.get(1)[0] - states.get(0)[0]).as("growth in bytes").isLessThan(MOST_GROWTH);
        assertThat(states.get(1)[1]).as("live arrays").isZero();
        assertThat(states.get(2)[1]).as("live arrays, one of them kept").isEqualTo(1);
        assertThat(states.get(1)[2]).as("training threads").isZero();
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToLong(Long::parseLong).toArray();
    }
}
