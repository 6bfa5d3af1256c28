package phenomena.measure;

import java.util.Arrays;
import phenomena.dataset.Examples;

/**
 * How far a network that ends up adding modulo p by waves is on its way there (Nanda et al. 2023, arXiv:2301.05217, section
 * 5.1), with the key frequencies of its end throughout.
 *
 * <p>Over the p² pairs (a, b), the logits of each class are projected onto {@code cos w_k(a + b)} and {@code sin w_k(a + b)},
 * {@code w_k = 2πk/p}, for all key frequencies k; of a − b where the task is subtraction. {@code restricted loss} is the loss on
 * all pairs of that projection and the constant alone, {@code excluded loss} the loss on the training pairs of all but that
 * projection, and {@code full loss} that of the logits as they are, on all pairs; in the training's own objective. A memorised
 * table is spread over all p² waves and loses nothing when a few are taken out; the waves of the key frequencies alone are of use
 * only to what generalises. Where labels are corrupted, restricted and full loss are against the original ones, excluded loss
 * against those trained on.
 *
 * <p>Directions and constant are those of the paper's notebook, two for each frequency. The paper's text speaks of four terms for
 * each, the products of waves of a and of b: those hold waves of a − b as well, of which a trained network has next to nothing.
 *
 * <p>Key frequencies are the fewest that have 99% of the power that the logits of the end have in such waves, so that one more
 * or less hardly moves a loss. The paper takes those with "nontrivial coefficients" in the map from neurons to logits (appendix
 * C.2), which only some architectures have. {@code key frequency k}, read at the last step, is the part of that power that k
 * has; {@code embedding key share} the part of the embedding's power that stands at the key frequencies.
 *
 * <p>The task must be addition or subtraction, whose results are what waves run along. The waves of multiplication and division
 * run along discrete logarithms, and those of other groups are matrices: there this is refused.
 *
 * @param embedding the parameter that {@link EmbeddingSpectrum} reads
 * @param width the number of its columns
 */
public record ProgressMeasures(String embedding, int width) implements Hindsight {

    private static final double KEY_SHARE = 0.99;

    /** @throws IllegalArgumentException if the name is blank or the width below 1 */
    public ProgressMeasures {
        new EmbeddingSpectrum(embedding, width);
    }

    /**
     * Reads nothing before the end, and makes sure that then it can.
     *
     * @throws IllegalArgumentException if the task is not the whole table of a + b or a − b modulo an odd p, or the embedding is
     *     not such a matrix
     */
    @Override
    public void measure(Observation observation, Readings readings) {
        for (int replica = 0; replica < observation.replicas(); replica++) {
            requireWaves(observation, replica);
            embeddingSpectrum(observation, replica);
        }
    }

    @Override
    public void lookBack(int replica, Observation end, Observation past, Readings readings) {
        int modulus = end.examples(replica, Part.TRAIN).classes();
        Fourier fourier = Fourier.over(modulus);
        Spectrum logits = Spectrum.of(fourier.power(byResult(end, replica)));
        int[] key = logits.key(KEY_SHARE);
        boolean known = Double.isFinite(logits.total());
        if (past.step() == end.step()) {
            for (int k : key) {
                readings.put(replica, past.step(), "", "key frequency " + k, logits.share(k));
            }
        }
        double[] sums = byResult(past, 0);
        double[] waves = Arrays.stream(fourier.projection(sums, key))
                .map(value -> value / modulus) // p pairs have each result
                .toArray();
        double restricted = restricted(past, waves, constant(sums, modulus));
        double excluded = excluded(past, waves);
        double share = embeddingSpectrum(past, 0).share(key);
        readings.put(replica, past.step(), "", "full loss", full(past));
        readings.put(replica, past.step(), "", "restricted loss", known ? restricted : Double.NaN);
        readings.put(replica, past.step(), "train", "excluded loss", known ? excluded : Double.NaN);
        readings.put(replica, past.step(), "", "embedding key share", known ? share : Double.NaN);
    }

    private Spectrum embeddingSpectrum(Observation observation, int replica) {
        return Spectrum.of(new EmbeddingSpectrum(embedding, width).powers(observation, replica));
    }

    /** The logits' sums over the pairs of each result, {@code (p, K)}: all that a wave along the results meets. */
    private static double[] byResult(Observation observation, int replica) {
        double[] sums = null;
        for (Part part : Part.values()) {
            Examples examples = observation.examples(replica, part);
            double[] logits = observation.logits(replica, part);
            int classes = examples.classes();
            sums = sums == null ? new double[classes * classes] : sums;
            for (int i = 0; i < examples.size(); i++) {
                int row = examples.originalLabels()[i] * classes;
                for (int c = 0; c < classes; c++) {
                    sums[row + c] += logits[i * classes + c];
                }
            }
        }
        return sums;
    }

    /** Each class's mean logit over all pairs. */
    private static double[] constant(double[] sums, int modulus) {
        double[] constant = new double[modulus];
        for (int i = 0; i < sums.length; i++) {
            constant[i % modulus] += sums[i] / modulus / modulus;
        }
        return constant;
    }

    /** The loss where the logits are waves and constant alone: one for each result, which equally many pairs have. */
    private static double restricted(Observation past, double[] waves, double[] constant) {
        int modulus = constant.length;
        double[] logits = new double[waves.length];
        for (int i = 0; i < logits.length; i++) {
            logits[i] = waves[i] + constant[i % modulus];
        }
        double sum = 0;
        for (int result = 0; result < modulus; result++) {
            sum += past.objective().loss(logits, result * modulus, modulus, result);
        }
        return sum / modulus;
    }

    private static double excluded(Observation past, double[] waves) {
        Examples train = past.examples(0, Part.TRAIN);
        int classes = train.classes();
        double[] logits = past.logits(0, Part.TRAIN).clone();
        for (int i = 0; i < train.size(); i++) {
            for (int c = 0; c < classes; c++) {
                logits[i * classes + c] -= waves[train.originalLabels()[i] * classes + c];
            }
        }
        return Loss.mean(past.objective(), logits, train);
    }

    private static double full(Observation past) {
        double sum = 0;
        int count = 0;
        for (Part part : Part.values()) {
            Examples examples = past.examples(0, part);
            Examples original = examples.withLabels(examples.originalLabels());
            sum += Loss.mean(past.objective(), past.logits(0, part), original) * examples.size();
            count += examples.size();
        }
        return sum / count;
    }

    private static void requireWaves(Observation observation, int replica) {
        OperandPairs pairs = OperandPairs.of(observation, replica);
        Fourier.over(pairs.modulus());
        boolean sums = true;
        boolean differences = true;
        for (Part part : Part.values()) {
            int[] results = observation.examples(replica, part).originalLabels();
            for (int i = 0; i < results.length; i++) {
                int a = pairs.of(part)[i] / pairs.modulus();
                int b = pairs.of(part)[i] % pairs.modulus();
                sums &= results[i] == (a + b) % pairs.modulus();
                differences &= results[i] == Math.floorMod(a - b, pairs.modulus());
            }
        }
        if (!sums && !differences) {
            throw new IllegalArgumentException("labels must be a + b or a − b modulo " + pairs.modulus()
                    + " for progress measures, got another operation, whose results are not what its waves run along;"
                    + " leave this probe out");
        }
    }
}
