package phenomena.theory;

/** Checks that the settings of theories share. */
final class Check {

    private Check() {}

    static void nonNegative(String quantity, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(quantity + " must be a finite number, at least 0, got " + value);
        }
    }

    static void positive(String quantity, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(quantity + " must be a finite number above 0, got " + value);
        }
    }

    static void range(String quantity, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(quantity + " must be in " + least + " … " + most + ", got " + value);
        }
    }

    static void atLeast(String quantity, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(quantity + " must be at least " + least + ", got " + value);
        }
    }
}
