package phenomena.run;

import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;

/** Rows of an engine array by number, in one operation. */
final class Gather {

    private Gather() {}

    /**
     * @param table {@code (n, k)}
     * @param index int64 row numbers {@code (R, B)}
     * @return {@code (R, B, k)}, owned by the index's manager
     */
    static NDArray rows(NDArray table, NDArray index) {
        NDArray rows = JniUtils.embedding((PtNDArray) index, (PtNDArray) table, false);
        rows.attach(index.getManager());
        return rows;
    }
}
