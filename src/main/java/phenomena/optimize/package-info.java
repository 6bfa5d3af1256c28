/**
 * Optimizers, each a record of hyperparameters that starts an {@link phenomena.optimize.Update}.
 *
 * <p>Learning rate and weight decay may differ between the replicas of one pass; everything else is shared. An update
 * works on the rows {@code (R, P)} of {@link phenomena.model.Network} in place, with state kept in the engine.
 *
 * <p>No training loop stands here. To add an optimizer, write one record and its update, name it in the registry of
 * {@code phenomena.protocol.ProtocolJson}, and compare it with a reference implementation's numbers in
 * {@code OptimizerTest}.
 */
package phenomena.optimize;
