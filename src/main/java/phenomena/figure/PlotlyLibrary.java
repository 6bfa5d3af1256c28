package phenomena.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The copy of plotly.js on this machine; no address on the network is ever used. */
final class PlotlyLibrary {
    private static final String PLACE = "plotly/package_data/plotly.min.js";

    private PlotlyLibrary() {}

    /**
     * The file: {@code PHENOMENA_PLOTLY_JS} if it is set, else the one that the launcher's Python {@code plotly} carries.
     *
     * @throws IllegalStateException if there is none, with where it was looked for
     */
    static Path find() {
        String named = setting("PHENOMENA_PLOTLY_JS");
        if (!named.isEmpty()) {
            if (Files.isRegularFile(Path.of(named))) {
                return Path.of(named);
            }
            throw new IllegalStateException(
                    "PHENOMENA_PLOTLY_JS must name a plotly.min.js, got " + named + ", which is not a file");
        }
        String home = setting("PHENOMENA_HOME");
        if (home.isEmpty()) {
            throw new IllegalStateException(
                    "HTML figures need plotly.js: set PHENOMENA_PLOTLY_JS to a plotly.min.js (the"
                            + " Python package plotly carries one), or start the notebook with environment/lab");
        }
        Path environment = Path.of(home, "environment", ".venv");
        return candidates(environment).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("HTML figures need plotly.js, and there is no " + PLACE
                        + " in " + environment
                        + ": run environment/lab once to set it up, or set PHENOMENA_PLOTLY_JS to"
                        + " a plotly.min.js"));
    }

    private static List<Path> candidates(Path environment) {
        List<Path> candidates =
                new ArrayList<>(List.of(environment.resolve("Lib/site-packages").resolve(PLACE)));
        Path lib = environment.resolve("lib");
        if (Files.isDirectory(lib)) {
            try (DirectoryStream<Path> pythons = Files.newDirectoryStream(lib, "python3*")) {
                pythons.forEach(
                        python -> candidates.add(python.resolve("site-packages").resolve(PLACE)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot look for plotly.js in " + lib, e);
            }
        }
        return candidates;
    }

    /** A system property, else the environment variable of the same name, else empty. */
    static String setting(String name) {
        return Optional.ofNullable(System.getProperty(name, System.getenv(name)))
                .orElse("");
    }
}
