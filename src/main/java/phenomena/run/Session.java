package phenomena.run;

import ai.djl.engine.Engine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import phenomena.dataset.Split;

/** One training of several jobs, from the first claim on the store to the last record. */
final class Session {

    private final RunStore store;
    private final int cores;
    private final List<Runner.Job> jobs;
    private final SharedProgress progress;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<Replica, Ledger> ledgers = new ConcurrentHashMap<>();
    private final List<PassFile> finished = new ArrayList<>();
    private final long begun = System.nanoTime();

    Session(RunStore store, Progress progress, int cores, List<Runner.Job> jobs) {
        this.store = store;
        this.cores = cores;
        this.jobs = jobs;
        this.progress = new SharedProgress(progress);
    }

    /** Trains all jobs; what comes back is keyed by their index. */
    Map<Integer, Run> train() {
        List<RunStore.Claim> claims = new ArrayList<>();
        String outcome = "failed";
        try {
            for (Runner.Job job : jobs) {
                if (job.identity() != null) {
                    claims.add(store.claim(job.protocol(), job.identity()));
                }
            }
            Plan plan = plan();
            progress.start(title(), replicaSteps());
            trainPasses(plan);
            Thread.interrupted(); // the wish to stop has been followed, and files are not written while it stands
            Map<Integer, Run> runs = collect(plan);
            outcome = stopped.get() ? "interrupted" : "completed";
            return runs;
        } catch (RuntimeException | Error e) {
            outcome = String.valueOf(e.getMessage());
            throw e;
        } finally {
            progress.finish(outcome);
            claims.forEach(RunStore.Claim::close);
        }
    }

    private Plan plan() {
        List<Replica> replicas = new ArrayList<>();
        List<Split> splits = new ArrayList<>();
        for (Runner.Job job : jobs) {
            for (long seed : job.protocol().seeds()) {
                replicas.add(new Replica(job.index(), job.protocol(), seed));
                splits.add(job.splits().get(seed));
            }
        }
        return Plan.of(replicas, splits, cores);
    }

    private String title() {
        String first = jobs.get(0).protocol().name();
        return jobs.size() == 1 ? first : first + " and " + (jobs.size() - 1) + " more";
    }

    private long replicaSteps() {
        return jobs.stream()
                .mapToLong(job -> (long) job.protocol().seeds().size()
                        * job.protocol().learner().training().steps())
                .sum();
    }

    private void trainPasses(Plan plan) {
        ExecutorService workers = Executors.newFixedThreadPool(plan.workers(), work -> {
            Thread thread = new Thread(work, "phenomena-training");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Future<?>> passes = new ArrayList<>();
            for (List<Replica> pass : plan.passes()) {
                passes.add(workers.submit(() -> trainPass(pass, plan.engineThreads())));
            }
            Throwable failure = null;
            for (Future<?> pass : passes) {
                Throwable failed = await(pass);
                failure = failure == null ? failed : failure;
            }
            rethrow(failure);
        } finally {
            workers.shutdown();
        }
    }

    /**
     * Waits for a pass; an interrupt asks all passes to stop, and the wait goes on until they have.
     *
     * @return what the pass failed with, or null
     */
    private Throwable await(Future<?> pass) {
        while (true) {
            try {
                pass.get();
                return null;
            } catch (InterruptedException e) {
                stopped.set(true);
            } catch (ExecutionException e) {
                stopped.set(true);
                return e.getCause();
            }
        }
    }

    private static void rethrow(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure != null) {
            throw failure instanceof RuntimeException cause ? cause : new IllegalStateException(failure);
        }
    }

    private void trainPass(List<Replica> replicas, int engineThreads) {
        Autograd.useThreads(engineThreads);
        PassFile file = PassFile.of(store, replicas, jobs);
        Checkpoint from = file.read(replicas);
        Ledger ledger = from == null ? new Ledger(replicas) : from.ledger();
        if (from != null) {
            resumed(replicas, from);
        }
        if (from == null || !from.kept().isEmpty()) {
            train(replicas, from, ledger, file);
        }
        replicas.forEach(replica -> ledgers.put(replica, ledger));
        synchronized (finished) {
            finished.add(file);
        }
    }

