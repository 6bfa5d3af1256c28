/**
 * The one training loop, and what it leaves behind.
 *
 * <p>{@link phenomena.run.Runner} plans which replicas share a pass, trains the passes on parallel threads through
 * {@link phenomena.run.TrainingLoop}, and files each finished protocol in a {@link phenomena.run.RunStore}. It owns seeds,
 * batches, threads, native memory, checkpoints, interruption, divergence and progress; nobody else writes a loop. What
 * leaves is a {@link phenomena.run.Run}: a Tablesaw table with its provenance. No engine array does.
 *
 * <p>{@link phenomena.run.Fitter} does the same for what has no loop: it fits the baselines of a {@link phenomena.run.Fits}
 * side by side, and measures them with the probes that measure networks.
 */
package phenomena.run;
