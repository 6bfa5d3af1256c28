package phenomena.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * and a lone pass gets them all only where its work is large.
 *
 * @param passes the replicas of each pass, the most work first
 * @param workers passes that run at once
 * @param engineThreads threads that one engine operation may use
 */
record Plan(List<List<Replica>> passes, int workers, int engineThreads) {

    private static final long CACHED_VALUES = 1 << 20; // float32 values that a pass works on at once
    private static final long DATA_VALUES = 1 << 28; // float32 training inputs, and labels of two each, 1 GiB
    private static final long PARAMETER_ARRAYS = 5; // parameters, gradient, two moments, one temporary
    private static final long LARGE_WORK = 20_000_000; // multiplications in a step from which threads pay

    private static final Optimizer ANY = new Sgd(0, 0, 0);

    /** What replicas must agree in to share a pass; the optimizer, which is compared apart, is left out of the learner. */
    private record Shape(Learner learner, Measurement measurement, List<Long> extents) {}

    /**
     * @param replicas all there is to train
     * @param splits their data, in the same order
     * @param cores processors to use
     */
    static Plan of(List<Replica> replicas, List<Split> splits, int cores) {
        Map<Shape, List<List<Integer>>> groups = new LinkedHashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            List<List<Integer>> sameShape =
                    groups.computeIfAbsent(shape(replicas.get(i).protocol(), splits.get(i)), s -> new ArrayList<>());
            join(sameShape, i, replicas);
        }
        List<List<Replica>> passes = new ArrayList<>();
        long largest = 0;
        for (List<List<Integer>> sameShape : groups.values()) {
            for (List<Integer> group : sameShape) {
                int first = group.get(0);
                int most = mostPerPass(replicas.get(first).protocol(), splits.get(first));
                largest = Math.max(largest, work(replicas.get(first).protocol(), splits.get(first)));
                cut(group, most, cores, passes, replicas);
            }
        }
        Map<Replica, Long> work = new HashMap<>();
        for (int i = 0; i < replicas.size(); i++) {
            Protocol protocol = replicas.get(i).protocol();
            work.put(
                    replicas.get(i),
                    work(protocol, splits.get(i))
                            * protocol.learner().training().steps());
        }
        passes.sort(Comparator.comparingDouble(
                (List<Replica> pass) -> -pass.stream().mapToDouble(work::get).sum()));
        int workers = Math.max(1, Math.min(cores, passes.size()));
        int engineThreads = largest >= LARGE_WORK ? Math.max(1, cores / workers) : 1;
        return new Plan(passes, workers, engineThreads);
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

    /** Cuts a group into passes of nearly equal size: few enough replicas each, and enough passes for the cores. */
    private static void cut(
            List<Integer> group, int most, int cores, List<List<Replica>> passes, List<Replica> replicas) {
        int count = Math.max((group.size() + most - 1) / most, Math.min(cores, group.size()));
        for (int pass = 0; pass < count; pass++) {
            int from = (int) ((long) group.size() * pass / count);
            int to = (int) ((long) group.size() * (pass + 1) / count);
            passes.add(group.subList(from, to).stream().map(replicas::get).toList());
        }
    }

    private static int mostPerPass(Protocol protocol, Split split) {
        Architecture architecture = protocol.learner().architecture();
        Architecture.Cost cost = cost(protocol, split);
        long batch = protocol.learner().training().batchSize();
        long values = batch * (split.train().features() + cost.activations()) + PARAMETER_ARRAYS * cost.parameters();
        long most = Math.min(
                CACHED_VALUES / values,
                DATA_VALUES
                        / (split.train().inputs().length + 2L * split.train().labels().length));
        return (int) Math.max(1, Math.min(architecture.replicasPerPass(), most));
    }

    /** Multiplications of one training step of one replica: forward, and twice that backward. */
    private static long work(Protocol protocol, Split split) {
        return 3
                * protocol.learner().training().batchSize()
                * cost(protocol, split).multiplications();
    }

    private static Architecture.Cost cost(Protocol protocol, Split split) {
        return protocol.learner()
                .architecture()
                .cost(split.train().inputShape(), split.train().classes());
    }
}
