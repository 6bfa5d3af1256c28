package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Seeds;
import phenomena.measure.Part;

/**
 * The batches of a cohort: each member goes through a permutation of its own examples every epoch, drawn from its seed
 * alone, so its batches do not depend on who trains beside it. A batch of all examples is the same every time.
 */
final class Batches {

    private final Cohort cohort;
    private final int batchSize;
    private final int perEpoch;
    private final Augmentation augmentation;
    private int[][] orders; // R permutations of n
    private List<NDArray> whole; // inputs and labels of all examples, where a batch holds them all
    private long epoch = -1;
    private int size;

    Batches(Cohort cohort) {
        this.cohort = cohort;
        batchSize = cohort.learner().training().batchSize();
        augmentation = cohort.learner().training().augmentation();
        perEpoch = cohort.examples(0, Part.TRAIN).size() / batchSize;
    }

    /** Inputs {@code (R, B, …)} and labels {@code (R, B·P, 1)} of one step, owned by {@code scratch}. */
    record Batch(NDArray inputs, NDArray labels) {}

    Batch at(NDManager scratch, long step) {
        if (isWhole()) {
            return whole(scratch);
        }
        if (step / perEpoch != epoch || cohort.size() != size) {
            draw(step / perEpoch);
        }
        int from = (int) (step % perEpoch) * batchSize;
        int[][] rows = Arrays.stream(orders)
                .map(order -> Arrays.copyOfRange(order, from, from + batchSize))
                .toArray(int[][]::new);
        NDArray labels = cohort.data().labels(scratch, rows);
        NDArray inputs = augmentation.isIdentity()
                ? cohort.data().inputs(scratch, Part.TRAIN, rows)
                : cohort.data().inputs(scratch, Part.TRAIN, rows, augmentation, r -> random(r, step));
        return new Batch(inputs, labels);
    }

    private UniformRandomProvider random(int r, long step) {
        return Seeds.stream(cohort.members().get(r).replica().seed(), "augmentation/" + step);
    }

    private boolean isWhole() {
        return batchSize == cohort.examples(0, Part.TRAIN).size() && augmentation.isIdentity();
    }

    private Batch whole(NDManager scratch) {
        if (whole == null || cohort.size() != size) {
            if (whole != null) {
                whole.forEach(NDArray::close);
            }
            size = cohort.size();
            int[][] rows = new int[size][];
            Arrays.fill(rows, IntStream.range(0, batchSize).toArray());
            try (NDManager once = cohort.manager().newSubManager()) {
                whole = List.of(
                        cohort.data().inputs(once, Part.TRAIN, rows),
                        cohort.data().labels(once, rows));
                whole.forEach(array -> array.attach(cohort.manager()));
            }
        }
        List<NDArray> views = Autograd.views(scratch, whole);
        return new Batch(views.get(0), views.get(1));
    }

    private void draw(long next) {
        epoch = next;
        size = cohort.size();
        int n = cohort.examples(0, Part.TRAIN).size();
        orders = new int[size][];
        for (int r = 0; r < size; r++) {
            Member member = cohort.members().get(r);
            orders[r] = IntStream.range(0, n).toArray();
            PermutationSampler.shuffle(Seeds.stream(member.replica().seed(), "order/" + epoch), orders[r]);
        }
    }
}
