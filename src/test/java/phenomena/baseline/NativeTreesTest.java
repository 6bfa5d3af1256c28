package phenomena.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What native code does to a process shows in one of its own: it prints past {@code System.out}. */
class NativeTreesTest {

    /** Fits every baseline that a library computes. */
    static final class Fits {

        public static void main(String[] arguments) {
            Points points = Measured.randomLabels(60, 3, 3, 1);
            for (Baseline baseline :
                    List.of(BoostedTrees.of(2), new RandomForest(2, 100), new SupportVectors(1e4, 1))) {
                Measured.outputs(baseline.fit(points, 0), points);
            }
        }
    }

    private static String printed(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // JDK 24 and later warn of native access unless it is granted, here as to these tests themselves.
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith("--enable-native-access"))
                .forEach(command::add);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Fits.class.getName()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return printed;
    }

    @Test
    void nothing_is_printed() throws Exception {
        assertThat(printed()).isEmpty();
    }

    @Test
    void a_system_without_the_native_library_is_told_which_ones_have_it() throws Exception {
        assertThat(printed("-Dos.arch=riscv64"))
                .startsWith(
                        "Exception in thread \"main\" java.lang.IllegalStateException: trees need XGBoost's native library")
                .contains("riscv64", "libgomp1", "take another baseline");
    }
}
