package phenomena.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlDisplayTest {
    private static final Chart HOSTILE = Chart.empty()
            .line("</script><img onerror=alert(1)>\u2028", new double[] {1}, new double[] {1})
            .altText("\"><script>alert(1)</script>");

    @TempDir
    private Path folder;

    @AfterEach
    void forget() {
        System.clearProperty("PHENOMENA_DISPLAY");
        System.clearProperty("PHENOMENA_PLOTLY_JS");
        System.clearProperty("PHENOMENA_HOME");
    }

    @Test
    void hostile_text_cannot_leave_its_string_or_attribute() {
        String html = HtmlDisplay.figure(HOSTILE);
        assertThat(html)
                .containsOnlyOnce("</script>")
                .containsOnlyOnce("<script>")
                .doesNotContain("<img", "\u2028");
        assertThat(html).contains("\\u003c/script\\u003e");
    }

    @Test
    void html_comes_only_when_asked_for_and_the_library_once_a_page() throws IOException {
        assertThat(HOSTILE.mimeBundle()).doesNotContainKey("text/html");
        Path library = Files.writeString(folder.resolve("plotly.min.js"), "window.Plotly = {};");
        System.setProperty("PHENOMENA_DISPLAY", "html");
        System.setProperty("PHENOMENA_PLOTLY_JS", library.toString());
        String first = (String) HOSTILE.mimeBundle().get("text/html");
        String second = (String) HOSTILE.mimeBundle().get("text/html");
        assertThat(first).contains("DecompressionStream").doesNotContain("http:", "https:", "require(");
        assertThat(second).doesNotContain("DecompressionStream").contains("Plotly.newPlot");
    }

    @Test
    void the_library_is_found_in_the_launchers_environment() throws IOException {
        Path carried =
                folder.resolve("environment/.venv/lib/python3.11/site-packages/plotly/package_data/plotly.min.js");
        Files.createDirectories(carried.getParent());
        Files.writeString(carried, "");
        System.setProperty("PHENOMENA_HOME", folder.toString());
        assertThat(PlotlyLibrary.find()).isEqualTo(carried);
    }

    @Test
    void a_missing_library_says_where_it_was_looked_for_and_what_to_do() {
        System.setProperty("PHENOMENA_HOME", folder.toString());
        assertThatIllegalStateException()
                .isThrownBy(PlotlyLibrary::find)
                .withMessageContaining(folder.toString())
                .withMessageContaining("run environment/lab once");
        System.setProperty("PHENOMENA_PLOTLY_JS", folder.resolve("none.js").toString());
        assertThatIllegalStateException().isThrownBy(PlotlyLibrary::find).withMessageContaining("none.js");
    }
}
