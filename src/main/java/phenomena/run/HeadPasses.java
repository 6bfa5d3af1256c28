package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import phenomena.dataset.Examples;
import phenomena.measure.Heads;
import phenomena.measure.Part;
import phenomena.model.Decoder;
import phenomena.model.Hook;
import phenomena.model.Intervention;
import phenomena.model.Native;

/** A cohort's passes over sequences that a probe brings, some at a time. */
final class HeadPasses implements Heads {

    private static final int PATTERN_VALUES = 1 << 19; // of a replica's layer in one pass
    private static final int FEWEST = 16; // sequences in a pass, where there are as many: means are taken over them

    private final Cohort cohort;
    private final Decoder decoder;

    HeadPasses(Cohort cohort, Decoder decoder) {
        this.cohort = cohort;
        this.decoder = decoder;
    }

    /** What is done with the passes over sequences {@code from} to {@code from + count}. */
    private interface Chunk {

        /** What looks at the pass. */
        Hook look(int from, int count);

        /** Takes the logits {@code (R, count · L, K)}. */
        void end(int from, NDArray logits);
    }

    @Override
    public Decoder decoder() {
        return decoder;
    }

    @Override
    public double[][] logits(List<Examples> examples, Intervention intervention) {
        double[][] rows = new double[cohort.size()][];
        inChunks(examples, intervention, new Chunk() {
            @Override
            public Hook look(int from, int count) {
                return Hook.NONE;
            }

            @Override
            public void end(int from, NDArray logits) {
                Examples first = examples.get(0);
                for (int r = 0; r < rows.length; r++) {
                    rows[r] = rows[r] == null ? new double[first.labels().length * first.classes()] : rows[r];
                }
                Conversion.copy(logits, rows, from * first.features() * first.classes());
            }
        });
        return rows;
    }

    @Override
    public void show(List<Examples> examples, Intervention intervention, List<String> points, Shown shown) {
        if (!decoder.points().containsAll(points)) {
            throw new IllegalArgumentException("points must be some of " + decoder.points() + ", got " + points);
        }
        Set<String> wanted = Set.copyOf(points);
        inChunks(examples, intervention, new Chunk() {
            @Override
            public Hook look(int from, int count) {
                return (point, value) -> {
                    if (wanted.contains(point)) {
                        pass(shown, point, Conversion.doubles(value), from, count);
                    }
                    return value;
                };
            }

            @Override
            public void end(int from, NDArray logits) {}
        });
    }

    /** Shows {@code (R, count, …)}, sequence after sequence. */
    private void pass(Shown shown, String point, double[] values, int from, int count) {
        int length = values.length / (cohort.size() * count);
        for (int i = 0; i < cohort.size() * count; i++) {
            double[] own = Arrays.copyOfRange(values, i * length, (i + 1) * length);
            shown.at(i / count, from + i % count, point, own);
        }
    }

    private void inChunks(List<Examples> examples, Intervention intervention, Chunk chunk) {
        requireSequences(examples);
        int n = examples.get(0).size();
        long length = examples.get(0).features();
        long most = Math.max(FEWEST, PATTERN_VALUES / (decoder.heads() * length * length));
        long chunks = (n + most - 1) / most;
        for (long c = 0; c < chunks; c++) {
            int from = (int) (n * c / chunks);
            int count = (int) (n * (c + 1) / chunks) - from;
            try (NDManager scratch = cohort.manager().newSubManager()) {
                NDArray inputs = inputs(scratch, examples, from, count);
                chunk.end(from, logits(scratch, inputs, intervention, chunk.look(from, count)));
            }
        }
    }

    private NDArray logits(NDManager scratch, NDArray inputs, Intervention intervention, Hook look) {
        List<NDArray> parameters = Autograd.views(scratch, cohort.parameters());
        Map<String, NDArray> undisturbed = new HashMap<>();
        List<String> points = intervention.points();
        if (!points.isEmpty()) {
            cohort.outputs(parameters, inputs, (point, value) -> {
                if (points.contains(point)) {
                    undisturbed.put(point, value);
                }
                return value;
            });
        }
        Hook done = intervention.on(decoder, undisturbed);
        Hook hook = look == Hook.NONE ? done : done.then(look);
        return cohort.outputs(parameters, inputs, hook).get(0);
    }

    /** {@code (R, count, L)} */
    private NDArray inputs(NDManager scratch, List<Examples> examples, int from, int count) {
        int length = examples.get(0).features();
        float[] tokens = new float[cohort.size() * count * length];
        for (int r = 0; r < cohort.size(); r++) {
            float[] own = examples.get(r).inputs();
            System.arraycopy(own, from * length, tokens, r * count * length, count * length);
        }
        Shape shape = new Shape(cohort.size(), count, length);
        return Native.of(scratch, tokens, shape)
                .toType(cohort.learner().precision().type(), false);
    }

    private void requireSequences(List<Examples> examples) {
        if (examples.size() != cohort.size()) {
            throw new IllegalArgumentException("examples must be given for each of " + cohort.size() + " replicas, got "
                    + examples.size() + "; the same may stand for several");
        }
        int classes = cohort.examples(0, Part.TEST).classes();
        Examples first = examples.get(0);
        for (Examples own : examples) {
            if (own.inputShape().length != 1 || own.labelsPerExample() != own.features()) {
                throw new IllegalArgumentException(
                        "examples must be sequences of tokens with a label for each, got inputs of shape "
                                + Arrays.toString(own.inputShape()) + " with " + own.labelsPerExample() + " labels");
            }
            if (own.classes() != classes) {
                throw new IllegalArgumentException("tokens must be of the network's alphabet of " + classes
                        + ", got sequences over " + own.classes());
            }
            if (own.features() != first.features() || own.size() != first.size()) {
                throw new IllegalArgumentException("replicas must be given equally many sequences of one length, got "
                        + first.size() + " of " + first.features() + " and " + own.size() + " of " + own.features());
            }
            requireTokens(own);
        }
    }

    private static void requireTokens(Examples examples) {
        for (float input : examples.inputs()) {
            if (input != Math.rint(input) || input < 0 || input >= examples.classes()) {
                throw new IllegalArgumentException(
                        "inputs must be tokens, whole numbers in [0, " + examples.classes() + "), got " + input);
            }
        }
    }
}
