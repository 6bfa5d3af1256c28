package phenomena.run;

import phenomena.protocol.Protocol;

/**
 * One network to train.
 *
 * @param run index of its protocol among those asked for
 * @param protocol what it belongs to
 * @param seed its seed
 */
record Replica(int run, Protocol protocol, long seed) {}
