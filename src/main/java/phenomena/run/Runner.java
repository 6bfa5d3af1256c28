package phenomena.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Examples;
import phenomena.dataset.Fingerprint;
import phenomena.dataset.Seeds;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.model.Architecture;
import phenomena.protocol.Protocol;
import phenomena.protocol.ProtocolJson;
import phenomena.protocol.Training;

/**
 * Runs protocols: loads the records there are, trains the rest in as few passes as possible, and files what is new.
 *
 * <p>Everything is checked before anything is trained or written. An interrupt of the calling thread ends the training at
 * the next step; what was measured is returned, and asking again resumes it.
 */
public final class Runner {

    private final RunStore store;
    private final Progress progress;
    private final int cores;

    /**
     * @param store where records are looked for and filed
     * @param progress watches trainings
     * @param cores processors to use, at least 1
     */
    public Runner(RunStore store, Progress progress, int cores) {
        if (cores < 1) {
            throw new IllegalArgumentException("cores must be at least 1, got " + cores);
        }
        this.store = store;
        this.progress = progress;
        this.cores = cores;
    }

    /**
     * Runs protocols together; replicas of any of them share passes where they can.
     *
     * <p>A protocol with a type of the reader's own is trained and returned but not filed: its JSON could not be read
     * back; and an interrupted one starts anew. Records are filed when all protocols are done. What an interrupted or killed
     * training left is resumed when the same protocols are asked for again, with records or without.
     *
     * @param oldest records made before this are trained again and replaced; {@link Instant#MIN} uses all there are
     * @return one run for each protocol, in order
     * @throws IllegalArgumentException if a protocol asks for what its data cannot give
     * @throws phenomena.dataset.DataException if data are missing or damaged
     * @throws StoreException if the store cannot be written, or one of the runs is being trained elsewhere
     */
    public List<Run> run(List<Protocol> protocols, Instant oldest) {
        Data data = new Data(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        draw(protocols, data);
        List<Object> keys = new ArrayList<>();
        Map<Object, Run> runs = new HashMap<>();
        Map<Object, Job> missing = new LinkedHashMap<>();
        for (Protocol protocol : protocols) {
            Job job = prepare(keys.size(), protocol, data);
            keys.add(job.key());
            if (!runs.containsKey(job.key()) && !missing.containsKey(job.key())) {
                find(job, oldest).ifPresentOrElse(run -> runs.put(job.key(), run), () -> missing.put(job.key(), job));
            }
        }
        if (!missing.isEmpty()) {
            new Session(store, progress, cores, List.copyOf(missing.values()))
                    .train()
                    .forEach((index, run) -> runs.put(keys.get(index), run));
        }
        return IntStream.range(0, keys.size())
                .mapToObj(i -> runs.get(keys.get(i)).named(protocols.get(i)))
                .toList();
    }

    /**
     * A protocol to train.
     *
     * @param index its place among those asked for
     * @param identity its identity; null where it cannot be filed
     * @param splits its data, by seed
     */
    record Job(int index, Protocol protocol, Identity identity, Map<Long, Split> splits) {

        /** Equal for jobs that are one training under two names. */
        Object key() {
            return identity == null ? index : identity;
        }
    }

    /** Names the data of a task under a seed. */
    private record Draw(Task task, long seed) {}

    /** What protocols that run together have in common: a sweep draws its images once and corrupts them at each value. */
    private record Data(Map<Draw, Split> drawn, Map<Draw, String> hashes) {

        /** Drawn if it is not yet; two threads that ask at once may both draw. */
        Split split(Task task, long seed) {
            Draw draw = new Draw(task, seed);
            Split known = drawn.get(draw);
            if (known == null) {
                known = task instanceof Corrupted corrupted
                        ? corrupted.corruption().apply(split(corrupted.task(), seed), seed)
                        : task.split(seed);
                drawn.put(draw, known);
            }
            return known;
        }

        String hash(Task task, long seed) {
            return hashes.computeIfAbsent(new Draw(task, seed), draw -> Fingerprint.sha256(split(task, seed)));
        }
    }

    /** Draws and names all data on all cores, first what others are corrupted from. */
    private void draw(List<Protocol> protocols, Data data) {
        Set<Draw> clean = new LinkedHashSet<>();
        Set<Draw> asked = new LinkedHashSet<>();
        for (Protocol protocol : protocols) {
            for (long seed : protocol.seeds()) {
                clean.add(new Draw(clean(protocol.task()), seed));
                if (ProtocolJson.isPortable(protocol)) {
                    asked.add(new Draw(protocol.task(), seed));
                }
            }
        }
        AtomicBoolean stopped = new AtomicBoolean();
        Passes passes = new Passes(stopped);
        passes.run(
                clean.stream()
                        .<Runnable>map(draw -> () -> data.split(draw.task(), draw.seed()))
                        .toList(),
                cores);
        passes.run(
                asked.stream()
                        .<Runnable>map(draw -> () -> data.hash(draw.task(), draw.seed()))
                        .toList(),
                cores);
        if (stopped.get()) { // the training will follow the reader's wish
            Thread.currentThread().interrupt();
        }
    }

    private static Task clean(Task task) {
        return task instanceof Corrupted corrupted ? clean(corrupted.task()) : task;
    }

    private static Job prepare(int index, Protocol protocol, Data data) {
        boolean portable = ProtocolJson.isPortable(protocol);
        Map<Long, Split> splits = new LinkedHashMap<>();
        List<String> dataSha256 = new ArrayList<>();
        for (long seed : protocol.seeds()) {
            Split split = data.split(protocol.task(), seed);
            Evaluation.requireMemory(split, protocol.measurement().trainExamples());
            check(protocol, split.train());
            requireCategories(protocol.learner().architecture(), split.test());
            splits.put(seed, split);
            if (portable) {
                dataSha256.add(data.hash(protocol.task(), seed));
            }
        }
        return new Job(index, protocol, portable ? Identity.of(protocol, dataSha256) : null, splits);
    }

    private Optional<Run> find(Job job, Instant oldest) {
        return job.identity() == null
                ? Optional.empty()
                : store.find(job.protocol(), job.identity())
                        .filter(run -> !created(run).isBefore(oldest));
    }

    private static Instant created(Run run) {
        return Instant.parse(run.provenance().created());
    }

    private static void check(Protocol protocol, Examples train) {
        Training training = protocol.learner().training();
        if (training.batchSize() > train.size()) {
            throw new IllegalArgumentException("batchSize must be at most the number of training examples, "
                    + train.size() + ", got " + training.batchSize());
        }
        Architecture architecture = protocol.learner().architecture();
        requireCategories(architecture, train);
        if (!architecture.takesTokens()) { // a small part of a table, or of a text, may lack a symbol
            requireAllClasses(train);
        }
        architecture.block(train.inputShape(), train.classes(), 1);
        float[] changed = new float[train.features()];
        training.augmentation()
                .write(train.inputs(), 0, train.inputShape(), changed, 0, Seeds.stream(0, "augmentation check"));
    }

    private static void requireAllClasses(Examples train) {
        BitSet shown = new BitSet();
        for (int label : train.originalLabels()) {
            shown.set(label);
        }
        if (shown.cardinality() < train.classes()) {
            throw new IllegalArgumentException("training labels must show each of the " + train.classes()
                    + " classes, got " + shown.cardinality() + " in " + train.size() + " examples; ask for more");
        }
    }

    private static void requireCategories(Architecture architecture, Examples examples) {
        int features = examples.features();
        for (int place = 0; place < features; place++) {
            int categories = architecture.categories(place, examples.classes());
            if (categories == 0) {
                continue;
            }
            for (int i = place; i < examples.inputs().length; i += features) {
                requireCategory(architecture, place, categories, examples.inputs()[i]);
            }
        }
    }

    private static void requireCategory(Architecture architecture, int place, int categories, float input) {
        if (input != Math.rint(input) || input < 0 || input >= categories) {
            String name = architecture.getClass().getSimpleName();
            String whole = "whole numbers in [0, " + categories + "), got " + input;
            throw new IllegalArgumentException(
                    architecture.takesTokens()
                            ? "inputs of " + name + " must be tokens, " + whole
                                    + "; give it a task of tokens, such as ModularArithmetic"
                            : "value " + place + " of the inputs of " + name + " must be " + whole
                                    + "; give it a task with such values, as SparseParity has them");
        }
    }
}
