package phenomena.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.model.Architecture;
import phenomena.optimize.Optimizer;
import phenomena.optimize.Sgd;
import phenomena.protocol.Learner;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

/**
 * Which replicas share a pass, and how threads are spent on the passes.
 *
 * <p>Replicas may share a pass when they differ in nothing but data of one shape, seed, learning rate and weight decay.
 * Batched matrix products gain from sharing until the activations of a pass outgrow the processor's cache; convolutions
 * gain nothing. Small operations do not gain from threads either, so passes run side by side with one engine thread each,
 * cut so that all cores are at work to the end, and a lone pass gets all threads only where its work is large.
 *
 * @param passes the replicas of each pass, the most work first
 * @param workers passes that run at once
 * @param engineThreads threads that one engine operation may use
 */
record Plan(List<List<Replica>> passes, int workers, int engineThreads) {

    static final long CACHED_VALUES = 1 << 20; // float32 values that a pass works on at once
    private static final long DATA_VALUES = 1 << 28; // float32 training inputs, and labels of two each, 1 GiB
    private static final long PARAMETER_ARRAYS = 5; // parameters, gradient, two moments, one temporary
    private static final long LARGE_WORK = 20_000_000; // multiplications in a step from which threads pay
    private static final long PASS_WORK =
            12_000_000; // as many take as long as a step's calls of the engine, whatever their size
    private static final long ACTIVATION_WORK =
            15; // multiplications that take as long as what else is done to an activation
    private static final double WORTH = 1.1; // more work that smaller passes may be, where all end as soon

    private static final Optimizer ANY = new Sgd(0, 0, 0);

    /** What replicas must agree in to share a pass; the optimizer, which is compared apart, is left out of the learner. */
    private record Shape(Learner learner, Measurement measurement, List<Long> extents) {}

    /**
     * Replicas that may share a pass.
     *
     * @param most of them in one pass
     * @param multiplications of one replica's step
     * @param step these, and as many as what else a step does takes as long as
     * @param steps of each
     */
    private record Group(List<Replica> replicas, int most, long multiplications, long step, long steps) {

        /** What a pass of so many of them costs, in multiplications. */
        double cost(int size) {
            return steps * (double) (PASS_WORK + size * step);
        }

        /** How many passes of nearly equal size they take, if no pass is to cost more than a limit, where that can be. */
        int passes(double limit) {
            int size = Math.min(most, replicas.size());
            while (size > 1 && cost(size) > limit) {
                size--;
            }
            return (replicas.size() + size - 1) / size;
        }

        List<List<Replica>> cut(int passes) {
            return IntStream.range(0, passes)
                    .mapToObj(pass -> replicas.subList(start(pass, passes), start(pass + 1, passes)))
                    .toList();
        }

        private int start(int pass, int passes) {
            return (int) ((long) replicas.size() * pass / passes);
        }
    }

    /** A pass, and what it costs. */
    private record Costly(List<Replica> pass, double cost) {}

    /** Passes, when the last core is done with them, and what they cost together. */
    private record Candidate(List<Costly> passes, double end, double cost) {

        static Candidate of(List<Costly> passes, int cores) {
            double cost = passes.stream().mapToDouble(Costly::cost).sum();
            return new Candidate(passes, Plan.end(passes, cores), cost);
        }

        /** Whether it ends before one of larger passes, or as soon: then small ones even out what was not foreseen. */
        boolean isBetterThan(Candidate larger) {
            return end < larger.end || end == larger.end && cost <= WORTH * larger.cost;
        }
    }

