package phenomena.baseline;

import java.io.IOException;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trees fitted by XGBoost (Chen &amp; Guestrin 2016, arXiv:1603.02754), which computes in float32. A fit takes one thread,
 * prints nothing, and gives the same trees whenever its parameters are the same.
 */
final class TreeEnsemble implements Predictor {

    /** Rows handed over at a time, so that a prediction needs no second copy of all inputs. */
    private static final int CHUNK = 1024;

    /** Histograms that one fit keeps for later nodes, in doubles: 16 MB; more of them cost more than they save. */
    private static final long KEPT = 1 << 21;

    private static final int FEWEST_KEPT = 8;
    private static final int MOST_BINS = 2048;
    private static final String LEAF = "leaf=";

    private final Booster booster;
    private final int features;
    private final int outputs;
    private final Map<String, Double> quantities;

    private TreeEnsemble(Booster booster, Points train, int valuesPerLeaf) throws XGBoostError {
        this.booster = booster;
        this.features = train.features();
        this.outputs = train.outputs();
        String[] trees = booster.getModelDump("", false);
        long leaves = 0;
        for (String tree : trees) {
            for (int at = tree.indexOf(LEAF); at >= 0; at = tree.indexOf(LEAF, at + 1)) {
                leaves++;
            }
        }
        quantities = Map.of(
                "trees", (double) trees.length,
                "leaves", (double) leaves,
                "parameters", (double) leaves * valuesPerLeaf);
    }

    /**
     * Quantiles of each feature that splits fall on: {@code least}, and more for few features, whose histograms stay small;
     * up to 2048 values of one feature are all told apart.
     */
    static int bins(int features, int least) {
        return Math.max(least, MOST_BINS / features);
    }

    /** Doubles that a fit holds: inputs in float32 and as quantiles, targets with their gradients, histograms. */
    static long size(int examples, int features, int outputs, int bins, int valuesPerLeaf) {
        return examples * (2L * features + 3L * outputs)
                + Math.max(KEPT, FEWEST_KEPT * histogram(features, bins, valuesPerLeaf));
    }

    /** Doubles in the histogram of one node: the sum of gradients and of second derivatives in each bin. */
    private static long histogram(int features, int bins, int valuesPerLeaf) {
        return 2L * features * bins * valuesPerLeaf;
    }

    /**
     * @param labels n class numbers, or {@code n × outputs} targets
     * @param valuesPerLeaf 1, or {@code outputs} where a leaf holds a vector
     * @param dials parameters of XGBoost besides those that every fit has
     */
    static Predictor fit(Points train, float[] labels, int bins, int valuesPerLeaf, int rounds, Map<String, ?> dials) {
        Map<String, Object> parameters = new HashMap<>(dials);
        parameters.put("booster", "gbtree");
        parameters.put("tree_method", "hist");
        parameters.put("device", "cpu");
        parameters.put("max_bin", bins);
        parameters.put(
                "max_cached_hist_node", Math.max(FEWEST_KEPT, KEPT / histogram(train.features(), bins, valuesPerLeaf)));
        parameters.put("alpha", 0);
        parameters.put("gamma", 0);
        parameters.put("min_child_weight", 0);
        parameters.put("max_delta_step", 0);
        parameters.put("subsample", 1);
        parameters.put("nthread", 1);
        parameters.put("verbosity", 0);
        try {
            return new TreeEnsemble(trained(train, labels, rounds, parameters), train, valuesPerLeaf);
        } catch (XGBoostError | IOException e) {
            throw new IllegalStateException("XGBoost could not fit the trees: " + e.getMessage(), e);
        } catch (LinkageError e) {
            throw new IllegalStateException(
                    "trees need XGBoost's native library, which there is for Linux (glibc) and macOS on x86_64 and aarch64 "
                            + "and for Windows on x86_64, got "
                            + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                            + "; on these systems install OpenMP (libgomp1 on Linux, libomp on macOS, "
                            + "the Visual C++ runtime on Windows), elsewhere take another baseline",
                    e);
        }
    }

    private static Booster trained(Points train, float[] labels, int rounds, Map<String, Object> parameters)
            throws XGBoostError, IOException {
        double[] inputs = train.inputs();
        DMatrix matrix = new DMatrix(floats(inputs, 0, inputs.length), train.size(), train.features(), Float.NaN);
        Booster fitted = null;
        try {
            matrix.setLabel(labels);
            fitted = XGBoost.train(matrix, parameters, rounds, Map.of(), null, null);
            // A copy holds the trees alone; the one that was trained keeps the points, their gradients and histograms
            // too.
            Booster copy = XGBoost.loadModel(fitted.toByteArray());
            copy.setParam("nthread", 1);
            copy.setParam("verbosity", 0);
            return copy;
        } finally {
            matrix.dispose();
            if (fitted != null) {
                fitted.dispose();
            }
        }
    }

    static float[] floats(double[] values, int from, int to) {
        float[] floats = new float[to - from];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[from + i];
        }
        return floats;
    }

    @Override
    public double[] predict(double[] inputs, int given) {
        int rows = Check.inputs(inputs, given, features);
        double[] result = new double[rows * outputs];
        try {
            for (int from = 0; from < rows; from += CHUNK) {
                int to = Math.min(rows, from + CHUNK);
                float[] chunk = floats(inputs, from * features, to * features);
                int at = from * outputs;
                for (float[] row : booster.inplace_predict(chunk, to - from, features, Float.NaN)) {
                    for (int k = 0; k < outputs; k++) {
                        result[at++] = row[k];
                    }
                }
            }
        } catch (XGBoostError e) {
            throw new IllegalStateException("XGBoost could not predict: " + e.getMessage(), e);
        } finally {
            // Else the collector may free the trees during the last call.
            Reference.reachabilityFence(this);
        }
        return result;
    }

    @Override
    public Map<String, Double> quantities() {
        return quantities;
    }
}
