package phenomena.notebook;

import java.util.Map;
import java.util.function.Supplier;

/** The output of the notebook cell that runs now, in whichever kernel loaded the library. */
public interface Cell {

    /**
     * Displays something below the cell.
     *
     * @param id the name under which {@link #update} finds it again
     * @param bundle what to display: MIME type to content, JSON types as {@code Map} or {@code List}
     */
    void show(String id, Map<String, Object> bundle);

    /**
     * Replaces what {@link #show} displayed.
     *
     * @param id the name it was displayed under
     * @param bundle what to display instead
     */
    void update(String id, Map<String, Object> bundle);

    /**
     * Runs work that ends early, with a result, when its thread is interrupted, so that the notebook's stop button ends
     * the work and not the cell: the first stop interrupts the calling thread, the second abandons the cell. Where the
     * kernel does not allow it, the first stop does both: the cell reports an interruption, while the work still ends
     * in its own time.
     *
     * @param work what to run on the calling thread
     * @return the work's result
     */
    <T> T stoppable(Supplier<T> work);
}
