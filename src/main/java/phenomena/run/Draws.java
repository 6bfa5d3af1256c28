package phenomena.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import phenomena.baseline.Points;
import phenomena.baseline.Predictor;
import phenomena.baseline.Regression;
import phenomena.dataset.Split;
import phenomena.measure.ErrorRate;
import phenomena.measure.Loss;
import phenomena.measure.Part;
import phenomena.measure.Probe;
import phenomena.measure.Readings;

/** The data of fits: drawn once for all that share them, and let go after the last. */
final class Draws {

    private static final List<Probe> PROBES = List.of(new Loss(), new ErrorRate());

    /**
     * What to fit, and how to measure what was fitted.
     *
     * @param measure reads a predictor's numbers as those of replica 0 at step 0
     */
    record Drawn(Points train, BiConsumer<Predictor, Readings> measure) {}

    private record Key(Fits.Data data, long seed) {
        static Key of(Fits.Fit fit) {
            return new Key(fit.data(), fit.seed());
        }
    }

    private final Map<Key, Drawn> drawn = new HashMap<>();
    private final Map<Key, Integer> users = new HashMap<>();

    Draws(List<Fits.Fit> fits) {
        fits.forEach(fit -> users.merge(Key.of(fit), 1, Integer::sum));
    }

    /** The data of a fit. */
    synchronized Drawn of(Fits.Fit fit) {
        return drawn.computeIfAbsent(Key.of(fit), key -> draw(fit.data(), fit.seed()));
    }

    /** A fit is done with its data. */
    synchronized void release(Fits.Fit fit) {
        if (users.merge(Key.of(fit), -1, Integer::sum) == 0) {
            drawn.remove(Key.of(fit));
        }
    }

    private static Drawn draw(Fits.Data data, long seed) {
        if (data instanceof Fits.Data.Classes classes) {
            Split split = classes.task().split(seed);
            Map<Part, Points> made = new ConcurrentHashMap<>(); // for all fits, which go side by side
            Function<Part, Points> points = part -> made.computeIfAbsent(part, asked -> Points.of(asked.of(split)));
            return new Drawn(points.apply(Part.TRAIN), (predictor, readings) -> {
                FittedObservation observation = new FittedObservation(predictor, split, points);
                PROBES.forEach(probe -> probe.measure(observation, readings));
            });
        }
        Regression.Trial trial = ((Fits.Data.Numbers) data).regression().draw(seed);
        return new Drawn(trial.train(), (predictor, readings) -> {
            readings.put(0, 0, "train", "loss", Regression.meanSquaredError(predictor, trial.train()));
            new TreeMap<>(trial.test(predictor)).forEach((name, value) -> readings.put(0, 0, "test", name, value));
        });
    }
}
