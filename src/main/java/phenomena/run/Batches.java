package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Examples;
import phenomena.dataset.Seeds;
import phenomena.measure.Part;
import phenomena.model.Native;

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
    private NDArray index; // (batches in an epoch, R, B)
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
        NDArray rows = index.get(step % perEpoch); // (R, B)
        rows.attach(scratch);
        NDArray labels = cohort.data().labels(rows);
        NDArray inputs = augmentation.isIdentity() ? cohort.data().inputs(Part.TRAIN, rows) : augmented(scratch, step);
        return new Batch(inputs, labels);
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
            long[] rows = new long[size * batchSize];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = (long) cohort.members().get(i / batchSize).block() * batchSize + i % batchSize;
            }
            try (NDManager once = cohort.manager().newSubManager()) {
                NDArray all = Native.of(once, rows, new Shape(size, batchSize));
                whole = List.of(
                        cohort.data().inputs(Part.TRAIN, all), cohort.data().labels(all));
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
        long[] numbers = new long[perEpoch * size * batchSize];
        for (int r = 0; r < size; r++) {
            Member member = cohort.members().get(r);
            orders[r] = IntStream.range(0, n).toArray();
            PermutationSampler.shuffle(Seeds.stream(member.replica().seed(), "order/" + epoch), orders[r]);
            for (int i = 0; i < perEpoch * batchSize; i++) {
                int batch = i / batchSize;
                numbers[(batch * size + r) * batchSize + i % batchSize] = (long) member.block() * n + orders[r][i];
            }
        }
        if (index != null) {
            index.close();
        }
        index = Native.of(cohort.manager(), numbers, new Shape(perEpoch, size, batchSize));
    }

    private NDArray augmented(NDManager scratch, long step) {
        Examples first = cohort.examples(0, Part.TRAIN);
        float[] values = new float[size * batchSize * first.features()];
        int from = (int) (step % perEpoch) * batchSize;
        for (int r = 0; r < size; r++) {
            Examples own = cohort.examples(r, Part.TRAIN);
            UniformRandomProvider random =
                    Seeds.stream(cohort.members().get(r).replica().seed(), "augmentation/" + step);
            for (int i = 0; i < batchSize; i++) {
                int example = orders[r][from + i] * first.features();
                int to = (r * batchSize + i) * first.features();
                augmentation.write(own.inputs(), example, own.inputShape(), values, to, random);
            }
        }
        NDArray inputs = Native.of(scratch, values, new Shape(size, batchSize).addAll(new Shape(first.inputShape())));
        return inputs.toType(cohort.learner().precision().type(), false);
    }
}
