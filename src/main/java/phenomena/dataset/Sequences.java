package phenomena.dataset;

import java.util.function.Function;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * How many sequences of tokens a task gives, and how long they are. For each, L + 1 tokens are drawn: the first L are the
 * inputs, of shape (L), and the label of each is the token that follows it.
 *
 * <p>Every sequence has a random stream of its own, so a larger draw with the same seed begins with the smaller one.
 *
 * @param length tokens L that a network is shown, in [2, 65536]
 * @param train number of training sequences, at least 1
 * @param test number of test sequences, at least 1
 */
public record Sequences(int length, int train, int test) {

    private static final int LONGEST = 1 << 16;
    private static final int MOST_TOKENS = 1 << 28;

    /** @throws IllegalArgumentException if a number is outside its range, or a part has more than 2²⁸ tokens */
    public Sequences {
        Counts.require("length", length, 2, LONGEST, "a sequence of 65536 tokens");
        Counts.require("train", train, MOST_TOKENS / length, "1 GiB of inputs at length " + length);
        Counts.require("test", test, MOST_TOKENS / length, "1 GiB of inputs at length " + length);
    }

    /**
     * As many test sequences of the same length, and other training sequences.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public Sequences withTrain(int train) {
        return new Sequences(length, train, test);
    }

    /** Names the stream of one sequence. */
    record Stream(long seed, String purpose) {

        UniformRandomProvider train(int index) {
            return Seeds.stream(seed, purpose + "-train/" + index);
        }

        UniformRandomProvider test(int index) {
            return Seeds.stream(seed, purpose + "-test/" + index);
        }
    }

    /**
     * Draws all of them.
     *
     * @param source gives the L + 1 tokens of one sequence, each in {@code [0, vocabulary)}
     */
    Split draw(Stream stream, int vocabulary, Function<UniformRandomProvider, int[]> source) {
        Examples first = draw(train, vocabulary, i -> source.apply(stream.train(i)));
        return new Split(first, draw(test, vocabulary, i -> source.apply(stream.test(i))));
    }

    /** Examples of the L + 1 tokens that {@code source} gives for each index below {@code count}. */
    Examples draw(int count, int vocabulary, IntFunction<int[]> source) {
        float[] inputs = new float[count * length];
        int[] labels = new int[count * length];
        for (int i = 0; i < count; i++) {
            int[] tokens = source.apply(i);
            for (int t = 0; t < length; t++) {
                inputs[i * length + t] = tokens[t];
                labels[i * length + t] = tokens[t + 1];
            }
        }
        return new Examples(inputs, new long[] {length}, labels, labels, vocabulary);
    }
}
