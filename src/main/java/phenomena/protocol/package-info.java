/**
 * Experiments as data: a {@link phenomena.protocol.Protocol} states all that a result depends on.
 *
 * <p>Notebook, command line and tests pass the same record; nothing else describes an experiment. It round-trips through
 * JSON with a closed registry of type names, and its canonical JSON is half of a run's identity (the other half is the
 * data's SHA-256).
 *
 * <p>Nothing here trains. To add a phenomenon, write one class of presets, named for the paper's settings, like
 * {@link phenomena.protocol.RandomLabels}.
 */
package phenomena.protocol;
