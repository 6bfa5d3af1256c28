package phenomena.model;

import ai.djl.nn.AbstractBlock;

/**
 * A block whose inputs, outputs and parameters carry a leading replica axis R; replicas never mix.
 *
 * <p>Its matrices are {@code (R, in, out)}, so that their gradients come out of the engine in place and are not transposed;
 * its convolution windows are {@code (R, out, in, height, width)}.
 */
public abstract class ReplicaBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    protected ReplicaBlock() {
        super(VERSION);
    }
}
