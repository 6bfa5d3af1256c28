package phenomena.notebook;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** JupyterLab in a real browser, with all that the page asked for and complained of. */
final class LabPage implements AutoCloseable {
    /** The drawing of a training that runs. */
    static final String LIVE = ".jp-OutputArea progress + br + svg";

    private static final int PATIENCE_MS = 180_000;
    private static final int REDRAWING_MS = 60_000;

    private static final List<String> BROWSERS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    // The sandbox needs rights that containers lack; the page holds only what the kernel just computed.
    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");
    private static final String TROUBLE = ".jp-OutputArea-output:is([data-mime-type='application/vnd.jupyter.error'],"
            + " [data-mime-type='application/vnd.jupyter.stderr'])";

    private final Playwright playwright;
    private final Page page;
    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();

    LabPage() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var options =
                new BrowserType.LaunchOptions().setExecutablePath(browser()).setArgs(FLAGS);
        page = playwright.chromium().launch(options.setTimeout(PATIENCE_MS)).newPage();
        page.setViewportSize(1280, 1000);
        page.setDefaultTimeout(PATIENCE_MS);
        page.onRequest(request -> requests.add(request.url()));
        page.onWebSocket(socket -> requests.add(socket.url()));
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
    }

    private static Path browser() {
        String named = Optional.ofNullable(System.getenv("PHENOMENA_CHROMIUM")).orElse("");
        Stream<String> names = named.isBlank() ? BROWSERS.stream() : Stream.of(named);
        List<String> folders = Arrays.asList(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)));
        return names.flatMap(
                        name -> folders.stream().map(folder -> Path.of(folder).resolve(name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "this test needs Chromium or Chrome, on the PATH or named by PHENOMENA_CHROMIUM, got "
                                + (named.isBlank() ? "none" : named) + "; environment/lab doctor says how to get it"));
    }

    /** Opens a notebook and returns when its kernel waits for work. */
    void open(String address) {
        page.navigate(address);
        page.locator(".jp-NotebookPanel .jp-Cell").first().waitFor();
        // Running a cell before there is a kernel opens a dialog.
        page.locator(".jp-StatusBar-Left").getByText("Java | Idle").waitFor();
    }

    /** Runs all cells by the menu and returns when none is left to run. */
    void runAll() {
        page.getByRole(
                        AriaRole.MENUITEM,
                        new Page.GetByRoleOptions().setName("Run").setExact(true))
                .click();
        page.getByText("Run All Cells", new Page.GetByTextOptions().setExact(true))
                .click();
        // A notebook saved with its outputs has numbers from the start; they turn to stars first.
        page.waitForCondition(() -> prompts().contains("[*]:"));
        page.waitForCondition(() -> !prompts().contains("[*]:"));
    }

    private List<String> prompts() {
        return page.locator(".jp-CodeCell .jp-InputPrompt").allInnerTexts();
    }

    /** Runs cells from the selected one on, one after the other. */
    void runNext(int cells) {
        for (int i = 0; i < cells; i++) {
            page.keyboard().press("Shift+Enter");
        }
    }

    /** Presses the stop button. */
    void stop() {
        page.locator("[data-command='notebook:interrupt-kernel']").click();
    }

    /** Waits until the cell has run that was the n-th to run. */
    void awaitCell(int n) {
        cell(n).waitFor();
    }

    /** What the cell shows that was the n-th to run. */
    String output(int n) {
        return cell(n).locator(".jp-OutputArea").innerText();
    }

    private Locator cell(int n) {
        Locator prompt = page.locator(".jp-InputPrompt")
                .getByText("[" + n + "]:", new Locator.GetByTextOptions().setExact(true));
        return page.locator(".jp-CodeCell").filter(new Locator.FilterOptions().setHas(prompt));
    }

    /** Saves the notebook and returns when the file is written. */
    void save() {
        page.keyboard().press("Control+s");
        page.locator(".lm-DockPanel-tabBar .jp-mod-dirty")
                .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    }

    /** Whether a condition holds before long. */
    boolean becomes(BooleanSupplier condition) {
        try {
            page.waitForCondition(condition, new Page.WaitForConditionOptions().setTimeout(REDRAWING_MS));
            return true;
        } catch (TimeoutError e) {
            return false;
        }
    }

    int count(String selector) {
        return page.locator(selector).count();
    }

    /** The errors and the words on stderr that the notebook shows. */
    List<String> troubles() {
        return page.locator(TROUBLE).allInnerTexts();
    }

    /** The drawing of the training that runs, as SVG; waits for it. */
    String liveDrawing() {
        return page.locator(LIVE).innerHTML();
    }

    /** The pictures that stand for figures until the mouse is over them. */
    Locator pictures() {
        return page.locator(".jp-OutputArea-output img");
    }

    /** Moves the mouse over something, which may vanish under it. */
    void pointAt(Locator part) {
        part.scrollIntoViewIfNeeded();
        BoundingBox box = part.boundingBox();
        page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    }

    /** The figures that Plotly drew, in order. */
    Locator figures() {
        return page.locator(".js-plotly-plot");
    }

    List<Locator> figuresWith(String selector) {
        return figures()
                .filter(new Locator.FilterOptions().setHas(page.locator(selector)))
                .all();
    }

    /** Traces of each figure in which Plotly has drawn a mark; 0 for a figure without one. */
    @SuppressWarnings("unchecked")
    List<Integer> drawn() {
        return (List<Integer>) figures()
                .evaluateAll("figures => figures.map(figure => "
                        + "figure.querySelector('.main-svg .trace, .main-svg image') ? figure.data.length : 0)");
    }

    /** What a figure draws between its axes, as SVG. */
    String picture(Locator figure) {
        return figure.locator(".main-svg .cartesianlayer").first().innerHTML();
    }

    /**
     * Drags a figure's slider.
     *
     * @param place how far along its rail, in [0, 1]
     */
    void dragSlider(Locator figure, double place) {
        pointAt(figure.locator(".slider-grip-rect"));
        BoundingBox rail = figure.locator(".slider-rail-touch-rect").boundingBox();
        page.mouse().down();
        page.mouse().move(rail.x + rail.width * place, rail.y + rail.height / 2, new Mouse.MoveOptions().setSteps(5));
        page.mouse().up();
    }

    /** The errors that the page wrote to the browser's console, or raised. */
    List<String> complaints() {
        return complaints;
    }

    /** The addresses asked for that are not the server's own. */
    List<String> requestsElsewhere() {
        return requests.stream()
                .filter(address -> !address.matches("(blob:)?(http|ws)://127\\.0\\.0\\.1:\\d+/.*|data:.*"))
                .toList();
    }

    void photograph(Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
    }

    void photograph(Locator part, Path file) {
        part.screenshot(new Locator.ScreenshotOptions().setPath(file));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
