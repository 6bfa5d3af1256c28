package phenomena.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.LongStream;
import phenomena.dataset.Task;
import phenomena.measure.Probe;

/**
 * One experiment, as data: what is learned, by what, what is measured, and under which seeds.
 *
 * @param name what a person calls it; no part of its identity
 * @param task what is to be learned
 * @param learner what learns it
 * @param measurement what is measured, and when
 * @param seeds one replica each; distinct, at least one
 */
public record Protocol(String name, Task task, Learner learner, Measurement measurement, List<Long> seeds) {

    public Protocol {
        if (name == null || name.isBlank() || name.length() > 100) {
            throw new IllegalArgumentException("name must have 1 to 100 characters, got \"" + name + "\"");
        }
        Check.present("task", task);
        Check.present("learner", learner);
        Check.present("measurement", measurement);
        seeds = Check.list("seeds", seeds);
        if (seeds.isEmpty() || new HashSet<>(seeds).size() < seeds.size()) {
            throw new IllegalArgumentException("seeds must be distinct and at least one, got " + seeds);
        }
    }

    /** The same experiment under another name. */
    public Protocol withName(String name) {
        return new Protocol(name, task, learner, measurement, seeds);
    }

    /** The same learner on another task. */
    public Protocol withTask(Task task) {
        return new Protocol(name, task, learner, measurement, seeds);
    }

    /** Another learner on the same task. */
    public Protocol withLearner(Learner learner) {
        return new Protocol(name, task, learner, measurement, seeds);
    }

    /** The same experiment, measured otherwise. */
    public Protocol withMeasurement(Measurement measurement) {
        return new Protocol(name, task, learner, measurement, seeds);
    }

    /** The same experiment, of which more is measured: these probes after its own. */
    public Protocol measuring(Probe... more) {
        List<Probe> probes = new ArrayList<>(measurement.probes());
        probes.addAll(List.of(more));
        return withMeasurement(measurement.withProbes(probes));
    }

    /**
     * The same experiment under the seeds 0 … count − 1.
     *
     * @param count the number of replicas, at least 1
     */
    public Protocol withSeeds(int count) {
        return withSeeds(LongStream.range(0, count).boxed().toList());
    }

    /** The same experiment under other seeds. */
    public Protocol withSeeds(List<Long> seeds) {
        return new Protocol(name, task, learner, measurement, seeds);
    }

    /** The protocol as indented JSON: every hyperparameter, readable, and read back by {@link ProtocolJson#read}. */
    @Override
    public String toString() {
        return ProtocolJson.write(this);
    }
}
