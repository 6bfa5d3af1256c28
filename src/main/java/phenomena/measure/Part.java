package phenomena.measure;

import java.util.Locale;

/** The part of a split that a number speaks of. */
public enum Part {
    TRAIN,
    TEST;

    /** {@code "train"} or {@code "test"}: the {@code split} column of a record. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
