package phenomena.dataset;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/** The training and the test images of one data set, decoded once in a JVM and kept as bytes. */
record ImagePool(Images train, Images test) {

    private static final ConcurrentMap<String, ImagePool> DECODED = new ConcurrentHashMap<>();

    /**
     * The pool of one source.
     *
     * @param source names where it comes from; the same source is read once
     * @param read reads it; called by one thread at a time, again where it threw
     */
    static ImagePool of(String source, Supplier<ImagePool> read) {
        return DECODED.computeIfAbsent(source, ignored -> read.get());
    }

    /**
     * Class-balanced draws from the two halves.
     *
     * @throws DataException if there are fewer images than asked for
     */
    Split draw(int trainCount, int testCount, long seed, Standardisation channels) {
        if (trainCount > train.size() || testCount > test.size()) {
            throw new DataException("the data hold " + train.size() + " training and " + test.size()
                    + " test images, asked for " + trainCount + " and " + testCount + "; ask for fewer");
        }
        int[] trainChosen = train.balancedDraw(trainCount, Seeds.stream(seed, "train-examples"));
        int[] testChosen = test.balancedDraw(testCount, Seeds.stream(seed, "test-examples"));
        return new Split(train.standardised(trainChosen, channels), test.standardised(testChosen, channels));
    }
}
