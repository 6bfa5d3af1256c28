package phenomena.notebook;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Starts {@code environment/lab} as a reader would, with the smoke budget and records in a folder of the test's own. */
final class Launcher {
    static final Path PROJECT = Path.of("").toAbsolutePath();
    static final Path NOTEBOOKS = PROJECT.resolve("notebooks");

    /** What the caller's shell may have set for itself. */
    private static final List<String> FOREIGN =
            List.of(Lab.RETRAIN, ProgressChoice.VARIABLE, "PHENOMENA_DISPLAY", "JUPYTER_CONFIG_PATH", "JUPYTER_PATH");

    private Launcher() {}

    /** The command, not started; standard input is empty. */
    static ProcessBuilder lab(Path records, String... arguments) {
        boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
        Stream<String> launcher = Stream.of(
                windows ? "python" : "python3",
                PROJECT.resolve("environment").resolve("lab").toString());
        var command =
                new ProcessBuilder(Stream.concat(launcher, Stream.of(arguments)).toList());
        Map<String, String> environment = command.environment();
        FOREIGN.forEach(environment::remove);
        environment.put(Lab.RUNS, records.toString());
        environment.put("PHENOMENA_BUDGET", "smoke");
        return command.redirectInput(ProcessBuilder.Redirect.from(nothing(windows)))
                .redirectErrorStream(true);
    }

    private static File nothing(boolean windows) {
        return new File(windows ? "NUL" : "/dev/null");
    }
}
