package phenomena.protocol;

import phenomena.model.Architecture;
import phenomena.optimize.Optimizer;

/**
 * Model and algorithm: what learns.
 *
 * @param architecture the family of functions
 * @param optimizer the rule that turns gradients of the mean cross-entropy into updates
 * @param training how examples are shown, and for how long
 */
public record Learner(Architecture architecture, Optimizer optimizer, Training training) {

    public Learner {
        Check.present("architecture", architecture);
        Check.present("optimizer", optimizer);
        Check.present("training", training);
    }

    /** Another architecture, trained the same way. */
    public Learner withArchitecture(Architecture architecture) {
        return new Learner(architecture, optimizer, training);
    }

    /** The same architecture under another rule. */
    public Learner withOptimizer(Optimizer optimizer) {
        return new Learner(architecture, optimizer, training);
    }

    /** The same architecture and rule, trained otherwise. */
    public Learner withTraining(Training training) {
        return new Learner(architecture, optimizer, training);
    }
}
