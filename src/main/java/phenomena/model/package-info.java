/**
 * Architectures, each a record that builds a DJL block.
 *
 * <p>Every parameter carries a leading replica axis R and every pass is batched over it, so R networks train for little
 * more than the price of one. Stock DJL blocks have no such axis; they work too, one replica a pass.
 *
 * <p>Parameters are drawn by one rule, or from the {@link phenomena.model.Initial} that a block declares for one where its paper
 * has another. Architectures on tokens take the vocabulary to be the classes, and add the symbols that they need.
 *
 * <p>Where a pass shows its values, a {@link phenomena.model.Hook} reads or changes them; there is no second model to look into.
 *
 * <p>What PyTorch has and DJL's engine, at 0.35.1, does not pass on to Java: attention fused into one kernel ({@code
 * scaled_dot_product_attention}), and steps compiled into one ({@code torch.compile}). The first needs a call in DJL's native library,
 * with a mask that takes gradients where positions are relative, and shows no pattern, so that a hook would still need the plain
 * form. The second compiles what Python traces; there is no such trace of Java.
 *
 * <p>Nothing here trains, reads files or draws. To add an architecture, write one record that implements
 * {@link phenomena.model.Architecture}, name it in the registry of {@code phenomena.protocol.ProtocolJson}, and let
 * {@code ReplicaTest} check that a replica in a batch computes what it computes alone.
 */
package phenomena.model;
