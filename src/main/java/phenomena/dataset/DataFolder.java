package phenomena.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the data lie: the project's {@code data/} folder, and folders that the reader names. */
public final class DataFolder {

    private DataFolder() {}

    /**
     * The project's {@code data/} folder: under {@code PHENOMENA_HOME} (a system property or an environment variable) if
     * that is set, else under the first folder, from the working directory upwards, that holds {@code pom.xml} and
     * {@code data/README.md}.
     *
     * @throws DataException if there is none
     */
    public static Path find() {
        return find(setting("PHENOMENA_HOME"), Path.of("").toAbsolutePath());
    }

    static Path find(Optional<Path> home, Path workingDirectory) {
        if (home.isPresent()) {
            Path data = home.get().resolve("data");
            if (!Files.isRegularFile(data.resolve("README.md"))) {
                throw new DataException("PHENOMENA_HOME must be the project's folder, which holds data/README.md, got "
                        + home.get() + "; set it to where the project was cloned, or unset it");
            }
            return data;
        }
        for (Path folder = workingDirectory; folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("data");
            if (Files.isRegularFile(folder.resolve("pom.xml")) && Files.isRegularFile(data.resolve("README.md"))) {
                return data;
            }
        }
        throw new DataException("the project's data folder must be in the working directory or above it, got "
                + workingDirectory + "; start from inside the project, or set PHENOMENA_HOME to the project's folder");
    }

    /** A folder named by a system property or, where that is not set, by the environment variable of the same name. */
    static Optional<Path> setting(String name) {
        String value = System.getProperty(name, System.getenv(name));
        try {
            return value == null || value.isBlank()
                    ? Optional.empty()
                    : Optional.of(Path.of(value).toAbsolutePath());
        } catch (InvalidPathException e) {
            throw new DataException(name + " must be a folder, got " + value, e);
        }
    }
}
