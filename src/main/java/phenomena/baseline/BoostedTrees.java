package phenomena.baseline;

import java.util.HashMap;
import java.util.Map;

/**
 * Gradient boosting of regression trees (Friedman 2001; Chen &amp; Guestrin 2016, arXiv:1603.02754, by whose library it is
 * fitted): each round adds a tree that lowers the second-order expansion of the loss at what the trees before it predict.
 *
 * <p>One-hot targets (of two classes or more) are fitted by the cross-entropy of a softmax, with one tree a class and round,
 * and the outputs are its probabilities; other targets by squared error, with one tree an output and round, starting from
 * their means. Computed in float32. Splits fall on quantiles of each feature, 256 or more, where they lower
 * the loss by more than 10⁻⁶.
 *
 * <p>Differs from XGBoost's defaults in that a leaf may hold any number of points (their second derivatives may sum to
 * anything; the default of at least 1 keeps a classifier from fitting wrong labels).
 *
 * @param rounds boosting rounds, at least 1
 * @param depth most splits from root to leaf, in [1, 30]
 * @param learningRate by which each tree is multiplied, in (0, 1]
 * @param penalty λ of the penalty λ/2 · |leaf values|² in each round, at least 0; XGBoost's default is 1
 */
public record BoostedTrees(int rounds, int depth, double learningRate, double penalty) implements Baseline {

    private static final int BINS = 256;

    /** @throws IllegalArgumentException if a value is outside its range */
    public BoostedTrees {
        Check.atLeast("rounds", rounds, 1);
        if (depth < 1 || depth > 30) {
            throw new IllegalArgumentException("depth must be in [1, 30], got " + depth);
        }
        if (!(learningRate > 0 && learningRate <= 1)) {
            throw new IllegalArgumentException("learningRate must be in (0, 1], got " + learningRate);
        }
        Check.notNegative("penalty", penalty);
    }

    /** The library's default tree: depth 6, learning rate 0.3, penalty 1. */
    public static BoostedTrees of(int rounds) {
        return new BoostedTrees(rounds, 6, 0.3, 1);
    }

    /**
     * Grows the trees one after the other; there is no chance in it.
     *
     * @throws IllegalArgumentException if the points would not fit in memory
     * @throws IllegalStateException if XGBoost's native library does not load on this system
     */
    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        Map<String, Object> dials = new HashMap<>(Map.of(
                "grow_policy", "depthwise", "max_depth", depth, "eta", learningRate, "lambda", penalty, "seed", 0));
        float[] labels;
        if (isOneHot(train)) {
            dials.put("objective", "multi:softprob");
            dials.put("num_class", train.outputs());
            labels = new float[train.size()];
            int[] classes = train.labels();
            for (int i = 0; i < labels.length; i++) {
                labels[i] = classes[i];
            }
        } else {
            dials.put("objective", "reg:squarederror");
            labels = TreeEnsemble.floats(train.targets(), 0, train.targets().length);
        }
        return TreeEnsemble.fit(train, labels, TreeEnsemble.bins(train.features(), BINS), 1, rounds, dials);
    }

    private static boolean isOneHot(Points points) {
        int outputs = points.outputs();
        boolean oneHot = outputs > 1;
        for (int i = 0; i < points.size() && oneHot; i++) {
            int ones = 0;
            int zeros = 0;
            for (int k = 0; k < outputs; k++) {
                ones += points.targets()[i * outputs + k] == 1 ? 1 : 0;
                zeros += points.targets()[i * outputs + k] == 0 ? 1 : 0;
            }
            oneHot = ones == 1 && zeros == outputs - 1;
        }
        return oneHot;
    }

    /** What the library holds outside the heap, trees included. */
    @Override
    public long size(int examples, int features, int outputs) {
        // A node takes some 20 doubles in its three forms (grown, saved, loaded), and no tree has two leaves a point.
        long leaves = Math.min(1L << depth, examples);
        return TreeEnsemble.size(examples, features, outputs, TreeEnsemble.bins(features, BINS), 1)
                + 40 * leaves * rounds * outputs;
    }
}
