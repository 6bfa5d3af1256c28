package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import phenomena.model.Architecture;
import phenomena.model.Initial;
import phenomena.model.Native;
import phenomena.model.ReplicaBlock;

/** The smallest net for sequences: a token's logits for the next one are its row of a table {@code (R, K, K)}, at first all 0. */
record Bigrams() implements Architecture {

    @Override
    public Block block(long[] inputShape, int classes, int replicas) {
        return new Rows(classes, replicas);
    }

    @Override
    public int replicasPerPass() {
        return Integer.MAX_VALUE;
    }

    @Override
    public Cost cost(long[] inputShape, int classes) {
        return new Cost(0, inputShape[0] * classes, (long) classes * classes);
    }

    @Override
    public boolean takesTokens() {
        return true;
    }

    private static final class Rows extends ReplicaBlock {

        private final int classes;
        private final int replicas;
        private final Parameter table;

        Rows(int classes, int replicas) {
            this.classes = classes;
            this.replicas = replicas;
            table = addParameter(
                    "table", Parameter.Type.WEIGHT, new Shape(replicas, classes, classes), new Initial.Constant(0));
        }

        @Override
        protected NDList forwardInternal(
                ParameterStore store, NDList inputs, boolean training, PairList<String, Object> params) {
            NDArray x = inputs.singletonOrThrow(); // (R, B, L)
            long[] first = new long[replicas];
            for (int r = 0; r < replicas; r++) {
                first[r] = (long) r * classes;
            }
            NDArray at = x.toType(DataType.INT64, false)
                    .reshape(replicas, -1)
                    .add(Native.of(x.getManager(), first, new Shape(replicas, 1))); // (R, B·L)
            NDArray rows = store.getValue(table, x.getDevice(), training).reshape((long) replicas * classes, classes);
            NDArray logits = Embedding.embedding(at, rows, SparseFormat.DENSE).singletonOrThrow(); // (R, B·L, K)
            return new NDList(logits, logits);
        }

        @Override
        public Shape[] getOutputShapes(Shape[] inputShapes) {
            Shape x = inputShapes[0];
            return new Shape[] {new Shape(x.get(0), x.get(1) * x.get(2), classes)};
        }
    }
}