    private void train(List<Replica> replicas, Checkpoint from, Ledger ledger, PassFile file) {
        List<Split> splits = replicas.stream().map(this::split).toList();
        try (Cohort cohort = new Cohort(replicas, splits)) {
            if (from != null) {
                cohort.keep(from.kept());
                cohort.restore(from.state());
            }
            new TrainingLoop(cohort, ledger, from == null ? 0 : from.step(), new PassWatch(cohort, ledger, file)).run();
            if (!stopped.get()) {
                file.finish(cohort, ledger);
            }
        }
    }

    private void resumed(List<Replica> replicas, Checkpoint from) {
        long steps = replicas.get(0).protocol().learner().training().steps();
        List<Row> rows = replicas.stream()
                .flatMap(replica -> from.ledger().rows(replica).stream())
                .toList();
        long gone = replicas.size() - from.kept().size();
        progress.advance(from.step() * from.kept().size() + gone * steps, rows);
    }

    private Split split(Replica replica) {
        return jobs.stream()
                .filter(job -> job.index() == replica.run())
                .findFirst()
                .orElseThrow()
                .splits()
                .get(replica.seed());
    }

    private Map<Integer, Run> collect(Plan plan) {
        double seconds = (System.nanoTime() - begun) / 1e9;
        Provenance provenance = new Provenance(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                seconds,
                software(),
                machine(),
                describe(plan));
        Map<Integer, Run> runs = new LinkedHashMap<>();
        for (Runner.Job job : jobs) {
            runs.put(job.index(), run(job, provenance));
        }
        for (Runner.Job job : jobs) {
            Run run = runs.get(job.index());
            if (job.identity() != null && run.isComplete()) {
                store.save(run, job.identity());
            }
        }
        if (!stopped.get()) {
            finished.forEach(PassFile::delete);
        }
        return runs;
    }

    private Run run(Runner.Job job, Provenance provenance) {
        List<Row> rows = new ArrayList<>();
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        Map<Long, Map<String, float[]>> parameters = new LinkedHashMap<>();
        for (long seed : job.protocol().seeds()) {
            Replica replica = new Replica(job.index(), job.protocol(), seed);
            Ledger ledger = ledgers.get(replica);
            rows.addAll(ledger.rows(replica));
            outcomes.put(seed, ledger.outcomes().get(replica));
            if (ledger.parameters().containsKey(replica)) {
                parameters.put(seed, ledger.parameters().get(replica));
            }
        }
        return new Run(job.protocol(), Rows.table(job.protocol().name(), rows), outcomes, provenance, parameters);
    }

    private static Map<String, String> software() {
        Map<String, String> software = new LinkedHashMap<>();
        String version = Session.class.getPackage().getImplementationVersion();
        software.put("phenomena", version == null ? "development" : version);
        software.put("numerics", Integer.toString(Identity.NUMERICS));
        Engine engine = Engine.getInstance();
        software.put(engine.getEngineName(), engine.getVersion());
        software.put("jdk", Runtime.version().toString());
        return software;
    }

    private Map<String, String> machine() {
        Map<String, String> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("cores", Integer.toString(cores));
        return machine;
    }

    private static String describe(Plan plan) {
        return "passes of "
                + plan.passes().stream()
                        .map(pass -> Integer.toString(pass.size()))
                        .collect(Collectors.joining(", "))
                + " replicas, " + plan.workers() + " at once, " + plan.engineThreads() + " engine threads each";
    }

    /** Serves one pass: tells the progress, hears the reader, keeps the checkpoint fresh. */
    private final class PassWatch implements TrainingLoop.Watch {

        private final Cohort cohort;
        private final Ledger ledger;
        private final PassFile file;

        PassWatch(Cohort cohort, Ledger ledger, PassFile file) {
            this.cohort = cohort;
            this.ledger = ledger;
            this.file = file;
        }

        @Override
        public boolean isStopped() {
            return stopped.get();
        }

        @Override
        public void advanced(long replicaSteps, List<Row> rows) {
            progress.advance(replicaSteps, rows);
        }

        @Override
        public void rest(long step) {
            file.writeIfDue(cohort, ledger, step);
        }

        @Override
        public void stopping(long step) {
            file.write(cohort, ledger, step);
        }
    }
}
