package phenomena.dataset;

/**
 * What is to be learned: a rule that turns a seed into a {@link Split}.
 *
 * <p>A task is a record of plain values, so that it can stand in a protocol's JSON. It is open: declare a record that
 * implements it, in the library or in a notebook cell.
 */
public interface Task {

    /**
     * The data for one seed.
     *
     * @param seed any value; the same seed gives the same arrays on every machine and JDK
     * @throws DataException if the data are not there, or are not what their checksum says
     */
    Split split(long seed);
}
