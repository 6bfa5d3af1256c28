package phenomena.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Split;
import phenomena.measure.ErrorRate;
import phenomena.measure.FittedSince;
import phenomena.measure.Loss;
import phenomena.measure.Margin;
import phenomena.measure.WeightNorm;
import phenomena.model.Architecture;
import phenomena.model.Cnn;
import phenomena.model.CrossEntropy;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.optimize.Adam;
import phenomena.protocol.Learner;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;
import phenomena.protocol.Stop;
import phenomena.protocol.Training;
import tech.tablesaw.api.Table;

/** Protocols that train in a moment, with every probe, and ways to train and compare them. */
final class Tiny {

    static final int STEPS = 30;
    private static final int CORES = 2;

    private Tiny() {}

    /** Three replicas of a small network on noisy labels, 30 steps, measured at 0, 1, 2, 3, 4, 6, 10, 16, 25 and 30. */
    static Protocol mlp() {
        return protocol("tiny MLP", new Mlp(1, 8, 1));
    }

    static Protocol cnn() {
        return protocol("tiny CNN", new Cnn(3, 4, 8, 3, 1));
    }

    static Protocol protocol(String name, Architecture architecture) {
        var training = new Training(STEPS, 10, new Augmentation.None(), new Stop.Never());
        var measurement = new Measurement(
                List.of(new Loss(), new ErrorRate(), new Margin(), new WeightNorm(), new FittedSince()),
                5,
                List.of(),
                Measurement.ALL);
        return new Protocol(
                name,
                new Corrupted(new Mnist1d(40, 30), new Corruption.LabelNoise(0.3)),
                new Learner(
                        architecture,
                        new CrossEntropy(),
                        new Adam(1e-2, 0.9, 0.999, 1e-8, 0),
                        Precision.FLOAT32,
                        training),
                measurement,
                List.of(0L, 1L, 2L));
    }

    static Protocol withTraining(Protocol protocol, Training training) {
        return protocol.withLearner(protocol.learner().withTraining(training));
    }

    static Protocol withSteps(Protocol protocol, int steps) {
        return withTraining(protocol, protocol.learner().training().withSteps(steps));
    }

    static Protocol withLearningRate(Protocol protocol, double rate) {
        return protocol.withLearner(
                protocol.learner().withOptimizer(protocol.learner().optimizer().withLearningRate(rate)));
    }

    static Protocol withSeed(Protocol protocol, long seed) {
        return new Protocol(
                protocol.name(), protocol.task(), protocol.learner(), protocol.measurement(), List.of(seed));
    }

    static Runner runner(Path root) {
        return new Runner(new RunStore(root), Progress.NONE, CORES);
    }

    static List<Run> run(Path root, Protocol... protocols) {
        return runner(root).run(List.of(protocols), Instant.MIN);
    }

    static Run run(Path root, Protocol protocol) {
        return run(root, new Protocol[] {protocol}).get(0);
    }

    /** A run's rows, a line each, every bit of their values, without the run's name. */
    static List<String> bits(Run run) {
        return bits(run.table());
    }

    static List<String> bits(Table table) {
        List<String> lines = new ArrayList<>();
        for (tech.tablesaw.api.Row row : table) {
            lines.add(line(
                    row.getLong("replica"),
                    row.getLong("step"),
                    row.getString("split"),
                    row.getString("quantity"),
                    row.getDouble("value")));
        }
        return lines;
    }

    static List<String> bits(List<Row> rows) {
        return rows.stream()
                .map(row -> line(row.replica(), row.step(), row.split(), row.quantity(), row.value()))
                .toList();
    }

    private static String line(long replica, long step, String split, String quantity, double value) {
        return replica + " " + step + " " + split + " " + quantity + " "
                + Long.toHexString(Double.doubleToLongBits(value));
    }

    /** Every seed of every protocol as a replica, whichever pass the plan would put it in. */
    static List<Replica> replicas(Protocol... protocols) {
        List<Replica> replicas = new ArrayList<>();
        for (int i = 0; i < protocols.length; i++) {
            for (long seed : protocols[i].seeds()) {
                replicas.add(new Replica(i, protocols[i], seed));
            }
        }
        return replicas;
    }

    static List<Split> splits(List<Replica> replicas) {
        return replicas.stream()
                .map(replica -> replica.protocol().task().split(replica.seed()))
                .toList();
    }

    static Cohort cohort(List<Replica> replicas) {
        Autograd.useThreads(1);
        return new Cohort(replicas, splits(replicas));
    }

    /** The part of a record's folder that names its identity. */
    static String brief(Path folder) {
        String name = folder.getFileName().toString();
        return name.substring(name.lastIndexOf('-') + 1);
    }

    /** Trains replicas in one pass, whatever the plan would do. */
    static Ledger train(List<Replica> replicas) {
        Ledger ledger = new Ledger(replicas);
        try (Cohort cohort = cohort(replicas)) {
            new TrainingLoop(cohort, ledger, 0, new SilentWatch()).run();
        }
        return ledger;
    }

    /** The largest difference of two lists of rows that are equal but for their values, relative where above 1. */
    static double difference(List<Row> some, List<Row> others) {
        return IntStream.range(0, some.size())
                .mapToDouble(i -> {
                    double a = some.get(i).value();
                    double b = others.get(i).value();
                    return Double.compare(a, b) == 0 ? 0 : Math.abs(a - b) / Math.max(1, Math.abs(a));
                })
                .max()
                .orElseThrow();
    }

    /** Lets a loop run to its end and listens to nothing. */
    static class SilentWatch implements TrainingLoop.Watch {
        @Override
        public boolean isStopped() {
            return false;
        }

        @Override
        public void advanced(long replicaSteps, List<Row> rows) {}

        @Override
        public void rest(long step) {}

        @Override
        public void stopping(long step) {}
    }
}
