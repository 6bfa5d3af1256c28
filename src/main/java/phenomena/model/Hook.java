package phenomena.model;

import ai.djl.ndarray.NDArray;

/**
 * Reads or changes what flows through a forward pass: what it returns is what flows on.
 *
 * <p>So one mechanism serves to look (return the value), to ablate and to patch. A value is named by its point. A decoder of R
 * replicas on B sequences of L tokens, with H heads a layer, shows, layer after layer from 0 on:
 *
 * <table>
 * <caption>Points, in the order of the pass</caption>
 * <tr><td>{@code embedding}</td><td>{@code (R, B, L, width)}, learned positions added</td></tr>
 * <tr><td>{@code layer i/queries}</td><td>{@code (R, B, H, L, width / H)}, divided by √(width / H); rotary positions act after it</td></tr>
 * <tr><td>{@code layer i/keys}</td><td>{@code (R, B, H, L, width / H)}; rotary and relative positions act after it</td></tr>
 * <tr><td>{@code layer i/values}</td><td>{@code (R, B, H, L, width / H)}</td></tr>
 * <tr><td>{@code layer i/attention pattern}</td><td>{@code (R, B, H, L, L)}, the share of each key's position (last axis) for each
 * query's; 0 after it</td></tr>
 * <tr><td>{@code layer i/head outputs}</td><td>{@code (R, B, H, L, width / H)}, each head's mean of the values by its pattern. The
 * output matrix, without a bias, takes them to the residual stream: a head whose output is 0 writes nothing, and the mean of what a
 * head writes is what it writes for the mean</td></tr>
 * <tr><td>{@code layer i/mlp}</td><td>{@code (R, B, L, width)}, what the MLP writes, where there is one</td></tr>
 * <tr><td>{@code layer i/residual}</td><td>{@code (R, B, L, width)}, the residual stream after the layer</td></tr>
 * </table>
 *
 * <p>Arrays shown belong to the pass: a hook may keep one until the manager of the pass closes, and must not change it in place.
 * Gradients flow through hooks. A hook that returns its arguments changes no bit of what the pass gives. A changed embedding is
 * multiplied by the first layer's matrices place by place; unchanged in a wide net, each token's is once for all its places, which rounds
 * otherwise.
 */
@FunctionalInterface
public interface Hook {

    /** Neither reads nor changes anything, and costs nothing. */
    Hook NONE = (point, value) -> value;

    String EMBEDDING = "embedding";
    String QUERIES = "queries";
    String KEYS = "keys";
    String VALUES = "values";
    String ATTENTION_PATTERN = "attention pattern";
    String HEAD_OUTPUTS = "head outputs";
    String MLP = "mlp";
    String RESIDUAL = "residual";

    /**
     * What flows on from a point.
     *
     * @param point its name
     * @param value what came to it
     * @return {@code value}, or another array of its shape and type
     */
    NDArray at(String point, NDArray value);

    /** This hook, and then another on what it returns. */
    default Hook then(Hook next) {
        return (point, value) -> next.at(point, at(point, value));
    }

    /** The name of a point within a layer, {@code layer 0/head outputs}. */
    static String point(int layer, String part) {
        return "layer " + layer + "/" + part;
    }
}
