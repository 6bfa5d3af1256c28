package phenomena.dataset;

/** Checks how many examples a task asks for. */
final class Counts {

    private Counts() {}

    /** @throws IllegalArgumentException if {@code count} is not in [1, most] */
    static void require(String name, int count, int most, String reason) {
        if (count < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + count);
        }
        if (count > most) {
            throw new IllegalArgumentException(name + " must be at most " + most + " (" + reason + "), got " + count);
        }
    }
}
