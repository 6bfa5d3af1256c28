package phenomena.notebook;

import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.RenderContext;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Makes a notebook under the IJava 1.3 kernel ready, which has no extensions: a first cell, or a script named in
 * {@code IJAVA_STARTUP_SCRIPTS_PATH}, calls {@link #install()}.
 */
public final class IJavaAdapter {
    private static final String KERNEL_CLASS = "io.github.spencerpark.ijava.IJava";

    /** The kernel it was installed in; a second installation changes nothing. */
    private static BaseKernel installed;

    private IJavaAdapter() {}

    /**
     * Registers the displays and imports with the kernel this runs in.
     *
     * @throws IllegalStateException if this does not run in the IJava kernel
     */
    public static void install() {
        try {
            install((BaseKernel)
                    Class.forName(KERNEL_CLASS).getMethod("getKernelInstance").invoke(null));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "IJavaAdapter.install() must be called in a notebook whose kernel is IJava, and found none;"
                            + " under JJava nothing need be called",
                    e);
        }
    }

    static synchronized void install(BaseKernel kernel) {
        if (installed == kernel) {
            return;
        }
        installed = kernel;
        Displayed.ALL.forEach(displayed -> register(kernel, displayed));
        try {
            kernel.eval(Imports.SOURCE);
        } catch (Exception e) {
            throw new IllegalStateException("the kernel did not accept the library's imports: " + e.getMessage(), e);
        }
        Notebook.attach(new IJavaCell(kernel));
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

    /** The cell as IJava's display stream. */
    private record IJavaCell(BaseKernel kernel) implements Cell {

        @Override
        public void show(String id, Map<String, Object> bundle) {
            DisplayData data = data(bundle);
            data.setDisplayId(id);
            kernel.getIO().display.display(data);
        }

        @Override
        public void update(String id, Map<String, Object> bundle) {
            kernel.getIO().display.updateDisplay(id, data(bundle));
        }

        @Override
        public <T> T stoppable(Supplier<T> work) {
            return work.get();
        }

        private static DisplayData data(Map<String, Object> bundle) {
            var data = new DisplayData();
            bundle.forEach(data::putData);
            return data;
        }
    }
}
