package phenomena.model;

/** Checks that the architectures' records share. */
final class Check {

    private Check() {}

    static void atLeastOne(String quantity, int value) {
        atLeast(quantity, value, 1);
    }

    static void atLeast(String quantity, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(quantity + " must be at least " + least + ", got " + value);
        }
    }

    static void heads(int width, int heads) {
        atLeastOne("heads", heads);
        if (width % heads != 0) {
            throw new IllegalArgumentException(
                    "width must be a multiple of heads, got " + width + " with " + heads + " heads");
        }
    }

    static void present(String quantity, Object value) {
        if (value == null) {
            throw new IllegalArgumentException(quantity + " must be given, got null");
        }
    }

    static void initialScale(double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("initialScale must be above 0 and finite, got " + value);
        }
    }
}
