package phenomena.baseline;

import java.util.Map;
import phenomena.dataset.Seeds;

/**
 * The mean of trees that are grown on the same points and differ by chance alone: at each node only ⌊√features⌋ features,
 * drawn at random, may be split on (Breiman 2001). A leaf holds the mean target of its points, so for classification the
 * outputs are class frequencies. The leaf whose split lowers squared error most is split next, until a tree has its leaves.
 *
 * <p>Its two numbers are the capacity of Belkin, Hsu, Ma &amp; Mandal 2019 (PNAS 116(32), arXiv:1812.11118, figure 5): first
 * more leaves in one tree, until it fits every point, then more trees. Drawn apart, each axis descends once: the peak lies
 * where one is exchanged for the other (Curth, Jeffares &amp; van der Schaar 2023, A U-turn on double descent).
 *
 * <p>Unlike in Breiman's forest points are not drawn anew for each tree, since a tree that misses points cannot interpolate.
 * Fitted by XGBoost in float32; splits fall on quantiles of each feature, 64 or more, so points equal in all their quantiles
 * stay together, as do points whose parting would lower squared error by less than 10⁻⁶.
 *
 * @param trees trees to average, at least 1
 * @param leaves most leaves of one tree, at least 2; a tree that fits every point has fewer
 */
public record RandomForest(int trees, int leaves) implements Baseline {

    private static final int BINS = 64;

    /** @throws IllegalArgumentException if a value is outside its range */
    public RandomForest {
        Check.atLeast("trees", trees, 1);
        Check.atLeast("leaves", leaves, 2);
    }

    /**
     * Grows the trees.
     *
     * @throws IllegalArgumentException if the points would not fit in memory
     * @throws IllegalStateException if XGBoost's native library does not load on this system
     */
    @Override
    public Predictor fit(Points train, long seed) {
        requireMemory(train);
        // The library takes the integer part of share × features.
        double drawn = Math.floor(Math.sqrt(train.features())) + 0.5;
        Map<String, Object> dials = Map.ofEntries(
                Map.entry("objective", "reg:squarederror"),
                Map.entry("base_score", 0),
                Map.entry("multi_strategy", "multi_output_tree"),
                Map.entry("grow_policy", "lossguide"),
                Map.entry("max_depth", 0),
                Map.entry("max_leaves", leaves),
                Map.entry("num_parallel_tree", trees),
                Map.entry("colsample_bynode", Math.min(1, drawn / train.features())),
                Map.entry("eta", 1),
                Map.entry("lambda", 0),
                Map.entry("seed", Seeds.stream(seed, "random-forest").nextInt(Integer.MAX_VALUE)));
        return TreeEnsemble.fit(
                train,
                TreeEnsemble.floats(train.targets(), 0, train.targets().length),
                TreeEnsemble.bins(train.features(), BINS),
                train.outputs(),
                1,
                dials);
    }

    /** What the library holds outside the heap, trees included. */
    @Override
    public long size(int examples, int features, int outputs) {
        // A node takes some 20 doubles in its three forms (grown, saved, loaded), and each leaf its mean target.
        return TreeEnsemble.size(examples, features, outputs, TreeEnsemble.bins(features, BINS), outputs)
                + (40L + 3L * outputs) * Math.min(leaves, examples) * trees;
    }
}
