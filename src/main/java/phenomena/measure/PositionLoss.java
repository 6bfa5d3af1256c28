package phenomena.measure;

import java.util.List;

/**
 * {@code loss token n}: the mean loss over test sequences of predicting their n-th token from all before it.
 *
 * @param tokens numbers n of the tokens, at least one, each in [2, L + 1]: the first token of a sequence is number 1, and the label of
 *     its last input number L + 1
 */
public record PositionLoss(List<Integer> tokens) implements Probe {

    /** @throws IllegalArgumentException if there are no numbers, or one is below 2 */
    public PositionLoss {
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        if (tokens.isEmpty()) {
            throw new IllegalArgumentException("tokens must be at least one, got none");
        }
        tokens.forEach(token -> TokenLosses.requireToken("each of tokens", token));
    }

    /** @throws IllegalArgumentException if the examples are no sequences, or have no such token */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            double[] losses = test(observation, replica);
            for (int token : tokens) {
                double loss = TokenLosses.at(token, losses);
                readings.put(replica, observation.step(), Part.TEST.label(), "loss token " + token, loss);
            }
        }
    }

    /** A replica's losses over its test sequences, by token, as {@link TokenLosses#of} gives them. */
    static double[] test(Observation observation, int replica) {
        return TokenLosses.of(
                observation.objective(),
                observation.logits(replica, Part.TEST),
                observation.examples(replica, Part.TEST));
    }
}
