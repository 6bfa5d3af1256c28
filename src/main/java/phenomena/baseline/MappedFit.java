package phenomena.baseline;

import java.util.Map;

/** A linear function of features. The features of many inputs are made a few hundred at a time. */
record MappedFit(FeatureMap map, LinearFit fit) implements Predictor {

    private static final int AT_ONCE = 256;

    static MappedFit of(FeatureMap map, double penalty, Points train) {
        double[] design = map.of(train.inputs(), 0, train.size());
        return new MappedFit(
                map, new LeastSquares(penalty, false).fit(design, map.count(), train.targets(), train.outputs()));
    }

    /** The doubles that {@link #of} holds at once, those of the map's own parameters included. */
    static long size(int examples, int features, int outputs, double penalty, long count) {
        return count * (examples + features + AT_ONCE)
                + new LeastSquares(penalty, false).size(examples, count, outputs);
    }

    @Override
    public double[] predict(double[] inputs, int features) {
        int n = Check.inputs(inputs, features, map.inputs());
        int outputs = fit.intercept().length;
        double[] predicted = new double[n * outputs];
        for (int from = 0; from < n; from += AT_ONCE) {
            int to = Math.min(n, from + AT_ONCE);
            double[] some = fit.predict(map.of(inputs, from, to), map.count());
            System.arraycopy(some, 0, predicted, from * outputs, some.length);
        }
        return predicted;
    }

    @Override
    public Map<String, Double> quantities() {
        return fit.quantities();
    }
}
