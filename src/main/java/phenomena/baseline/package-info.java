/**
 * What is not a network: models that are fitted at once, on the same data and the same axes as the networks.
 *
 * <p>The room exists because most of what is said of networks (fitting noise exactly, a second descent, universal
 * approximation) must be asked of simpler models first, where a closed form says what to expect. What never enters: gradient
 * steps, tensors of an engine, tables and files of results.
 *
 * <p>To add a baseline, write a record of plain values that implements {@link phenomena.baseline.Baseline}: check its values
 * in the compact constructor, state in {@code size} what it must hold, begin {@code fit} with {@code requireMemory}, draw
 * every random number from {@link phenomena.dataset.Seeds} under a purpose of its own, and test it against known truth.
 */
package phenomena.baseline;
