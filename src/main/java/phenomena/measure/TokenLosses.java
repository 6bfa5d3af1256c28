package phenomena.measure;

import java.util.Arrays;
import phenomena.dataset.Examples;
import phenomena.model.Objective;

/**
 * What predicting the tokens of sequences costs, by their place.
 *
 * <p>Tokens are counted from 1: the first is given, and the last of L + 1 is the label of the last input.
 */
public final class TokenLosses {

    private TokenLosses() {}

    /**
     * The mean loss over sequences of predicting tokens 2 … L + 1, in the objective's unit: nats of cross-entropy.
     *
     * @param logits {@code (n · L) × K}
     * @param examples n sequences of L tokens with a label for each
     * @return L losses; at index i that of token i + 2
     * @throws IllegalArgumentException if the examples are no sequences
     */
    public static double[] of(Objective objective, double[] logits, Examples examples) {
        requireSequences(examples);
        double[] losses = new double[examples.features()];
        for (int i = 0; i < examples.labels().length; i++) {
            double loss = objective.loss(logits, i * examples.classes(), examples.classes(), examples.labels()[i]);
            losses[i % losses.length] += loss / examples.size();
        }
        return losses;
    }

    /** Those of one token. */
    static double at(int token, double[] losses) {
        if (token > losses.length + 1) {
            throw new IllegalArgumentException("a token whose loss is asked for must be at most number "
                    + (losses.length + 1) + ", the last of a sequence, got " + token);
        }
        return losses[token - 2];
    }

    static void requireToken(String name, int token) {
        if (token < 2) {
            throw new IllegalArgumentException(
                    name + " must be at least 2, the first token that is predicted, got " + token);
        }
    }

    static void requireSequences(Examples examples) {
        if (examples.inputShape().length != 1 || examples.labelsPerExample() != examples.features()) {
            throw new IllegalArgumentException(
                    "examples must be sequences of tokens with a label for each, got inputs of"
                            + " shape " + Arrays.toString(examples.inputShape()) + " with "
                            + examples.labelsPerExample()
                            + " labels; give the task sequences, such as MarkovChains");
        }
    }
}
