package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.function.Function;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.measure.Part;
import phenomena.model.Native;
import phenomena.model.Precision;

/** The examples of a cohort in the engine: each replica's own, one block of rows after another. */
final class CohortData {

    private final Shape example;
    private final NDArray trainInputs; // (R₀·n, features), R₀ the members at the start
    private final NDArray trainLabels; // (R₀·n, P), P the labels of an example
    private final NDArray testInputs; // (R₀·m, features)

    CohortData(NDManager manager, Precision precision, List<Split> splits) {
        example = new Shape(splits.get(0).train().inputShape());
        trainInputs = inputs(manager, precision, splits, Split::train);
        testInputs = inputs(manager, precision, splits, Split::test);
        trainLabels = labels(manager, splits);
    }

    /** Inputs {@code (R, B, …inputShape)} of the rows {@code (R, B)}. */
    NDArray inputs(Part part, NDArray rows) {
        NDArray table = part == Part.TRAIN ? trainInputs : testInputs;
        return Gather.rows(table, rows).reshape(rows.getShape().addAll(example));
    }

    /** Training labels {@code (R, B·P, 1)} of the rows {@code (R, B)}. */
    NDArray labels(NDArray rows) {
        Shape shape = rows.getShape();
        return Gather.rows(trainLabels, rows)
                .reshape(shape.get(0), shape.get(1) * trainLabels.getShape().get(1), 1);
    }

    private static NDArray inputs(
            NDManager manager, Precision precision, List<Split> splits, Function<Split, Examples> part) {
        Examples first = part.apply(splits.get(0));
        float[] all = new float[Math.multiplyExact(splits.size(), first.inputs().length)];
        for (int r = 0; r < splits.size(); r++) {
            float[] own = part.apply(splits.get(r)).inputs();
            System.arraycopy(own, 0, all, r * own.length, own.length);
        }
        try (NDArray inputs =
                Native.of(manager, all, new Shape(splits.size() * (long) first.size(), first.features()))) {
            return inputs.toType(precision.type(), true);
        }
    }

    private static NDArray labels(NDManager manager, List<Split> splits) {
        Examples first = splits.get(0).train();
        int count = first.labels().length;
        long[] all = new long[Math.multiplyExact(splits.size(), count)];
        for (int r = 0; r < splits.size(); r++) {
            int[] own = splits.get(r).train().labels();
            for (int i = 0; i < count; i++) {
                all[r * count + i] = own[i];
            }
        }
        return Native.of(manager, all, new Shape(splits.size() * (long) first.size(), first.labelsPerExample()));
    }
}
