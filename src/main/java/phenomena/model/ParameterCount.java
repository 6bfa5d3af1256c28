package phenomena.model;

import java.util.Locale;

/**
 * How many scalars a network trains, and where. Papers on scaling count with or without the maps from and to the data, which do not
 * grow as the rest does, so a count says which it is.
 *
 * @param in of the map from the input, or of embeddings, biases included
 * @param hidden of all between
 * @param out of the map to the outputs
 */
public record ParameterCount(long in, long hidden, long out) {

    /** All trained scalars. */
    public long total() {
        return in + hidden + out;
    }

    /** {@code 51,610 parameters: 4,100 in, 46,500 hidden, 1,010 out}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,d parameters: %,d in, %,d hidden, %,d out", total(), in, hidden, out);
    }
}
