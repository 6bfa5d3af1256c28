package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import phenomena.figure.Chart;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;
import tech.tablesaw.plotly.traces.ScatterTrace;

class JJavaExtensionTest {
    private final JJavaExtension extension = new JJavaExtension();
    private final BareKernel kernel = new BareKernel();

    @AfterEach
    void leaveNoKernelBehind() {
        extension.uninstall(kernel);
    }

    @Test
    void the_kernel_finds_it_by_itself() {
        assertThat(ServiceLoader.load(Extension.class)).hasAtLeastOneElementOfType(JJavaExtension.class);
    }

    @Test
    void a_figure_displays_as_plotly_json() throws Exception {
        extension.install(kernel);
        var figure = new Figure(ScatterTrace.builder(IntColumn.create("x", 1, 2), IntColumn.create("y", 3, 4))
                .build());

        DisplayData shown = kernel.getRenderer().render(figure);

        assertThat(shown.getData(MIMEType.parse(Displayed.PLOTLY)))
                .isInstanceOfSatisfying(
                        Map.class, json -> assertThat(json.keySet()).contains("data", "layout"));
        assertThat(shown.hasDataForType(MIMEType.TEXT_PLAIN)).isTrue();
    }

    @Test
    void a_chart_displays_as_a_figure_does() throws Exception {
        extension.install(kernel);

        DisplayData shown =
                kernel.getRenderer().render(Chart.empty().points("test", new double[] {1}, new double[] {2}));

        assertThat(shown.hasDataForType(MIMEType.parse(Displayed.PLOTLY))).isTrue();
    }

    @Test
    void a_table_displays_as_html() {
        extension.install(kernel);

        DisplayData shown = kernel.getRenderer().render(Table.create("runs", IntColumn.create("step", new int[] {7})));

        assertThat((String) shown.getData(MIMEType.TEXT_HTML)).contains("<table", "step", "7");
        assertThat(shown.hasDataForType(MIMEType.TEXT_PLAIN)).isTrue();
    }

    @Test
    void installing_twice_imports_once() {
        extension.install(kernel);
        new JJavaExtension().install(kernel);

        assertThat(kernel.evaluated).containsExactly(Imports.SOURCE);
    }

    @Test
    void the_cell_is_known_while_the_kernel_lives() {
        extension.install(kernel);
        assertThat(Notebook.cell()).isPresent();

        extension.uninstall(kernel);
        assertThat(Notebook.cell()).isEmpty();
    }

    @Test
    void without_the_kernels_table_of_cells_stoppable_work_still_runs() {
        extension.install(kernel);

        assertThat(Notebook.<String>stoppable(() -> "trained")).isEqualTo("trained");
    }

    /** JJava's base kernel, with a shell that only listens. */
    private static final class BareKernel extends BaseKernel {
        private final List<String> evaluated = new ArrayList<>();

        BareKernel() {
            super(
                    "bare",
                    "1",
                    null,
                    List.of(),
                    null,
                    new JupyterIO(StandardCharsets.UTF_8),
                    new CommManager(),
                    new Renderer(),
                    null,
                    null,
                    false,
                    new StringStyler.Builder().build());
        }

        @Override
        public Object evalRaw(String source) {
            evaluated.add(source);
            return null;
        }

        @Override
        public DisplayData inspect(String code, int at, boolean detail) {
            return null;
        }

        @Override
        public ReplacementOptions complete(String code, int at) {
            return null;
        }

        @Override
        public String isComplete(String code) {
            return IS_COMPLETE_YES;
        }
    }
}
