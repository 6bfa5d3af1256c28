package phenomena.run;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import phenomena.dataset.Examples;
import phenomena.dataset.Fingerprint;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.protocol.Protocol;
import phenomena.protocol.ProtocolJson;

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
    private final Map<String, String> hashes = new HashMap<>();

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
     * <p>A protocol with a type of the reader's own is trained and returned but not filed: its JSON could not be read back.
     *
     * @param oldest records made before this are trained again and replaced; {@link Instant#MIN} uses all there are
     * @return one run for each protocol, in order
     * @throws IllegalArgumentException if a protocol asks for what its data cannot give
     * @throws phenomena.dataset.DataException if data are missing or damaged
     * @throws StoreException if the store cannot be written, or one of the runs is being trained elsewhere
     */
    public List<Run> run(List<Protocol> protocols, Instant oldest) {
        Run[] runs = new Run[protocols.size()];
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < runs.length; i++) {
            Job job = prepare(i, protocols.get(i));
            Optional<Run> found = job.identity() == null
                    ? Optional.empty()
                    : store.find(job.protocol(), job.identity())
                            .filter(run -> !created(run).isBefore(oldest));
            if (found.isPresent()) {
                runs[i] = found.get();
            } else {
                jobs.add(job);
            }
        }
        if (!jobs.isEmpty()) {
            new Session(store, progress, cores, jobs).train().forEach((index, run) -> runs[index] = run);
        }
        return Arrays.asList(runs);
    }

    private static Instant created(Run run) {
        return Instant.parse(run.provenance().created());
    }

    /**
     * A protocol to train.
     *
     * @param index its place among those asked for
     * @param identity its identity; null where it cannot be filed
     * @param splits its data, by seed
     */
    record Job(int index, Protocol protocol, Identity identity, Map<Long, Split> splits) {}

    private Job prepare(int index, Protocol protocol) {
        Map<Long, Split> splits = new LinkedHashMap<>();
        List<String> dataSha256 = new ArrayList<>();
        for (long seed : protocol.seeds()) {
            Split split = protocol.task().split(seed);
            check(protocol, split.train());
            splits.put(seed, split);
            dataSha256.add(hash(protocol.task(), seed, split));
        }
        Identity identity = ProtocolJson.isPortable(protocol) ? Identity.of(protocol, dataSha256) : null;
        return new Job(index, protocol, identity, splits);
    }

    private static void check(Protocol protocol, Examples train) {
        int batchSize = protocol.learner().training().batchSize();
        if (batchSize > train.size()) {
            throw new IllegalArgumentException("batchSize must be at most the number of training examples, "
                    + train.size() + ", got " + batchSize);
        }
        protocol.learner().architecture().block(train.inputShape(), train.classes(), 1);
    }

    private String hash(Task task, long seed, Split split) {
        return hashes.computeIfAbsent(task + " " + seed, key -> Fingerprint.sha256(split));
    }
}
