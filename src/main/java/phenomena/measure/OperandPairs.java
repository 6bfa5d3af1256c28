package phenomena.measure;

import java.util.Arrays;
import phenomena.dataset.Examples;

/**
 * Which pair of residues (a, b) each example of a replica is, where its train and test examples together are the table of all
 * n² pairs.
 *
 * @param modulus n
 * @param train for each training example {@code a · n + b}
 * @param test for each test example {@code a · n + b}
 */
record OperandPairs(int modulus, int[] train, int[] test) {

    /** @throws IllegalArgumentException if the replica's examples are not such a table */
    static OperandPairs of(Observation observation, int replica) {
        Examples train = observation.examples(replica, Part.TRAIN);
        Examples test = observation.examples(replica, Part.TEST);
        int n = requirePairs(train);
        OperandPairs pairs = new OperandPairs(n, read(train), read(test));
        boolean[] seen = new boolean[n * n];
        for (Part part : Part.values()) {
            for (int pair : pairs.of(part)) {
                if (seen[pair]) {
                    throw unsuitable(n, "(" + pair / n + ", " + pair % n + ") more than once");
                }
                seen[pair] = true;
            }
        }
        if (train.size() + test.size() < seen.length) {
            throw unsuitable(n, (train.size() + test.size()) + " of them");
        }
        return pairs;
    }

    /**
     * The number of symbols n that inputs are pairs of.
     *
     * @throws IllegalArgumentException if the inputs are not of shape (2)
     */
    static int requirePairs(Examples examples) {
        if (!Arrays.equals(examples.inputShape(), new long[] {2})) {
            throw new IllegalArgumentException(
                    "inputs must be pairs of residues, of shape [2], for a Fourier spectrum, got shape "
                            + Arrays.toString(examples.inputShape())
                            + "; take a task of modular arithmetic, or leave this probe out");
        }
        if (examples.labelsPerExample() > 1) {
            throw new IllegalArgumentException("pairs of residues must have one label each for a Fourier spectrum, got "
                    + examples.labelsPerExample() + "; take a task of modular arithmetic, or leave this probe out");
        }
        return examples.classes();
    }

    private static int[] read(Examples examples) {
        int n = examples.classes();
        int[] pairs = new int[examples.size()];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = residue(examples, 2 * i) * n + residue(examples, 2 * i + 1);
        }
        return pairs;
    }

    private static int residue(Examples examples, int at) {
        float value = examples.inputs()[at];
        if (value != (int) value || value < 0 || value >= examples.classes()) {
            throw unsuitable(examples.classes(), value + " in one");
        }
        return (int) value;
    }

    private static IllegalArgumentException unsuitable(int n, String got) {
        return new IllegalArgumentException("train and test examples must together be the " + n * n
                + " pairs of residues modulo " + n + ", each once, got " + got
                + "; take the whole table of an operation, or leave this probe out");
    }

    /** For each example of a part {@code a · n + b}. */
    int[] of(Part part) {
        return part == Part.TRAIN ? train : test;
    }
}
