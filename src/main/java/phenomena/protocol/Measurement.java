package phenomena.protocol;

import java.util.List;
import java.util.TreeSet;
import phenomena.measure.Probe;

/**
 * What is measured, and when.
 *
 * @param probes the instruments, at least one
 * @param pointsPerDecade measured steps in each tenfold of steps, from 1 to 1000; step 0 and the last are always measured
 * @param keptSteps measured in any case, and the steps at which the record keeps the parameters; one past a replica's end stands
 *     for its end, so that {@link #END} keeps what was trained
 * @param trainExamples how many training examples are measured, the first ones, at least 1; {@link #ALL}, which JSON leaves
 *     out, means all. What probes read on train, and the training error that ends a replica, are of these. Where every example
 *     is shown once, a training set stands for data drawn without end, and few of it are enough to measure
 */
public record Measurement(List<Probe> probes, int pointsPerDecade, List<Integer> keptSteps, int trainExamples) {

    /** A step past every end. */
    public static final int END = Integer.MAX_VALUE;

    /** More training examples than there are. */
    public static final int ALL = Integer.MAX_VALUE;

    public Measurement {
        keptSteps = Check.list("keptSteps", keptSteps);
        keptSteps.forEach(step -> Check.atLeast("keptSteps", step, 0));
        probes = Check.list("probes", probes);
        if (probes.isEmpty()) {
            throw new IllegalArgumentException("probes must be at least one, got none");
        }
        if (pointsPerDecade < 1 || pointsPerDecade > 1000) {
            throw new IllegalArgumentException("pointsPerDecade must be in [1, 1000], got " + pointsPerDecade);
        }
        Check.atLeast("trainExamples", trainExamples, 1);
    }

    /**
     * The measured steps of a training of {@code steps} updates: 0, {@code round(10^(i / pointsPerDecade))}, the kept steps and
     * the last; ascending, without repeats.
     */
    public List<Integer> measuredSteps(int steps) {
        TreeSet<Integer> measured = new TreeSet<>(List.of(0, steps));
        keptSteps.stream().filter(step -> step < steps).forEach(measured::add);
        for (int i = 0; ; i++) {
            long step = Math.round(Math.pow(10, (double) i / pointsPerDecade));
            if (step >= steps) {
                return List.copyOf(measured);
            }
            measured.add((int) step);
        }
    }

    /** Whether parameters are kept after {@code step} updates, the last of a replica or not. */
    public boolean keeps(long step, boolean last) {
        return keptSteps.stream().anyMatch(kept -> kept == step || last && kept > step);
    }

    /** The same measurement with other instruments. */
    public Measurement withProbes(List<Probe> probes) {
        return new Measurement(probes, pointsPerDecade, keptSteps, trainExamples);
    }

    /** The same measurement, keeping parameters at other steps. */
    public Measurement withKeptSteps(Integer... keptSteps) {
        return new Measurement(probes, pointsPerDecade, List.of(keptSteps), trainExamples);
    }

    /** The same measurement of the first {@code trainExamples} training examples. */
    public Measurement withTrainExamples(int trainExamples) {
        return new Measurement(probes, pointsPerDecade, keptSteps, trainExamples);
    }
}
