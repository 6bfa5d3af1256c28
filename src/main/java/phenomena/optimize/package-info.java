/**
 * Optimizers, each a record of hyperparameters with its rule in plain Java, and wrappers that change what an optimizer is given.
 *
 * <p>A rule works on one replica's numbers in place, so that replicas of one pass may differ in learning rate and weight decay, and
 * allocates nothing of their size. It is written once, in the operations of {@link phenomena.optimize.Numbers}, for either precision.
 *
 * <p>No training loop stands here, and no engine. To add an optimizer, write one record, a
 * {@link phenomena.optimize.Wrapper} where it stands around any other, name it in the registry of
 * {@code phenomena.protocol.ProtocolJson}, and compare it with a reference implementation's numbers in
 * {@code OptimizerTest}.
 */
package phenomena.optimize;
