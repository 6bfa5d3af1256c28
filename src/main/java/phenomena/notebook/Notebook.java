package phenomena.notebook;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** The notebook this library runs in, if it runs in one. */
public final class Notebook {
    private static volatile Cell cell;

    private Notebook() {}

    /** The output of the running cell; empty where no kernel loaded the library. */
    public static Optional<Cell> cell() {
        return Optional.ofNullable(cell);
    }

    /**
     * Displays a value below the running cell, or prints its plain text where there is no notebook.
     *
     * @param value a figure, a table, or anything with a useful {@code toString}
     */
    public static void show(Object value) {
        Map<String, Object> bundle = Displayed.bundle(value);
        cell().ifPresentOrElse(
                        shown -> shown.show(UUID.randomUUID().toString(), bundle),
                        () -> System.out.println(bundle.get(Displayed.PLAIN)));
    }

    /**
     * Runs work that ends early, with a result, when its thread is interrupted.
     *
     * @param work what to run on the calling thread
     * @return the work's result
     * @see Cell#stoppable
     */
    public static <T> T stoppable(Supplier<T> work) {
        return cell().map(running -> running.stoppable(work)).orElseGet(work);
    }

    /** A kernel's adapter says where output goes from now on; null when the kernel leaves. */
    static void attach(Cell kernelCell) {
        cell = kernelCell;
    }
}
