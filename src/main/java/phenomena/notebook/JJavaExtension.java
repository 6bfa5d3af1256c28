package phenomena.notebook;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.RenderContext;

/**
 * Makes a notebook under the JJava kernel ready: figures and tables display themselves, and the library's packages are
 * imported. The kernel finds and installs it by itself, from the start-up class path and after {@code %maven}.
 */
public final class JJavaExtension implements Extension {
    /** The kernel it was installed in; a second installation changes nothing. */
    private static BaseKernel installed;

    @Override
    public void install(BaseKernel kernel) {
        synchronized (JJavaExtension.class) {
            if (installed == kernel) {
                return;
            }
            installed = kernel;
        }
        Displayed.ALL.forEach(displayed -> register(kernel, displayed));
        kernel.evalRaw(Imports.SOURCE);
        Notebook.attach(new JJavaCell(kernel, SoftInterrupt.ofKernel(kernel)));
    }

    @Override
    public void uninstall(BaseKernel kernel) {
        synchronized (JJavaExtension.class) {
            installed = null;
        }
        Notebook.attach(null);
    }

    private static <T> void register(BaseKernel kernel, Displayed<T> displayed) {
        kernel.getRenderer()
                .createRegistration(displayed.type())
                .preferring(displayed.mimeTypes().toArray(String[]::new))
                .register((value, context) -> render(displayed.bundle().apply(value), context));
    }

    private static void render(Map<String, Object> bundle, RenderContext context) {
        bundle.forEach(context.getOutputContainer()::putData);
    }

    /** The cell as JJava's display stream. */
    private record JJavaCell(BaseKernel kernel, Optional<SoftInterrupt> softInterrupt) implements Cell {

        @Override
        public void show(String id, Map<String, Object> bundle) {
            DisplayData data = data(bundle);
            // Not setDisplayId, whose return type changed between the published API and the kernel.
            data.putTransientData("display_id", id);
            kernel.getIO().display.display(data);
        }

        @Override
        public void update(String id, Map<String, Object> bundle) {
            kernel.getIO().display.updateDisplay(id, data(bundle));
        }

        @Override
        public <T> T stoppable(Supplier<T> work) {
            return softInterrupt.map(soft -> soft.run(work)).orElseGet(work);
        }

        private static DisplayData data(Map<String, Object> bundle) {
            var data = new DisplayData();
            bundle.forEach(data::putData);
            return data;
        }
    }
}
