package phenomena.model;

import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.util.PairList;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * A block whose inputs, outputs and parameters carry a leading replica axis R; replicas never mix.
 *
 * <p>Its matrices are {@code (R, in, out)} where examples are rows and {@code (R, out, in)} where they are columns, so that gradients
 * come out of the engine in place and are not transposed; its convolution windows are {@code (R, out, in, height, width)}. A whole
 * network's block gives the logits {@code (R, B, K)} and, second, its last hidden layer's activations {@code (R, B, width)}, for the
 * probes that look at neurons; where an example has P labels, {@code (R, B · P, …)}, example after example.
 */
public abstract class ReplicaBlock extends AbstractBlock {

    private static final byte VERSION = 1;
    private static final String HOOK = "hook";

    private final Map<Parameter, Initial> declared = new IdentityHashMap<>();

    protected ReplicaBlock() {
        super(VERSION);
    }

    /** Adds a parameter of shape {@code (R, …)} that starts by the rule of {@link Initial#usual}. */
    protected final Parameter addParameter(String name, Parameter.Type type, Shape shape) {
        return addParameter(
                Parameter.builder().setName(name).setType(type).optShape(shape).build());
    }

    /** Adds a parameter of shape {@code (R, …)} whose initial values are drawn from {@code initial}. */
    protected final Parameter addParameter(String name, Parameter.Type type, Shape shape, Initial initial) {
        Parameter parameter = addParameter(name, type, shape);
        declared.put(parameter, initial);
        return parameter;
    }

    /** Whether examples are the columns of what it takes and gives, {@code (R, features, B)}, and not the rows. */
    boolean takesColumns() {
        return false;
    }

    /** Whether forward passes show their values to a {@link Hook}; if so, they take it from {@link #hook}. */
    protected boolean takesHook() {
        return false;
    }

    /** The hook that came with the last argument of a forward pass, {@link Hook#NONE} where none did. */
    protected static Hook hook(PairList<String, Object> params) {
        Object hook = params == null ? null : params.get(HOOK);
        return hook == null ? Hook.NONE : (Hook) hook;
    }

    /** The last argument of a forward pass that brings a hook. */
    static PairList<String, Object> with(Hook hook) {
        PairList<String, Object> params = new PairList<>();
        params.add(HOOK, hook);
        return params;
    }

    /** What the parameters of a block, and of the blocks within it, declare to start from. */
    static Map<Parameter, Initial> declared(Block block) {
        Map<Parameter, Initial> all = new IdentityHashMap<>();
        if (block instanceof ReplicaBlock own) {
            all.putAll(own.declared);
        }
        block.getChildren().values().forEach(child -> all.putAll(declared(child)));
        return all;
    }
}
