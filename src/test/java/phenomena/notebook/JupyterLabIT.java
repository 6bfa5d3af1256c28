package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first notebook in the JupyterLab that a reader gets, in a real browser: all cells run by the menu. */
@Timeout(600)
class JupyterLabIT {
    private static final String NOTEBOOK = "01-random-labels.ipynb";

    /** What was seen, to look at. */
    private static final Path KEPT = Launcher.PROJECT.resolve("target/jupyterlab");

    @TempDir
    static Path folder;

    private static JupyterLab server;
    private static LabPage page;
    private static NotebookFile saved;

    @BeforeAll
    static void runAllCells() throws Exception {
        Files.createDirectories(KEPT);
        Path notebooks = Files.createDirectories(folder.resolve("notebooks"));
        Files.copy(Launcher.NOTEBOOKS.resolve(NOTEBOOK), notebooks.resolve(NOTEBOOK));
        server = new JupyterLab(folder, notebooks, KEPT.resolve("server.log"));
        page = new LabPage();
        page.open(server.address(NOTEBOOK));
        page.runAll();
        page.save();
        saved = NotebookFile.read(notebooks.resolve(NOTEBOOK));
    }

    @AfterAll
    static void close() throws Exception {
        try (AutoCloseable last = server;
                AutoCloseable first = page) {
            if (page != null) {
                page.photograph(KEPT.resolve("last.png"));
            }
        }
    }

    /** Traces of each figure that the kernel sent. */
    private static List<Integer> sent() {
        return saved.figures().stream()
                .map(figure ->
                        figure.get("data").get(Displayed.PLOTLY).path("data").size())
                .toList();
    }

    @Test
    void every_cell_runs_without_an_error_or_a_word_on_stderr() {
        assertThat(page.troubles()).isEmpty();
        assertThat(saved.troubles()).isEmpty();
        assertThat(saved.notExecuted()).isEmpty();
    }

    @Test
    void every_figure_is_drawn() {
        assertThat(sent()).isNotEmpty().doesNotContain(0);
        assertThat(page.becomes(() -> page.drawn().equals(sent())))
                .as("traces sent: %s, drawn: %s", sent(), page.drawn())
                .isTrue();
        for (int i = 0; i < sent().size(); i++) {
            Locator figure = page.figures().nth(i);
            page.photograph(figure, KEPT.resolve("figure-" + (i + 1) + ".png"));
            assertThat(figure.locator(".main-svg").first().boundingBox().height).isGreaterThan(200);
        }
    }

    @Test
    void the_live_drawing_of_a_training_leaves_a_line_at_most() {
        assertThat(page.count(LabPage.LIVE)).isZero();
        assertThat(saved.outputs()).noneMatch(output -> output.toString().contains("<progress"));
    }

    @Test
    void the_page_complains_of_nothing_and_asks_nobody_else() {
        // None of JupyterLab's own noise needs to be allowed for.
        assertThat(page.complaints()).isEmpty();
        assertThat(page.requestsElsewhere()).isEmpty();
    }

    @Test
    void dragging_a_slider_changes_the_picture_and_dragging_it_back_restores_it() {
        List<Locator> sliders = page.figuresWith(".slider-group");
        assertThat(sliders).isNotEmpty();
        for (Locator figure : sliders) {
            String first = page.picture(figure);
            page.dragSlider(figure, 1);
            assertThat(page.becomes(() -> !page.picture(figure).equals(first))).isTrue();
            page.photograph(figure, KEPT.resolve("dragged.png"));
            page.dragSlider(figure, 0);
            assertThat(page.becomes(() -> page.picture(figure).equals(first))).isTrue();
        }
    }

    @Test
    void a_saved_figure_is_a_picture_that_comes_alive_under_the_mouse() throws Exception {
        Path committed = Launcher.NOTEBOOKS.resolve(NOTEBOOK);
        Files.copy(committed, folder.resolve("notebooks/opened.ipynb"));
        try (LabPage other = new LabPage()) {
            other.open(server.address("opened.ipynb"));
            int figures = NotebookFile.read(committed).figures().size();

            assertThat(figures).isPositive();
            assertThat(other.becomes(() -> other.pictures().count() == figures)).isTrue();
            other.pointAt(other.pictures().last());
            assertThat(other.becomes(() -> other.drawn().size() == 1)).isTrue();
            assertThat(other.complaints()).isEmpty();
            assertThat(other.requestsElsewhere()).isEmpty();
        }
    }

    @Test
    void the_stop_button_ends_a_training_and_keeps_what_it_measured() throws Exception {
        try (InputStream notebook = getClass().getResourceAsStream("stop.ipynb")) {
            Files.copy(notebook, folder.resolve("notebooks/stop.ipynb"));
        }
        try (LabPage other = new LabPage()) {
            other.open(server.address("stop.ipynb"));
            other.runNext(2);
            String live = other.liveDrawing();
            assertThat(other.becomes(() -> !other.liveDrawing().equals(live))).isTrue();
            other.photograph(KEPT.resolve("training.png"));
            other.stop();
            other.awaitCell(2);
            other.photograph(KEPT.resolve("stopped.png"));
            other.runNext(2);
            other.awaitCell(4);

            assertThat(other.count(LabPage.LIVE)).isZero();
            assertThat(other.output(2)).contains("interrupted at", "run the cell again to go on");
            assertThat(other.output(3)).contains("Interrupted[step=");
            assertThat(other.output(4)).contains("true");
            assertThat(other.troubles()).isEmpty();
            assertThat(other.complaints()).isEmpty();
            assertThat(other.requestsElsewhere()).isEmpty();
        }
    }
}
