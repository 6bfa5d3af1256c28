package phenomena.run;

import java.util.List;

/** Watches a training; called from several threads, one call at a time. */
public interface Progress {

    /** Watches nothing. */
    Progress NONE = new Progress() {
        @Override
        public void start(String title, long replicaSteps) {}

        @Override
        public void advance(long replicaSteps, List<Row> measured) {}

        @Override
        public void finish(String outcome) {}
    };

    /**
     * A training begins.
     *
     * @param title what is trained, for a person
     * @param replicaSteps the work ahead at most: steps summed over replicas (less where replicas stop early)
     */
    void start(String title, long replicaSteps);

    /**
     * Some of the work is done.
     *
     * @param replicaSteps the work done since the last call, including what an early stop made unnecessary
     * @param measured the rows measured since the last call, possibly none
     */
    void advance(long replicaSteps, List<Row> measured);

    /** The training ended: {@code "completed"}, {@code "interrupted"}, or an error's message. Always called after start. */
    void finish(String outcome);
}
