package phenomena.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;

/**
 * Figures as HTML, for a front end that does not know Plotly (classic Notebook 6). Asked for with
 * {@code PHENOMENA_DISPLAY=html}, because where HTML is present GitHub and nbconvert prefer it and then drop its script.
 *
 * <p>The first figure of a session carries plotly.js itself, packed, from this machine's own copy; the others wait for it.
 * Nothing is asked of {@code require.js}, which would otherwise take plotly.js for one of its modules, and nothing is
 * fetched from anywhere.
 */
public final class HtmlDisplay {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    /** A promise of Plotly that any figure may make and only the loader keeps. */
    private static final String PROMISE =
            """
            const ready = window.phenomenaPlotly = window.phenomenaPlotly || (() => {
              let keep; const promise = new Promise(resolve => { keep = resolve; }); promise.keep = keep; return promise;
            })();""";

    private static final String LOADER =
            """
            <script>(() => {
            %s
            if (window.Plotly) { ready.keep(window.Plotly); return; }
            const bytes = Uint8Array.from(atob("%s"), c => c.charCodeAt(0));
            new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text().then(code => {
              const script = document.createElement("script");
              const amd = window.define && window.define.amd;
              if (amd) { window.define.amd = undefined; }
              script.src = URL.createObjectURL(new Blob([code], {type: "text/javascript"}));
              script.onload = () => { if (amd) { window.define.amd = amd; } ready.keep(window.Plotly); };
              document.head.appendChild(script);
            });
            })();</script>
            """;

    private static final String FIGURE =
            """
            <div id="%1$s" role="img" aria-label="%2$s"></div>
            <script>(() => {
            %3$s
            const figure = %4$s;
            ready.then(Plotly => Plotly.newPlot("%1$s", figure.data, figure.layout, figure.config));
            })();</script>
            """;

    private HtmlDisplay() {}

    /** Whether the environment variable or system property {@code PHENOMENA_DISPLAY} is {@code html}. */
    static boolean isAskedFor() {
        return PlotlyLibrary.setting("PHENOMENA_DISPLAY").equals("html");
    }

    /** What a kernel displays: Plotly JSON and a line of text, and HTML where it is asked for. */
    static Map<String, Object> bundle(Chart chart) {
        Map<String, Object> bundle = new LinkedHashMap<>();
        bundle.put("application/vnd.plotly.v1+json", chart.toMap());
        bundle.put("text/plain", chart.toString());
        if (isAskedFor()) {
            bundle.put("text/html", of(chart));
        }
        return bundle;
    }

    /** A figure, and before the first one the library. */
    static String of(Chart chart) {
        String loader = LOADED.get() ? "" : loader();
        LOADED.set(true);
        return loader + figure(chart);
    }

    /**
     * What makes plotly.js available to every figure of a page, about 2 MB; once a page is enough.
     *
     * @throws IllegalStateException if there is no plotly.js on this machine, with how to get it
     */
    public static String loader() {
        Path file = PlotlyLibrary.find();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            Files.copy(file, gzip);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read plotly.js at " + file, e);
        }
        return LOADER.formatted(PROMISE, Base64.getEncoder().encodeToString(packed.toByteArray()));
    }

    /** A figure that is drawn as soon as the page has plotly.js. */
    public static String figure(Chart chart) {
        String id = "phenomena-" + UUID.randomUUID();
        return FIGURE.formatted(id, HtmlTable.escape(chart.toString()), PROMISE, inScript(chart));
    }

    /** The JSON with every character that could end a script or a line written as an escape. */
    private static String inScript(Chart chart) {
        try {
            return MAPPER.writeValueAsString(chart.toJson())
                    .replace("<", "\\u003c")
                    .replace(">", "\\u003e")
                    .replace("&", "\\u0026")
                    .replace("\u2028", "\\u2028")
                    .replace("\u2029", "\\u2029");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain JSON is always writable", e);
        }
    }
}