    /**
     * @param replicas all there is to train
     * @param splits their data, in the same order
     * @param cores processors to use
     */
    static Plan of(List<Replica> replicas, List<Split> splits, int cores) {
        List<Group> groups = groups(replicas, splits);
        Candidate best = null;
        // Large passes gain from sharing, small ones keep all cores at work to the end: of all limits, the one that
        // ends first.
        for (double limit : limits(groups)) {
            List<Costly> passes = groups.stream()
                    .flatMap(group -> group.cut(group.passes(limit)).stream()
                            .map(pass -> new Costly(pass, group.cost(pass.size()))))
                    .sorted(Comparator.comparingDouble(pass -> -pass.cost()))
                    .toList();
            Candidate next = Candidate.of(passes, cores);
            if (best == null || next.isBetterThan(best)) {
                best = next;
            }
        }
        List<List<Replica>> passes = best == null
                ? List.of()
                : best.passes().stream().map(Costly::pass).toList();
        int workers = Math.max(1, Math.min(cores, passes.size()));
        boolean large = groups.stream().anyMatch(group -> group.multiplications() >= LARGE_WORK);
        int engineThreads = large ? Math.max(1, cores / workers) : 1;
        return new Plan(passes, workers, engineThreads);
    }

    /** What the largest pass may cost, the greatest first. */
    private static List<Double> limits(List<Group> groups) {
        return groups.stream()
                .flatMap(group -> IntStream.rangeClosed(
                                1, Math.min(group.most(), group.replicas().size()))
                        .mapToObj(group::cost))
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    /** When the last core is done, if each that is free takes the next pass. */
    private static double end(List<Costly> passes, int cores) {
        PriorityQueue<Double> free = new PriorityQueue<>(Collections.nCopies(cores, 0.));
        double last = 0;
        for (Costly pass : passes) {
            double done = free.remove() + pass.cost();
            last = Math.max(last, done);
            free.add(done);
        }
        return last;
    }

    private static List<Group> groups(List<Replica> replicas, List<Split> splits) {
        Map<Shape, List<List<Integer>>> shapes = new LinkedHashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            join(
                    shapes.computeIfAbsent(shape(replicas.get(i).protocol(), splits.get(i)), s -> new ArrayList<>()),
                    i,
                    replicas);
        }
        return shapes.values().stream()
                .flatMap(List::stream)
                .map(indices -> {
                    Protocol protocol = replicas.get(indices.get(0)).protocol();
                    Split split = splits.get(indices.get(0));
                    Architecture.Cost cost = protocol.learner()
                            .architecture()
                            .cost(split.train().inputShape(), split.train().classes());
                    return new Group(
                            indices.stream().map(replicas::get).toList(),
                            mostPerPass(protocol, split, cost),
                            inStep(protocol, cost.multiplications()),
                            inStep(protocol, cost.multiplications() + ACTIVATION_WORK * cost.activations()),
                            protocol.learner().training().steps());
                })
                .toList();
    }

    private static Shape shape(Protocol protocol, Split split) {
        Examples train = split.train();
        List<Long> extents =
                new ArrayList<>(List.of((long) train.size(), (long) split.test().size(), (long) train.classes(), (long)
                        train.labelsPerExample()));
        Arrays.stream(train.inputShape()).forEach(extents::add);
        return new Shape(protocol.learner().withOptimizer(ANY), protocol.measurement(), extents);
    }

    private static void join(List<List<Integer>> groups, int i, List<Replica> replicas) {
        for (List<Integer> group : groups) {
            Protocol other = replicas.get(group.get(0)).protocol();
            if (other.learner()
                    .optimizer()
                    .sharesPassWith(replicas.get(i).protocol().learner().optimizer())) {
                group.add(i);
                return;
            }
        }
        groups.add(new ArrayList<>(List.of(i)));
    }

    private static int mostPerPass(Protocol protocol, Split split, Architecture.Cost cost) {
        long batch = protocol.learner().training().batchSize();
        long values = batch * (split.train().features() + cost.activations()) + PARAMETER_ARRAYS * cost.parameters();
        long most = Math.min(
                CACHED_VALUES / values,
                DATA_VALUES
                        / (split.train().inputs().length + 2L * split.train().labels().length));
        return (int) Math.max(1, Math.min(protocol.learner().architecture().replicasPerPass(), most));
    }

    /** As many of a training step of one replica, forward and twice that backward, as there are in one example's forward pass. */
    private static long inStep(Protocol protocol, long forward) {
        return 3 * protocol.learner().training().batchSize() * forward;
    }
}
