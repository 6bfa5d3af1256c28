package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import phenomena.measure.Hindsight;
import phenomena.measure.Probe;
import phenomena.measure.Readings;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

/** The only training loop: takes a cohort from where it stands to its end. */
final class TrainingLoop {

    private final Cohort cohort;
    private final Ledger ledger;
    private final Batches batches;
    private final Watch watch;
    private final Measurement measurement;
    private final List<Hindsight> hindsight;
    private final int steps;
    private final Set<Integer> measured;
    private long step;

    /** What the loop reports to and listens to. */
    interface Watch {

        /** Whether the reader asked to stop. */
        boolean isStopped();

        /** Some replica-steps are done, and these rows measured. */
        void advanced(long replicaSteps, List<Row> rows);

        /** The state is consistent after {@code step} updates: a time to write a checkpoint. */
        void rest(long step);

        /** The reader's wish is about to be followed after {@code step} updates. */
        void stopping(long step);
    }

    TrainingLoop(Cohort cohort, Ledger ledger, long step, Watch watch) {
        this.cohort = cohort;
        this.ledger = ledger;
        this.step = step;
        this.watch = watch;
        Protocol protocol = cohort.protocol();
        batches = new Batches(cohort);
        steps = protocol.learner().training().steps();
        measurement = protocol.measurement();
        measured = new HashSet<>(measurement.measuredSteps(steps));
        hindsight = measurement.probes().stream()
                .filter(Hindsight.class::isInstance)
                .map(Hindsight.class::cast)
                .toList();
    }

    /** Trains until every member is done or the reader stops it. */
    void run() {
        Autograd.unrecorded(() -> {
            if (!cohort.isOwn()) {
                guard();
            }
            while (cohort.size() > 0) {
                boolean stopped = watch.isStopped();
                if (stopped) {
                    watch.stopping(step); // before the extra measurement, which a resumed training must not know of
                }
                if (stopped || measured.contains((int) step)) {
                    measure(stopped);
                }
                if (advance()) {
                    step++;
                    watch.advanced(cohort.size(), List.of());
                    watch.rest(step);
                }
            }
            return null;
        });
    }

    /** One update of every member that has not diverged; false if none is left. */
    private boolean advance() {
        while (cohort.size() > 0) {
            if (update()) {
                return true;
            }
            leave(); // the others take the step again, without those that diverged
        }
        return false;
    }

    /** One update of every member; false, and no update, if some diverged. */
    private boolean update() {
        try (NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = batches.at(scratch, step);
            List<NDArray> leaves = Autograd.leaves(scratch, cohort.parameters());
            NDArray losses = Autograd.recorded(() -> losses(batch, leaves)); // (R)
            double[] values = Conversion.doubles(losses);
            int[] diverged = IntStream.range(0, values.length)
                    .filter(r -> !Double.isFinite(values[r]))
                    .toArray();
            if (diverged.length == 0) {
                cohort.update(Autograd.gradients(scratch, losses, leaves), step);
                return true;
            }
            for (int r : diverged) {
                ledger.outcomes().put(replica(r), new Outcome.Diverged(step));
            }
            return false;
        }
    }

    private void guard() {
        List<double[][]> before = cohort.state();
        GradientGuard.check(cohort.manager(), cohort.learner().architecture(), (scratch, between) -> {
            cohort.restore(before);
            Batches.Batch batch = batches.at(scratch, step);
            List<NDArray> leaves = Autograd.leaves(scratch, cohort.parameters());
            NDArray losses = between.apply(Autograd.recorded(() -> losses(batch, leaves)));
            return Autograd.gradients(scratch, losses, leaves);
        });
        cohort.restore(before);
    }

    /** Each member's objective over its batch, (R). */
    private NDArray losses(Batches.Batch batch, List<NDArray> leaves) {
        return cohort.learner().objective().losses(cohort.forward(leaves, batch.inputs()), batch.labels());
    }

    private void measure(boolean stopped) {
        Snapshot snapshot = new Snapshot(cohort, step, ledger.memories());
        for (int r = 0; r < cohort.size(); r++) {
            Outcome outcome = outcome(snapshot.trainError(r), stopped);
            if (outcome != null) {
                ledger.outcomes().put(replica(r), outcome);
                snapshot.setLast(r);
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Probe probe : measurement.probes()) {
            probe.measure(snapshot, readings(rows));
        }
        keep(snapshot);
        lookBack(snapshot, rows);
        watch.advanced(0, rows);
        leave();
    }

    /** Keeps what the protocol asks for, and what instruments that look back will need. */
    private void keep(Snapshot snapshot) {
        for (int r = 0; r < cohort.size(); r++) {
            if (measurement.keeps(step, snapshot.last(r))) {
                ledger.keep(replica(r), step, snapshot.parameters(r));
            }
            if (!hindsight.isEmpty()) {
                ledger.past(replica(r)).put(step, cohort.network(r));
            }
        }
    }

    /** Shows each member that ends here its past again. */
    private void lookBack(Snapshot end, List<Row> rows) {
        for (int r = 0; r < cohort.size() && !hindsight.isEmpty(); r++) {
            if (!end.last(r)) {
                continue;
            }
            Member member = cohort.members().get(r);
            Readings readings = readings(rows);
            try (Cohort alone = new Cohort(List.of(member.replica()), List.of(member.split()))) {
                for (Map.Entry<Long, double[][]> past :
                        ledger.past(member.replica()).entrySet()) {
                    alone.restore(List.<double[][]>of(past.getValue()));
                    Snapshot then = new Snapshot(alone, past.getKey(), ledger.memories());
                    for (Hindsight probe : hindsight) {
                        probe.lookBack(r, end, then, readings);
                    }
                }
            }
            ledger.forget(member.replica());
        }
    }

    private Readings readings(List<Row> rows) {
        return (r, at, split, quantity, value) -> {
            Replica replica = replica(r);
            Row row = new Row(replica.protocol().name(), replica.seed(), at, split, quantity, value);
            rows.add(row);
            ledger.rows(replica).add(row);
        };
    }

    /** How a member ends at this measurement; null if it goes on. */
    private Outcome outcome(double trainError, boolean stopped) {
        if (stopped && !measured.contains((int) step)) {
            return new Outcome.Interrupted(step); // a replica left alone would not have been judged here
        }
        if (Double.isNaN(trainError)) {
            return new Outcome.Diverged(step);
        }
        if (step == steps || cohort.learner().training().stop().isReached(trainError)) {
            return new Outcome.Completed(step);
        }
        return stopped ? new Outcome.Interrupted(step) : null;
    }

    /** Lets go of the members that have an outcome. */
    private void leave() {
        List<Integer> kept = IntStream.range(0, cohort.size())
                .filter(r -> !ledger.outcomes().containsKey(replica(r)))
                .boxed()
                .toList();
        if (kept.size() < cohort.size()) {
            watch.advanced(spared() * (steps - step), List.of());
            cohort.keep(kept);
        }
    }

    /** How many members have an outcome that leaves nothing to do. */
    private long spared() {
        return IntStream.range(0, cohort.size())
                .mapToObj(r -> ledger.outcomes().get(replica(r)))
                .filter(outcome -> outcome != null && !(outcome instanceof Outcome.Interrupted))
                .count();
    }

    private Replica replica(int member) {
        return cohort.members().get(member).replica();
    }
}
