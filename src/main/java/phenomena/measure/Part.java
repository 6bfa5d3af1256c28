package phenomena.measure;

import java.util.Locale;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;

/** The part of a split that a number speaks of. */
public enum Part {
    TRAIN,
    TEST;

    /** {@code "train"} or {@code "test"}: the {@code split} column of a record. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The examples of this part. */
    public Examples of(Split split) {
        return this == TRAIN ? split.train() : split.test();
    }
}
