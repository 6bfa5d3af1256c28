package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir
    private Path temporary;

    private Path project;

    @BeforeEach
    void write_a_project() throws IOException {
        project = temporary.resolve("a project");
        Files.createDirectories(project.resolve("data"));
        Files.createDirectories(project.resolve("notebooks/assignments/data"));
        Files.createFile(project.resolve("pom.xml"));
        Files.createFile(project.resolve("data/README.md"));
        Files.createFile(project.resolve("notebooks/assignments/data/README.md"));
    }

    @Test
    void finds_the_project_above_the_working_directory() {
        assertThat(DataFolder.find(Optional.empty(), project.resolve("notebooks/assignments")))
                .isEqualTo(project.resolve("data"));
        assertThat(DataFolder.find(Optional.empty(), project)).isEqualTo(project.resolve("data"));
    }

    @Test
    void prefers_the_folder_that_is_named() {
        assertThat(DataFolder.find(Optional.of(project), temporary)).isEqualTo(project.resolve("data"));
    }

    @Test
    void says_what_to_do_when_there_is_no_project() {
        assertThatThrownBy(() -> DataFolder.find(Optional.empty(), temporary))
                .isInstanceOf(DataException.class)
                .hasMessage("the project's data folder must be in the working directory or above it, got " + temporary
                        + "; start from inside the project, or set PHENOMENA_HOME to the project's folder");
        assertThatThrownBy(() -> DataFolder.find(Optional.of(temporary), project))
                .isInstanceOf(DataException.class)
                .hasMessage("PHENOMENA_HOME must be the project's folder, which holds data/README.md, got " + temporary
                        + "; set it to where the project was cloned, or unset it");
    }
}
