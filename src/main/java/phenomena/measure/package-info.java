/**
 * The instrument panel: probes that map (network, parameters, data) to named numbers per replica.
 *
 * <p>A protocol declares its probes and the loop runs them on log-spaced steps; the same probes serve every phenomenon.
 * A probe is a record without state: what it must remember from one measurement to the next stands in
 * {@link phenomena.measure.Observation#memory}, which checkpoints keep.
 *
 * <p>What flows within a pass is seen, and interfered with, through {@link phenomena.measure.Heads}: on any sequences, as plain arrays.
 *
 * <p>Nothing here trains or draws. To add a probe, write one record that implements {@link phenomena.measure.Probe}, name
 * it in the registry of {@code phenomena.protocol.ProtocolJson}, and test it on an observation worked out by hand.
 */
package phenomena.measure;
