/**
 * What networks are trained on. A {@link phenomena.dataset.Task} turns a seed into a {@link phenomena.dataset.Split} of
 * plain arrays; a {@link phenomena.dataset.Corruption} spoils one; a {@link phenomena.dataset.Fingerprint} names one.
 *
 * <p>The room exists so that the same task and seed mean the same numbers on every machine, and so that nothing past it
 * asks where data come from. What never enters: tensors of an engine (of DJL it uses the files alone),
 * models, tables and files of results.
 *
 * <p>To add a task, write a record of plain values that implements {@code Task} (or {@code OperationTable}, where it is the
 * table of an operation): check its values in the compact constructor, draw every random number from {@link
 * phenomena.dataset.Seeds} under a purpose of its own, and hard-code the fingerprint of one split in its test. To add files
 * to {@code data/}, state origin, licence, counts and SHA-256 in {@code data/README.md}, and check the SHA-256 on load.
 */
package phenomena.dataset;
