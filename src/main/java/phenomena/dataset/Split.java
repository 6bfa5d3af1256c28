package phenomena.dataset;

import java.util.Arrays;

/**
 * What a network is trained on and what it is tested on; the two have inputs of one shape, as many labels each and the same
 * classes.
 */
public record Split(Examples train, Examples test) {

    /** @throws IllegalArgumentException if shapes, classes or the numbers of labels differ */
    public Split {
        if (!Arrays.equals(train.inputShape(), test.inputShape()) || train.classes() != test.classes()) {
            throw new IllegalArgumentException("train and test must agree in input shape and classes, got "
                    + Arrays.toString(train.inputShape()) + ", " + train.classes() + " and "
                    + Arrays.toString(test.inputShape()) + ", " + test.classes());
        }
        if (train.labelsPerExample() != test.labelsPerExample()) {
            throw new IllegalArgumentException("train and test must have equally many labels for each example, got "
                    + train.labelsPerExample() + " and " + test.labelsPerExample());
        }
    }
}
