package phenomena.dataset;

/** A task that draws as many training examples as it is asked for; with one seed a larger draw begins with the smaller one. */
public interface Sampled extends Task {

    /** The number of training examples. */
    int train();

    /**
     * The same task with another number of training examples and the same test examples.
     *
     * @throws IllegalArgumentException if there are not as many
     */
    Sampled withTrain(int train);
}
