package phenomena.model;

import ai.djl.nn.AbstractBlock;

/**
 * A block whose inputs, outputs and parameters carry a leading replica axis R; replicas never mix.
 *
 * <p>Its matrices are {@code (R, in, out)}, so that their gradients come out of the engine in place and are not transposed;
 * its convolution windows are {@code (R, out, in, height, width)}. A whole network's block gives the logits {@code (R, B, K)} and,
 * second, its last hidden layer's activations {@code (R, B, width)}, for the probes that look at neurons.
 */
public abstract class ReplicaBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    protected ReplicaBlock() {
        super(VERSION);
    }
}
