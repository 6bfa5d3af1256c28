package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntFunction;
import org.apache.commons.rng.UniformRandomProvider;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Examples;
import phenomena.measure.Part;
import phenomena.model.Native;

/** Copies some of each member's examples into the engine: faster than to have the engine gather rows of a copy of them all. */
final class CohortData {

    private final Cohort cohort;
    private float[] values = {}; // of the inputs at hand

    CohortData(Cohort cohort) {
        this.cohort = cohort;
    }

    /**
     * Inputs as they are.
     *
     * @param rows numbers of examples, B of each of the R members
     * @return {@code (R, B, …inputShape)}, owned by {@code manager}
     */
    NDArray inputs(NDManager manager, Part part, int[][] rows) {
        return inputs(manager, part, rows, new Augmentation.None(), r -> null);
    }

    /**
     * As {@link #inputs(NDManager, Part, int[][])}, each changed by an augmentation.
     *
     * @param streams what draws the changes of member r's; null where there are none
     */
    NDArray inputs(
            NDManager manager,
            Part part,
            int[][] rows,
            Augmentation augmentation,
            IntFunction<UniformRandomProvider> streams) {
        Examples first = cohort.examples(0, part);
        int features = first.features();
        int batch = rows[0].length;
        int length = Math.multiplyExact(rows.length * batch, features);
        if (values.length != length) {
            values = new float[length];
        }
        for (int r = 0; r < rows.length; r++) {
            Examples own = cohort.examples(r, part);
            UniformRandomProvider random = streams.apply(r);
            for (int i = 0; i < batch; i++) {
                int from = rows[r][i] * features;
                int to = (r * batch + i) * features;
                if (random == null) {
                    System.arraycopy(own.inputs(), from, values, to, features);
                } else {
                    augmentation.write(own.inputs(), from, own.inputShape(), values, to, random);
                }
            }
        }
        NDArray inputs =
                Native.of(manager, values, new Shape(rows.length, batch).addAll(new Shape(first.inputShape())));
        return inputs.toType(cohort.learner().precision().type(), false);
    }

    /**
     * Training labels.
     *
     * @param rows numbers of examples, B of each of the R members
     * @return {@code (R, B·P, 1)}, owned by {@code manager}
     */
    NDArray labels(NDManager manager, int[][] rows) {
        int perExample = cohort.examples(0, Part.TRAIN).labelsPerExample();
        int perMember = rows[0].length * perExample;
        long[] labels = new long[rows.length * perMember];
        for (int r = 0; r < rows.length; r++) {
            int[] own = cohort.examples(r, Part.TRAIN).labels();
            int[] picked = rows[r];
            for (int t = 0; t < perExample; t++) {
                int to = r * perMember + t;
                for (int i = 0; i < picked.length; i++) {
                    labels[to + i * perExample] = own[picked[i] * perExample + t];
                }
            }
        }
        return Native.of(manager, labels, new Shape(rows.length, perMember, 1));
    }
}
