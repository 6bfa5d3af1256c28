package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every notebook of the project: as it is committed, and as a reader executes it. */
@Timeout(600)
class NotebookIT {
    private static final int LONGEST_CELL = 15;
    private static final long LARGEST = 3_000_000;

    /** Folders that name somebody's machine; in an address, a letter or a dot stands before the slash. */
    private static final Pattern MACHINE_PATH =
            Pattern.compile("(?<![\\w./~-])/(home|root|Users|tmp|var|opt|usr|mnt)/\\w|\\b[A-Z]:\\\\Users\\\\");

    @TempDir
    static Path folder;

    private static final Map<Path, Execution> EXECUTIONS = new HashMap<>();

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ParameterizedTest(name = "{0}")
    @MethodSource("phenomena.notebook.NotebookIT#notebooks")
    @interface ForEachNotebook {}

    static Stream<Path> notebooks() throws IOException {
        return NotebookFile.all().stream().map(Launcher.NOTEBOOKS::relativize);
    }

    /**
     * What came of executing a notebook through the launcher.
     *
     * @param status the launcher's exit status; -1 where it did not end in time
     * @param said what it printed
     * @param changed whether the committed file was touched
     * @param notebook the notebook it saved; null where it saved none
     */
    private record Execution(int status, String said, boolean changed, NotebookFile notebook) {

        static Execution of(Path notebook) throws IOException, InterruptedException {
            byte[] before = Files.readAllBytes(Launcher.NOTEBOOKS.resolve(notebook));
            Path saved = folder.resolve("saved");
            Path log = folder.resolve("log");
            String name = notebook.toString().replace(".ipynb", "");
            Process lab = Launcher.lab(
                            folder.resolve("runs"), "run", name, "--budget", "smoke", "--output", saved.toString())
                    .redirectOutput(log.toFile())
                    .start();
            int status;
            try {
                status = lab.waitFor(9, TimeUnit.MINUTES) ? lab.exitValue() : -1;
            } finally {
                lab.descendants().forEach(ProcessHandle::destroyForcibly);
                lab.destroyForcibly();
            }
            byte[] after = Files.readAllBytes(Launcher.NOTEBOOKS.resolve(notebook));
            Path file = saved.resolve(notebook);
            NotebookFile executed = Files.exists(file) ? NotebookFile.read(file) : null;
            return new Execution(status, Files.readString(log), !Arrays.equals(before, after), executed);
        }
    }

    /** Each notebook is executed once, by the first test that asks. */
    private static NotebookFile executed(Path notebook) throws Exception {
        Execution execution = EXECUTIONS.get(notebook);
        if (execution == null) {
            execution = Execution.of(notebook);
            EXECUTIONS.put(notebook, execution);
        }
        assertThat(execution.status).as(execution.said).isZero();
        assertThat(execution.notebook).as(execution.said).isNotNull();
        assertThat(execution.changed).as("the committed file changed").isFalse();
        return execution.notebook;
    }

    private static NotebookFile committed(Path notebook) throws IOException {
        return NotebookFile.read(Launcher.NOTEBOOKS.resolve(notebook));
    }

    @ForEachNotebook
    void executes_every_cell_without_an_error_or_a_word_on_stderr(Path notebook) throws Exception {
        NotebookFile executed = executed(notebook);

        assertThat(sources(executed)).isEqualTo(sources(committed(notebook)));
        assertThat(executed.troubles()).isEmpty();
        assertThat(executed.notExecuted()).isEmpty();
    }

    private static List<String> sources(NotebookFile notebook) {
        return notebook.codeCells().stream().map(NotebookFile::source).toList();
    }

    @ForEachNotebook
    void shows_figures_as_plotly_json_and_none_as_html(Path notebook) throws Exception {
        assertFigures(executed(notebook));
        assertThat(executed(notebook).figures())
                .noneMatch(figure -> figure.path("data").has(NotebookFile.PNG));
    }

    private static void assertFigures(NotebookFile notebook) {
        assertThat(notebook.figures()).isNotEmpty().allSatisfy(figure -> {
            JsonNode plotly = figure.get("data").get(Displayed.PLOTLY);
            assertThat(plotly.isObject()).isTrue();
            assertThat(plotly.path("data")).isNotEmpty();
            assertThat(NotebookFile.text(figure.at("/data/text~1plain"))).isNotBlank();
            assertThat(figure.get("data").has(Displayed.HTML)).isFalse();
        });
        assertThat(htmls(notebook)).noneMatch(html -> html.contains("plotly"));
    }

    private static List<String> htmls(NotebookFile notebook) {
        return notebook.outputs().stream()
                .map(output -> NotebookFile.text(output.path("data").path(Displayed.HTML)))
                .toList();
    }

    @ForEachNotebook
    void names_no_path_of_a_machine(Path notebook) throws Exception {
        assertNamesNoMachine(executed(notebook));
        assertNamesNoMachine(committed(notebook));
    }

    private static void assertNamesNoMachine(NotebookFile notebook) {
        assertThat(notebook.texts())
                .noneMatch(text -> MACHINE_PATH.matcher(text).find())
                .noneMatch(text -> text.contains(Launcher.PROJECT.toString()));
    }

    @ForEachNotebook
    void speaks_java(Path notebook) throws Exception {
        for (NotebookFile file : List.of(executed(notebook), committed(notebook))) {
            assertThat(file.json().at("/metadata/kernelspec/name").asText()).isEqualTo("java");
        }
    }

    @ForEachNotebook
    void has_short_cells_a_tagged_cell_of_dials_and_exercises(Path notebook) throws Exception {
        NotebookFile committed = committed(notebook);

        assertThat(sources(committed))
                .allSatisfy(source -> assertThat(source.lines()).hasSizeLessThanOrEqualTo(LONGEST_CELL));
        assertThat(committed.codeCells().stream().flatMap(cell -> NotebookFile.tags(cell).stream()))
                .containsOnlyOnce("dials");
        assertThat(committed.prose()).containsPattern("(?im)^#+ .*exercises");
    }

    @ForEachNotebook
    void is_committed_executed_without_an_error_or_a_word_on_stderr(Path notebook) throws Exception {
        assertThat(committed(notebook).notExecuted()).isEmpty();
        assertThat(committed(notebook).troubles()).isEmpty();
    }

    @ForEachNotebook
    void is_committed_with_a_picture_beside_each_figures_json(Path notebook) throws Exception {
        assertFigures(committed(notebook));
        assertThat(committed(notebook).figures())
                .allSatisfy(figure -> assertThat(NotebookFile.text(figure.at("/data/image~1png")))
                        .startsWith("iVBORw0KGgo"));
    }

    @ForEachNotebook
    void is_committed_small_and_without_a_script(Path notebook) throws Exception {
        assertThat(Launcher.NOTEBOOKS.resolve(notebook))
                .satisfies(file -> assertThat(Files.size(file)).isLessThan(LARGEST));
        assertThat(htmls(committed(notebook)))
                .noneMatch(html -> html.matches("(?is).*(<script|<iframe|<link|src\\s*=\\s*['\"]?(https?:)?//).*"));
        assertThat(committed(notebook).prose()).doesNotContainIgnoringCase("<script", "<iframe");
    }
}
