package phenomena.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What lies in a run store's folder, and a progress that no training may start. */
final class StoreFolder {

    private StoreFolder() {}

    /** All but hidden entries. */
    static List<Path> records(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(path -> !path.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** Names of what is not finished. */
    static List<String> unfinished(Path folder) throws IOException {
        if (!Files.exists(folder.resolve(".unfinished"))) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder.resolve(".unfinished"))) {
            return entries.map(path -> path.getFileName().toString()).toList();
        }
    }

    /** Fails the test when a training starts. */
    static final class NoTraining implements Progress {
        @Override
        public void start(String title, long replicaSteps) {
            throw new AssertionError("training must not start");
        }

        @Override
        public void advance(long replicaSteps, List<Row> measured) {}

        @Override
        public void finish(String outcome) {}
    }
}
