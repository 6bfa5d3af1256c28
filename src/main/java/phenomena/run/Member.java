package phenomena.run;

import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;

/**
 * One replica of a cohort.
 *
 * @param split its data
 * @param measured what is measured of its training examples: the first ones, or all
 * @param block its place among the members that began
 */
record Member(Replica replica, Split split, Examples measured, int block) {

    static Member of(Replica replica, Split split, int block) {
        int trainExamples = replica.protocol().measurement().trainExamples();
        return new Member(replica, split, split.train().first(trainExamples), block);
    }

    /** What it is trained or tested on. */
    Examples examples(Part part) {
        return part.of(split);
    }

    /** What is measured of them. */
    Examples measured(Part part) {
        return part == Part.TRAIN ? measured : split.test();
    }
}
