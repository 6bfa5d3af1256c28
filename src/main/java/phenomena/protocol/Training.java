package phenomena.protocol;

import phenomena.dataset.Augmentation;

/**
 * How examples are shown, and for how long.
 *
 * <p>Each epoch goes through a fresh permutation of the training examples in whole batches; the rest that fills no batch is
 * left out of that epoch.
 *
 * @param steps parameter updates at most, at least 1
 * @param batchSize examples per update, from 1 to the number of training examples
 * @param augmentation how an input is changed each time it is shown
 * @param stop when a replica ends before its last step
 */
public record Training(int steps, int batchSize, Augmentation augmentation, Stop stop) {

    public Training {
        Check.atLeast("steps", steps, 1);
        Check.atLeast("batchSize", batchSize, 1);
        Check.present("augmentation", augmentation);
        Check.present("stop", stop);
    }

    /** The same training for another number of steps at most. */
    public Training withSteps(int steps) {
        return new Training(steps, batchSize, augmentation, stop);
    }

    /** The same training with another batch size. */
    public Training withBatchSize(int batchSize) {
        return new Training(steps, batchSize, augmentation, stop);
    }

    /** The same training with another augmentation. */
    public Training withAugmentation(Augmentation augmentation) {
        return new Training(steps, batchSize, augmentation, stop);
    }

    /** The same training with another end. */
    public Training withStop(Stop stop) {
        return new Training(steps, batchSize, augmentation, stop);
    }
}
