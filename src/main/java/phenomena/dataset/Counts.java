package phenomena.dataset;

import java.util.Locale;

/** Checks of what a task asks for: above all, how many examples. */
final class Counts {

    private Counts() {}

    /** @throws IllegalArgumentException if {@code count} is not in [1, most] */
    static void require(String name, int count, int most, String reason) {
        require(name, count, 1, most, reason);
    }

    /** @throws IllegalArgumentException if {@code count} is not in [least, most] */
    static void require(String name, int count, int least, int most, String reason) {
        if (count < least) {
            throw new IllegalArgumentException(name + " must be at least " + least + ", got " + count);
        }
        if (count > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + " (" + reason + "), got " + count);
        }
    }

    /** @throws IllegalArgumentException if {@code count} is below 1, or its inputs are more than one array can hold */
    static void requireInputs(String name, int count, int features) {
        int most = (Integer.MAX_VALUE - 8) / features; // some JVMs keep a few places
        require(name, count, most, features + " values each, 8.6 GB of inputs");
    }

    /**
     * Refuses examples before they are allocated.
     *
     * @throws IllegalArgumentException if their inputs take more than the memory that Java may use
     */
    static void requireMemory(String name, long count, int features) {
        long needed = count * features * Float.BYTES;
        long most = Runtime.getRuntime().maxMemory();
        if (needed > most) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "%s must fit into the memory that Java may use, %.1f GB, got %d examples of %d values, %.1f GB; ask for"
                            + " fewer, or give Java more with -Xmx",
                    name,
                    most / 1e9,
                    count,
                    features,
                    needed / 1e9));
        }
    }

    /**
     * How many of a table's entries are trained on: {@code round(trainFraction · entries)}.
     *
     * @throws IllegalArgumentException if {@code trainFraction} is not in (0, 1) or leaves one part empty
     */
    static int trainCount(double trainFraction, int entries) {
        if (!(trainFraction > 0 && trainFraction < 1)) {
            throw new IllegalArgumentException("trainFraction must be in (0, 1), got " + trainFraction);
        }
        int train = (int) Math.round(trainFraction * entries);
        if (train < 1 || train >= entries) {
            throw new IllegalArgumentException("trainFraction must leave examples to train on and to test on, got "
                    + trainFraction + ", which is " + train + " of " + entries + "; keep it between " + 1.0 / entries
                    + " and " + (entries - 1.0) / entries);
        }
        return train;
    }

    /** @throws IllegalArgumentException if the table has no entry at (a, b) */
    static void requireEntry(OperationTable table, int a, int b) {
        if (!table.hasResult(a, b)) {
            throw new IllegalArgumentException(
                    "a and b must name an entry of the table of " + table + ", got (" + a + ", " + b + ")");
        }
    }

    /** @throws IllegalArgumentException if {@code value} is null */
    static void requirePresent(String name, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " must be given, got null");
        }
    }
}
