package phenomena.measure;

import java.util.Arrays;
import phenomena.dataset.Examples;
import phenomena.dataset.ParityTasks;

/**
 * Each task of multitask sparse parity on its own: {@code error task r} on test, the fraction of the examples that ask for task r
 * whose largest logit is not their label, in [0, 1], at every measurement; and {@code loss task r}, their mean loss, at a
 * replica's last. Weighted by {@link ParityTasks#frequencies} the tasks sum to the whole.
 *
 * <p>Task 1 is the most frequent. A task that no test example asks for gives no rows. The losses, whose digits take most of the
 * place in a record, are not needed to tell when a task was learned.
 *
 * @param tasks the number of tasks T, at least 1; the first value of an input is its task, in [0, T)
 */
public record TaskErrors(int tasks) implements Probe {

    /** What an error's name begins with, before the task's rank. */
    public static final String ERROR = "error task ";

    /** What a loss's name begins with, before the task's rank. */
    public static final String LOSS = "loss task ";

    public TaskErrors {
        if (tasks < 1) {
            throw new IllegalArgumentException("tasks must be at least 1, got " + tasks);
        }
    }

    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            Examples test = observation.examples(replica, Part.TEST);
            int[] asked = ParityTasks.asked(test, tasks);
            int[] predicted = observation.predictions(replica, Part.TEST);
            double[] wrong = new double[tasks];
            for (int i = 0; i < asked.length; i++) {
                wrong[asked[i]] += predicted[i] == test.labels()[i] ? 0 : 1;
            }
            read(observation, replica, asked, wrong, ERROR, readings);
            if (observation.last(replica)) {
                read(observation, replica, asked, losses(observation, replica, asked), LOSS, readings);
            }
        }
    }

    private double[] losses(Observation observation, int replica, int[] asked) {
        Examples test = observation.examples(replica, Part.TEST);
        double[] logits = observation.logits(replica, Part.TEST);
        double[] losses = new double[tasks];
        for (int i = 0; i < asked.length; i++) {
            losses[asked[i]] +=
                    observation.objective().loss(logits, i * test.classes(), test.classes(), test.labels()[i]);
        }
        return losses;
    }

    private void read(
            Observation observation, int replica, int[] asked, double[] sums, String quantity, Readings readings) {
        long[] counts = new long[tasks];
        Arrays.stream(asked).forEach(task -> counts[task]++);
        for (int task = 0; task < tasks; task++) {
            if (counts[task] > 0) {
                readings.put(
                        replica,
                        observation.step(),
                        Part.TEST.label(),
                        quantity + (task + 1),
                        sums[task] / counts[task]);
            }
        }
    }
}
