package phenomena.measure;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import phenomena.dataset.Examples;
import phenomena.dataset.RepeatedTokens;
import phenomena.dataset.Sequences;
import phenomena.model.Head;
import phenomena.model.Intervention;

/**
 * Where each head looks on random tokens that are repeated once, {@link RepeatedTokens} over the task's alphabet, whatever the task;
 * means of attention over sequences and queries, each in [0, 1]:
 *
 * <ul>
 *   <li>{@code prefix matching layer i head j}: from each token of the repeat to all that came right after the same token earlier
 *       (Olsson et al. 2022, arXiv:2209.11895, appendix "Head activation evaluators"): what an induction head does.
 *   <li>{@code previous token layer i head j}: from each token but the first to the one before it (the same).
 *   <li>{@code duplicate token layer i head j}: from each token of the repeat to all earlier ones that are the same (Wang et al. 2022,
 *       arXiv:2211.00593, section 3).
 * </ul>
 *
 * <p>A head that weighs all tokens so far alike has some of each, the more the fewer tokens there are: with two, about half. What it
 * has here stands beside them, {@code prefix matching uniform} and so on; a head is to be judged by how far it is from there to 1.
 *
 * <p>Differs from Olsson et al.: tokens are repeated once and not three times, all tokens of the alphabet are drawn alike, no token
 * of its own begins the sequence, and the previous token is looked for on the same sequences and not on the training distribution.
 *
 * @param length tokens in a sequence L, even and at least 4; no more than the network has positions for
 * @param sequences how many, at least 1; the same for all replicas, seeds and steps
 */
public record HeadScores(int length, int sequences) implements Probe {

    /** The scores' names, before {@code layer i head j}. */
    public static final String PREFIX_MATCHING = "prefix matching";

    public static final String PREVIOUS_TOKEN = "previous token";
    public static final String DUPLICATE_TOKEN = "duplicate token";

    private static final long SEED = 0;

    /** @throws IllegalArgumentException if the length is odd or below 4, or there is no sequence */
    public HeadScores {
        new RepeatedTokens(2, new Sequences(length, 1, sequences));
    }

    private enum Score {
        PREFIX(PREFIX_MATCHING),
        PREVIOUS(PREVIOUS_TOKEN),
        DUPLICATE(DUPLICATE_TOKEN);

        private final String label;

        Score(String label) {
            this.label = label;
        }

        boolean counts(float[] inputs, int from, int query, int key) {
            return switch (this) {
                case PREFIX -> key > 0 && inputs[from + key - 1] == inputs[from + query];
                case PREVIOUS -> key == query - 1;
                case DUPLICATE -> key < query && inputs[from + key] == inputs[from + query];
            };
        }

        int firstQuery(int length) {
            return this == PREVIOUS ? 1 : length / 2;
        }
    }

    /** @throws IllegalStateException if the architecture shows no attention */
    @Override
    public void measure(Observation observation, Readings readings) {
        Heads heads = observation.heads();
        int vocabulary = observation.examples(0, Part.TEST).classes();
        Examples repeated = new RepeatedTokens(vocabulary, new Sequences(length, 1, sequences))
                .split(SEED)
                .test();
        List<Head> all = heads.all();
        int perLayer = heads.decoder().heads();
        List<String> points = heads.patterns();
        double[][][] scores = new double[observation.replicas()][Score.values().length][all.size()];
        List<Examples> same = Collections.nCopies(observation.replicas(), repeated);
        heads.show(same, Intervention.NONE, points, (replica, sequence, point, pattern) -> {
            int first = points.indexOf(point) * perLayer;
            for (Score score : Score.values()) {
                for (int head = 0; head < perLayer; head++) {
                    scores[replica][score.ordinal()][first + head] +=
                            looks(repeated, sequence, score, pattern, head) / sequences;
                }
            }
        });
        for (int replica = 0; replica < scores.length; replica++) {
            for (Score score : Score.values()) {
                for (int i = 0; i < all.size(); i++) {
                    String quantity = Heads.named(score.label, all.get(i));
                    readings.put(replica, observation.step(), "", quantity, scores[replica][score.ordinal()][i]);
                }
                readings.put(replica, observation.step(), "", score.label + " uniform", uniform(repeated, score));
            }
        }
    }

    private double uniform(Examples repeated, Score score) {
        double[] alike = new double[length * length];
        for (int query = 0; query < length; query++) {
            Arrays.fill(alike, query * length, query * length + query + 1, 1.0 / (query + 1));
        }
        double sum = 0;
        for (int sequence = 0; sequence < sequences; sequence++) {
            sum += looks(repeated, sequence, score, alike, 0) / sequences;
        }
        return sum;
    }

    /** The mean over one sequence's queries of what one head's pattern, of {@code H × L × L}, gives to the keys that count. */
    private double looks(Examples repeated, int sequence, Score score, double[] pattern, int head) {
        int first = score.firstQuery(length);
        double sum = 0;
        for (int query = first; query < length; query++) {
            int row = (head * length + query) * length;
            for (int key = 0; key <= query; key++) {
                sum += score.counts(repeated.inputs(), sequence * length, query, key) ? pattern[row + key] : 0;
            }
        }
        return sum / (length - first);
    }
}
