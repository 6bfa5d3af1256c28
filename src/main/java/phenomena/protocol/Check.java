package phenomena.protocol;

/** Checks that protocol records share. */
final class Check {

    private Check() {}

    static void present(String quantity, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(quantity + " must be given, got null");
        }
    }

    static void atLeast(String quantity, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(quantity + " must be at least " + least + ", got " + value);
        }
    }
}
