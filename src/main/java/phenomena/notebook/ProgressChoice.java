package phenomena.notebook;

import java.io.Console;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import phenomena.run.Progress;

/**
 * Who watches a training: {@code PHENOMENA_PROGRESS}, as a system property or an environment variable, is
 * {@code live} (a curve in the cell), {@code terminal} (a bar on standard error) or {@code off}. Unset, or {@code live}
 * where there is no notebook, it is a curve in a notebook, a bar on a terminal, and nothing where nobody watches.
 */
public final class ProgressChoice {
    static final String VARIABLE = "PHENOMENA_PROGRESS";

    private ProgressChoice() {}

    /**
     * The watcher for the next training.
     *
     * @throws IllegalArgumentException if {@code PHENOMENA_PROGRESS} is none of the three
     */
    public static Progress progress() {
        String asked = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        return progress(asked, Notebook.cell(), ProgressChoice::hasTerminal);
    }

    static Progress progress(String asked, Optional<Cell> cell, BooleanSupplier terminal) {
        return switch (asked == null ? "" : asked.strip()) {
            case "off" -> Progress.NONE;
            case "terminal" -> new TerminalProgress();
            case "", "live" ->
                cell.<Progress>map(LiveProgress::new)
                        .orElseGet(() -> terminal.getAsBoolean() ? new TerminalProgress() : Progress.NONE);
            default ->
                throw new IllegalArgumentException(VARIABLE + " must be live, terminal or off, got \"" + asked
                        + "\"; unset it to let the library choose");
        };
    }

    private static boolean hasTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            // From JDK 22 on there can be a console without a terminal, and a method that tells.
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
