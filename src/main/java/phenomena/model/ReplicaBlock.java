package phenomena.model;

import ai.djl.nn.AbstractBlock;

/** A block whose inputs, outputs and parameters carry a leading replica axis R; replicas never mix. */
public abstract class ReplicaBlock extends AbstractBlock {

    private static final byte VERSION = 1;

    protected ReplicaBlock() {
        super(VERSION);
    }
}
