package phenomena.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import phenomena.dataset.Split;

/** One training of several jobs, from the first claim on the store to the last record. */
final class Session {

    private final RunStore store;
    private final int cores;
    private final List<Runner.Job> jobs;
    private final SharedProgress progress;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private final Map<Replica, Ledger> ledgers = new ConcurrentHashMap<>();
    private final Queue<PassFile> files = new ConcurrentLinkedQueue<>();
    private final long begun = System.nanoTime();

    Session(RunStore store, Progress progress, int cores, List<Runner.Job> jobs) {
        this.store = store;
        this.cores = cores;
        this.jobs = jobs;
        this.progress = new SharedProgress(progress);
    }

    /** Trains all jobs; what comes back is keyed by their index. */
    Map<Integer, Run> train() {
        List<Claim> claims = new ArrayList<>();
        try {
            for (Runner.Job job : jobs) {
                if (job.identity() != null) {
                    claims.add(store.claim(job.protocol(), job.identity()));
                }
            }
            if (!claims.isEmpty()) {
                store.forgetAbandoned();
            }
            return watched(plan());
        } finally {
            claims.forEach(Claim::close);
        }
    }

    private Map<Integer, Run> watched(Plan plan) {
        String outcome = "failed";
        progress.start(title(), replicaSteps());
        try {
            List<Runnable> passes = new ArrayList<>();
            plan.passes().forEach(pass -> passes.add(() -> trainPass(pass, plan.engineThreads())));
            new Passes(stopped).run(passes, plan.workers());
            Thread.interrupted(); // the wish to stop has been followed
            Map<Integer, Run> runs = collect(plan);
            outcome = runs.values().stream().allMatch(Run::isComplete) ? "completed" : "interrupted";
            return runs;
        } catch (RuntimeException | Error e) {
            outcome = String.valueOf(e.getMessage());
            throw e;
        } finally {
            progress.finish(outcome);
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

    private void trainPass(List<Replica> replicas, int engineThreads) {
        Autograd.useThreads(engineThreads);
        PassFile file = PassFile.of(store, replicas, jobs);
        Checkpoint from = file.read(replicas);
        Ledger ledger = from == null ? new Ledger(replicas) : from.ledger();
        if (from != null) {
            resumed(replicas, from);
        }
        if (stopped.get()) { // before it began: there is nothing new to keep
            long step = from == null ? 0 : from.step();
            replicas.forEach(replica -> ledger.outcomes().putIfAbsent(replica, new Outcome.Interrupted(step)));
        } else if (from == null || !from.kept().isEmpty()) {
            train(replicas, from, ledger, file);
        }
        replicas.forEach(replica -> ledgers.put(replica, ledger));
        files.add(file);
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
        Provenance provenance = Provenance.now((System.nanoTime() - begun) / 1e9, cores, plan);
        Map<Integer, Run> runs = new LinkedHashMap<>();
        for (Runner.Job job : jobs) {
            runs.put(job.index(), run(job, provenance));
        }
        // All or none: were some filed alone, the rest would be planned into other passes, whose checkpoints nobody
        // has.
        if (runs.values().stream().allMatch(Run::isComplete)) {
            Map<Identity, Run> filed = new LinkedHashMap<>();
            for (Runner.Job job : jobs) {
                if (job.identity() != null) {
                    filed.put(job.identity(), runs.get(job.index()));
                }
            }
            store.save(filed);
            files.forEach(PassFile::delete);
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
