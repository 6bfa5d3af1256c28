package phenomena.protocol;

import phenomena.model.Architecture;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.optimize.Optimizer;

/**
 * Model and algorithm: what learns.
 *
 * @param architecture the family of functions
 * @param objective what training makes small
 * @param optimizer the rule that turns the objective's gradients into updates
 * @param precision the numbers it all computes with
 * @param training how examples are shown, and for how long
 */
public record Learner(
        Architecture architecture, Objective objective, Optimizer optimizer, Precision precision, Training training) {

    public Learner {
        Check.present("architecture", architecture);
        Check.present("objective", objective);
        Check.present("optimizer", optimizer);
        Check.present("precision", precision);
        Check.present("training", training);
    }

    /**
     * Floating-point operations of a whole training of one replica, {@code steps × batchSize} times those of an example (6 a weight
     * of a fully connected network); measurements and the optimizer are left out.
     *
     * @param inputShape shape of one input of the task
     * @param classes the task's number of classes
     */
    public double trainingFlops(long[] inputShape, int classes) {
        return (double) training.steps()
                * training.batchSize()
                * architecture.cost(inputShape, classes).trainingFlops();
    }

    /** Another architecture, trained the same way. */
    public Learner withArchitecture(Architecture architecture) {
        return new Learner(architecture, objective, optimizer, precision, training);
    }

    /** The same architecture, trained for something else. */
    public Learner withObjective(Objective objective) {
        return new Learner(architecture, objective, optimizer, precision, training);
    }

    /** The same learner, computed with other numbers. */
    public Learner withPrecision(Precision precision) {
        return new Learner(architecture, objective, optimizer, precision, training);
    }

    /** The same architecture under another rule. */
    public Learner withOptimizer(Optimizer optimizer) {
        return new Learner(architecture, objective, optimizer, precision, training);
    }

    /** The same architecture and rule, trained otherwise. */
    public Learner withTraining(Training training) {
        return new Learner(architecture, objective, optimizer, precision, training);
    }
}
