package phenomena.run;

/** How a replica's training ended. */
public sealed interface Outcome {

    /** Parameter updates made. */
    long step();

    /** It reached its last step, or its protocol's stop. */
    record Completed(long step) implements Outcome {}

    /** Its loss or its logits stopped being finite after this many updates; it was measured no further. */
    record Diverged(long step) implements Outcome {}

    /** The reader stopped it; what was measured is kept, and running it again resumes. */
    record Interrupted(long step) implements Outcome {}
}
