package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import java.util.List;

/**
 * The tokens of a batch as row numbers of tables {@code (R, n, width)}.
 *
 * <p>A product with one-hot vectors picks rows, so rows are gathered in its place: the same numbers, without the zeros.
 */
final class Tokens {

    private final NDArray all; // int64 (R, B, L), rows of (R·n, width)
    private final long rows;
    private List<NDArray> index; // one a position, (R, B); null until one is asked for

    /**
     * @param x whole numbers {@code (R, B, L)} of any type
     * @param rows n
     * @param stride how many rows the tokens of one position stand behind those of the position before it
     */
    Tokens(NDArray x, long rows, long stride) {
        this.rows = rows;
        Shape shape = x.getShape();
        int positions = Math.toIntExact(shape.get(2));
        long[] first = new long[Math.toIntExact(shape.get(0)) * positions];
        for (int i = 0; i < first.length; i++) {
            first[i] = i / positions * rows + i % positions * stride;
        }
        NDArray offsets = Native.of(x.getManager(), first, new Shape(shape.get(0), 1, positions));
        all = x.toType(DataType.INT64, false).add(offsets);
    }

    /**
     * The rows of every example's tokens.
     *
     * @param table {@code (R, n, width)}
     * @return {@code (R, B, L, width)}, owned by the batch's manager
     */
    NDArray pickAll(NDArray table) {
        return rows(all, table);
    }

    /**
     * The row of every example's token.
     *
     * @param table {@code (R, n, width)}
     * @return {@code (R, B, width)}, owned by the batch's manager
     */
    NDArray pick(int position, NDArray table) {
        if (index == null) {
            Shape shape = all.getShape();
            index = all.split(shape.get(2), 2).stream()
                    .map(one -> one.reshape(shape.get(0), shape.get(1)))
                    .toList();
        }
        return rows(index.get(position), table);
    }

    private NDArray rows(NDArray at, NDArray table) {
        Shape shape = table.getShape();
        NDArray flat = table.reshape(shape.get(0) * rows, shape.get(2));
        NDArray picked = Embedding.embedding(at, flat, SparseFormat.DENSE).singletonOrThrow();
        picked.attach(at.getManager());
        return picked;
    }
}
