package phenomena.figure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.traces.HeatmapTrace;
import tech.tablesaw.plotly.traces.ScatterTrace;

/**
 * Writes every kind of figure to pages of a folder, to be looked at: {@code Gallery plotly.min.js folder}. Each page shows
 * under its figure what {@code Plotly.validate} has against it.
 */
final class Gallery {
    private static final String HOSTILE =
            "</script><img src=x onerror=alert(1)> \"q\" 'q' C:\\new\n\u2028{{x}} %{x} <a href=\"javascript:alert(1)\">link</a>";

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        for (Map.Entry<String, Drawing> entry : all().entrySet()) {
            String json = new JsonMapper()
                    .writeValueAsString(entry.getValue().chart().toJson())
                    .replace("<", "\\u003c");
            Files.writeString(
                    folder.resolve(entry.getKey().replace(' ', '-') + ".html"),
                    """
                    <!doctype html><meta charset="utf-8"><script src="%s"></script><body style="margin:0">
                    <div id="figure"></div><pre id="faults"></pre><script>
                    const figure = %s;
                    const faults = (Plotly.validate(figure.data, figure.layout) || []).map(f => f.msg);
                    Plotly.newPlot("figure", figure.data, figure.layout, figure.config).then(() => {
                      document.getElementById("faults").textContent = faults.join("\\n") || "valid";
                    }, e => { document.getElementById("faults").textContent = "FAILED " + e; });
                    </script>
                    """
                            .formatted(Path.of(arguments[0]).toUri(), json));
        }
    }

    static Map<String, Drawing> all() {
        Map<String, Drawing> drawings = new LinkedHashMap<>();
        TablesawFigures.all().forEach((name, figure) -> drawings.put("tablesaw " + name, Chart.of(figure)));
        Table sweep = TidyTables.sweep(5, true, 0, .1, .2, .4, .6, .8);
        Table one = Tidy.having(sweep, "labelNoise", .2);
        drawings.put(
                "curves",
                Curves.of(one, "error")
                        .title("Training error reaches zero; test error stops at the noise")
                        .caption("Fashion-MNIST, 20% label noise, laptop budget.")
                        .horizontalLine(.9, "chance"));
        drawings.put("curves dial", Curves.of(sweep, "error").by("labelNoise").title("Every noise is fitted"));
        drawings.put(
                "curves dial test",
                Curves.of(sweep, "error").split("test").by("labelNoise").title("Test error by label noise"));
        drawings.put(
                "curves log",
                Curves.of(TidyTables.sweep(3, false, .2), "error").logValues().title("Three seeds, log values"));
        drawings.put(
                "curves one seed",
                Curves.of(TidyTables.sweep(1, false, .2), "error").linearSteps());
        drawings.put(
                "slider",
                Curves.of(sweep, "error")
                        .slider("labelNoise")
                        .title("Turn the noise")
                        .caption("Laptop budget."));
        drawings.put("panels", Curves.of(sweep, "error").panels("labelNoise", 3).title("Small multiples"));
        drawings.put("dots", Dots.of(sweep, "error", "labelNoise").title("Final error against the dial"));
        drawings.put("dots log", Dots.of(sweep, "error", "labelNoise").logDial().logValues());
        tables(drawings, sweep);
        drawings.put("marks", marks());
        drawings.put(
                "nothing", Dots.of(TidyTables.undefined(), "loss", "replica").title("Nobody arrives"));
        drawings.put("early", early());
        drawings.put("colour limits", heat().colorLimits(0, 4).title("Limits above the data"));
        drawings.put("images", images());
        drawings.put("images grid", Chart.grid(2, List.of(images().title("one"), images().title("two"))));
        drawings.put(
                "images slider",
                Chart.slider(
                                "data",
                                List.of("a long name to the left", "rings", "a long name to the right"),
                                List.of(images(), images().first(3), images()))
                        .caption(
                                "Rings of growing size and noise; the slider turns how many there are, and does no more."));
        drawings.putAll(GrokkingFigures.all());
        drawings.putAll(AttentionFigures.all());
        drawings.put("hostile", hostile());
        return drawings;
    }

    /** What is told apart by words: runs, as rows, in colours and in panels. */
    private static void tables(Map<String, Drawing> drawings, Table sweep) {
        Table words = sweep.copy();
        words.replaceColumn(StringColumn.create(
                "run",
                words.doubleColumn("labelNoise").asList().stream().map(v -> "MLP by SGD with momentum, noise " + v)));
        drawings.put("dots words", Dots.of(words, "error", "run").title("Rows").verticalLine(.9, "chance"));
        drawings.put("dots by", Dots.of(words, "error", "labelNoise").by("run").title("Every run has a colour"));
        drawings.put(
                "curves run",
                Curves.of(words, "error")
                        .by("run")
                        .title("Long names at the right")
                        .size(600, 420));
        drawings.put("panels run", Curves.of(words, "error").panels("run", 3));
        drawings.put(
                "narrow",
                Curves.of(words, "error")
                        .split("test")
                        .by("run")
                        .caption("Caption. ".repeat(20))
                        .title("A title that is long enough to be broken into lines")
                        .size(420, 420));
        Table two = Tidy.having(sweep, "labelNoise", .2);
        Table more = two.copy();
        more.replaceColumn(
                "quantity", more.stringColumn("quantity").map(q -> "doubled").setName("quantity"));
        more.replaceColumn("value", more.doubleColumn("value").multiply(2).setName("value"));
        drawings.put(
                "compare",
                Curves.compare(two.append(more), "fraction", "error", "doubled").split("train"));
    }

    /** Lines that end at different steps, one of them added by hand. */
    private static Chart early() {
        return Chart.empty()
                .line("ends early", new double[] {1, 10}, new double[] {1, .5})
                .line("to the end", new double[] {1, 1000}, new double[] {1, .45})
                .labelLines()
                .line("added by hand", new double[] {1, 100}, new double[] {.2, .45})
                .logX();
    }

    private static Chart heat() {
        return Chart.of(new Figure(
                HeatmapTrace.builder(new Object[] {"a", "b"}, new Object[] {"c", "d"}, new double[][] {{1, 2}, {3, 2}})
                        .build()));
    }

    private static Chart marks() {
        double[] x = IntStream.rangeClosed(1, 40).mapToDouble(i -> i * i).toArray();
        double[] y = IntStream.rangeClosed(1, 40)
                .mapToDouble(i -> 30 / Math.pow(i, 1.1))
                .toArray();
        double[] few = {10, 100, 1000};
        return Chart.empty()
                .line("theory", x, y)
                .points("paper", few, new double[] {8, 2.5, .9})
                .errorBars("paper", new double[] {2, .5, .2}, new double[] {3, .8, .3})
                .logX()
                .logY()
                .verticalLine(100, "threshold")
                .horizontalLine(1, "chance")
                .note(400, 1.2, "a note that is quite long and therefore broken into lines")
                .title("Marks on logarithmic axes")
                .xTitle("parameters")
                .yTitle("test loss (nats)")
                .caption(
                        "A caption that says what the quantity is, how many seeds there are, what the interval means and"
                                + " which budget was used, and is so long that it takes a second line.");
    }

    private static Images images() {
        Random random = new Random(3);
        float[] values = new float[20 * 28 * 28];
        for (int i = 0; i < values.length; i++) {
            int y = i / 28 % 28;
            int x = i % 28;
            int image = i / 784;
            double ring = Math.exp(-Math.pow(Math.hypot(x - 14, y - 14) - 3 - image / 2.5, 2) / 4);
            values[i] = (float) (ring + image / 80.0 * random.nextDouble());
        }
        return Images.of(values, 28, 28)
                .labels(IntStream.range(0, 20)
                        .mapToObj(i -> i % 3 == 0 ? "ankle boot" : "bag")
                        .toList())
                .columns(8);
    }

    private static Chart hostile() {
        Figure figure = new Figure(
                Layout.builder(HOSTILE, HOSTILE, HOSTILE).build(),
                ScatterTrace.builder(new double[] {1, 2, 3}, new double[] {1, 4, 2})
                        .mode(ScatterTrace.Mode.LINE_TEXT_AND_MARKERS)
                        .text(new String[] {HOSTILE, "b", "c"})
                        .name(HOSTILE)
                        .build());
        return Chart.of(figure)
                .caption(HOSTILE)
                .altText(HOSTILE)
                .verticalLine(2, HOSTILE)
                .note(2, 3, HOSTILE)
                .line(HOSTILE, new double[] {1, 3}, new double[] {2, 2});
    }

    static List<String> hostileTexts() {
        return List.of(HOSTILE);
    }
}
