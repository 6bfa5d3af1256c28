package phenomena.model;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * What one position of a sequence holds, once for each case that it can hold.
 *
 * <p>The first token, and all that causal attention lets it see, is one of K; a symbol before any token is always the same. Such
 * values are computed for the K tokens, or once, and not for each of the B examples; {@link #over} spreads them where
 * positions that depend on different tokens meet.
 *
 * @param values {@code (R, 1, …)} where they depend on no token, {@code (R, K, …)} on one, {@code (R, B, …)} on both
 * @param on the tokens that they depend on: {@link #NONE}, {@link #FIRST}, {@link #SECOND}, or {@link #BOTH}, the bits of the former
 */
record Cases(NDArray values, int on) {

    static final int NONE = 0;
    static final int FIRST = 1;
    static final int SECOND = 2;
    static final int BOTH = FIRST | SECOND;

    /** The same function of each case. */
    Cases map(UnaryOperator<NDArray> function) {
        return new Cases(function.apply(values), on);
    }

    /** Values {@code (R, n, width)} for the cases of {@code wider}; {@code (R, 1, width)}, to be broadcast, if there is one case. */
    NDArray over(int wider, Tokens tokens) {
        if (on == wider || on == NONE) {
            return values;
        }
        return tokens.pick(on == FIRST ? 0 : 1, values);
    }
}
