/**
 * Optimizers, each a record of hyperparameters with its rule in plain Java.
 *
 * <p>A rule works on one replica's numbers in place, in one pass over them, so that replicas of one pass may differ in
 * learning rate and weight decay and nothing is allocated.
 *
 * <p>No training loop stands here, and no engine. To add an optimizer, write one record, name it in the registry of
 * {@code phenomena.protocol.ProtocolJson}, and compare it with a reference implementation's numbers in
 * {@code OptimizerTest}.
 */
package phenomena.optimize;
