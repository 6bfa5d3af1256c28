package phenomena.protocol;

import java.util.List;
import java.util.TreeSet;
import phenomena.measure.Probe;

/**
 * What is measured, and when.
 *
 * @param probes the instruments, at least one
 * @param pointsPerDecade measured steps in each tenfold of steps, from 1 to 1000; step 0 and the last are always measured
 * @param keepParameters whether the record keeps the final parameters
 */
public record Measurement(List<Probe> probes, int pointsPerDecade, boolean keepParameters) {

    public Measurement {
        probes = Check.list("probes", probes);
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("probes must be at least one, got none");
        }
        if (pointsPerDecade < 1 || pointsPerDecade > 1000) {
            throw new IllegalArgumentException("pointsPerDecade must be in [1, 1000], got " + pointsPerDecade);
        }
    }

    /**
     * The measured steps of a training of {@code steps} updates: 0, then {@code round(10^(i / pointsPerDecade))}, then the
     * last; ascending, without repeats.
     */
    public List<Integer> measuredSteps(int steps) {
        TreeSet<Integer> measured = new TreeSet<>(List.of(0, steps));
        for (int i = 0; ; i++) {
            long step = Math.round(Math.pow(10, (double) i / pointsPerDecade));
            if (step >= steps) {
                return List.copyOf(measured);
            }
            measured.add((int) step);
        }
    }

    /** The same measurement with other instruments. */
    public Measurement withProbes(List<Probe> probes) {
        return new Measurement(probes, pointsPerDecade, keepParameters);
    }

    /** The same measurement, keeping the final parameters or not. */
    public Measurement withKeepParameters(boolean keepParameters) {
        return new Measurement(probes, pointsPerDecade, keepParameters);
    }
}
