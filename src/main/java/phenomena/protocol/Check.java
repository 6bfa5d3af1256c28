package phenomena.protocol;

import java.util.List;

/** Checks that protocol records share. */
final class Check {

    private Check() {}

    static void present(String quantity, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(quantity + " must be given, got null");
        }
    }

    /** An unmodifiable copy of a list that holds no null. */
    static <T> List<T> list(String quantity, List<T> values) {
        present(quantity, values);
        for (T value : values) {
            present("each of " + quantity, value);
        }
        return List.copyOf(values);
    }

    static void atLeast(String quantity, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(quantity + " must be at least " + least + ", got " + value);
        }
    }
}
