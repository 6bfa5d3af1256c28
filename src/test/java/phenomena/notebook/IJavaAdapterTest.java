package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

public class IJavaAdapterTest {
    private static ShellKernel running;

    private final ShellKernel kernel = new ShellKernel();

    @AfterEach
    void leaveNoKernelBehind() {
        kernel.shell.close();
        Notebook.attach(null);
    }

    @Test
    void a_cell_may_name_the_library_without_imports_and_displays_its_last_value() throws Exception {
        IJavaAdapter.install(kernel);

        DisplayData shown = kernel.eval(
                """
                var row = new Row("mlp", 0, 10, "test", "error", 0.25);
                Table.create("runs", DoubleColumn.create(row.quantity(), row.value()))""");

        assertThat((String) shown.getData(MIMEType.TEXT_HTML)).contains("<table", "error", "0.25");
    }

    @Test
    @Timeout(30)
    void a_running_cell_can_install_it() {
        running = kernel;
        kernel.eval("phenomena.notebook.IJavaAdapterTest.installFromACell();");

        assertThat(kernel.shell.imports()).hasSize((int) Imports.SOURCE.lines().count());
    }

    /** What a cell says under IJava, where the kernel is found by its class. */
    public static void installFromACell() {
        IJavaAdapter.install(running);
    }

    @Test
    void a_figure_displays_as_under_jjava() throws Exception {
        IJavaAdapter.install(kernel);
        var figure = new Figure(ScatterTrace.builder(IntColumn.create("x", 1, 2), IntColumn.create("y", 3, 4))
                .build());

        DisplayData shown = kernel.getRenderer().render(figure);

        assertThat(shown.getData(MIMEType.parse(Displayed.PLOTLY)))
                .isInstanceOf(Map.class)
                .isEqualTo(Displayed.bundle(figure).get(Displayed.PLOTLY));
    }

    @Test
    void installing_twice_changes_nothing() {
        IJavaAdapter.install(kernel);
        var cell = Notebook.cell();
        IJavaAdapter.install(kernel);

        assertThat(Notebook.cell()).isPresent().isEqualTo(cell);
        assertThat(kernel.shell.imports()).hasSize((int) Imports.SOURCE.lines().count());
    }

    @Test
    void a_kernel_that_refuses_the_imports_is_an_error_that_says_so() {
        kernel.shell.close();

        assertThatIllegalStateException()
                .isThrownBy(() -> IJavaAdapter.install(kernel))
                .withMessageContaining("the kernel did not accept the library's imports");
    }

    /** What IJava does with a cell: its base kernel over a JShell in this JVM. */
    public static final class ShellKernel extends BaseKernel {
        /** The value of the last expression; a shell hands out text only. */
        public static Object value;

        private final JShell shell = JShell.builder().executionEngine("local").build();

        ShellKernel() {
            TestClassPath.entries().forEach(shell::addToClasspath);
        }

        @Override
        public DisplayData eval(String cell) {
            value = null;
            var analysis = shell.sourceCodeAnalysis();
            CompletionInfo next = analysis.analyzeCompletion(cell);
            while (next.completeness().isComplete()) {
                evalOne(next.source(), next.remaining().isBlank());
                next = analysis.analyzeCompletion(next.remaining());
            }
            return value == null ? null : getRenderer().render(value);
        }

        private void evalOne(String source, boolean last) {
            boolean expression = last && !source.strip().endsWith(";");
            String code = expression ? ShellKernel.class.getCanonicalName() + ".value = " + source : source;
            for (var event : shell.eval(code)) {
                if (event.status() != Status.VALID || event.exception() != null) {
                    throw new IllegalStateException(source + ": "
                            + shell.diagnostics(event.snippet())
                                    .map(d -> d.getMessage(null))
                                    .toList());
                }
            }
        }

        @Override
        public LanguageInfo getLanguageInfo() {
            return null;
        }
    }
}
