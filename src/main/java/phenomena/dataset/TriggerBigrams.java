package phenomena.dataset;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * Bigrams, some of which hold in one sequence alone (Bietti, Cabannes, Bouchacourt, Jégou &amp; Bottou 2023, arXiv:2306.00802,
 * section 3): most tokens follow one another by a table that is the same for all sequences, which a network can learn by heart;
 * a few trigger tokens, drawn anew for every sequence, are always followed by a token that is drawn with them.
 *
 * <p>Triggers are drawn by how frequent tokens are, without replacement, and the follower of each is uniform among the tokens
 * that are no triggers. Burstiness makes triggers come again and again within their sequence: it is the probability that what
 * follows a token that is no trigger is one of the sequence's triggers, each equally likely, and not what the table says
 * (after the bursty sequences of Chan et al. 2022, arXiv:2205.05055). At 0 it is the paper's setting.
 *
 * <p>Differs from the paper in three points. Its table is that of the characters of Shakespeare's plays; here it is drawn, once
 * for each vocabulary, with rows from a Dirichlet distribution of concentration 0.1. Its followers may be triggers, so that two
 * can call one another without end. Its burstiness is what the table gives.
 *
 * @param vocabulary the number of tokens K, in [2, 256]
 * @param triggers how many of them are triggers in a sequence, in [0, K − 1]
 * @param burstiness in [0, 1)
 * @param sequences how many, and how long
 */
public record TriggerBigrams(int vocabulary, int triggers, double burstiness, Sequences sequences) implements Task {

    private static final int LARGEST = 256;
    private static final double CONCENTRATION = 0.1;

    /** @throws IllegalArgumentException if a value is outside its range */
    public TriggerBigrams {
        Counts.require("vocabulary", vocabulary, 2, LARGEST, "a table of 65536 bigrams");
        Counts.require("triggers", triggers, 0, vocabulary - 1, "one token must be none");
        if (!(burstiness >= 0 && burstiness < 1)) {
            throw new IllegalArgumentException("burstiness must be in [0, 1), got " + burstiness);
        }
        if (burstiness > 0 && triggers == 0) {
            throw new IllegalArgumentException("burstiness must be 0 where there are no triggers, got " + burstiness
                    + "; take at least one trigger");
        }
        Counts.requirePresent("sequences", sequences);
    }

    /**
     * The triggers of one sequence.
     *
     * @param tokens distinct
     * @param followers what follows each of them; none is a trigger
     */
    public record Triggers(int[] tokens, int[] followers) {

        private static Triggers draw(double[] frequencies, int count, UniformRandomProvider random) {
            double[] left = frequencies.clone();
            int[] tokens = new int[count];
            for (int i = 0; i < count; i++) {
                double total = Arrays.stream(left).sum();
                tokens[i] = TransitionTable.sample(
                        Arrays.stream(left).map(p -> p / total).toArray(), 0, left.length, random);
                left[tokens[i]] = 0;
            }
            int[] others = IntStream.range(0, left.length)
                    .filter(token -> Arrays.stream(tokens).noneMatch(trigger -> trigger == token))
                    .toArray();
            int[] followers = new int[count];
            for (int i = 0; i < count; i++) {
                followers[i] = others[random.nextInt(others.length)];
            }
            return new Triggers(tokens, followers);
        }

        /** What follows {@code token}; −1 if it is no trigger. */
        public int follower(int token) {
            for (int i = 0; i < tokens.length; i++) {
                if (tokens[i] == token) {
                    return followers[i];
                }
            }
            return -1;
        }
    }

    /** What follows tokens that are no triggers, but for burstiness: the same for all seeds. */
    public TransitionTable table() {
        return TransitionTable.dirichlet(vocabulary, 1, CONCENTRATION, Seeds.stream(0, "trigger-bigrams-table"));
    }

    @Override
    public Split split(long seed) {
        TransitionTable table = table();
        double[] frequencies = table.stationary();
        return sequences.draw(stream(seed), vocabulary, random -> {
            Triggers own = Triggers.draw(frequencies, triggers, random);
            int[] tokens = new int[sequences.length() + 1];
            tokens[0] = TransitionTable.sample(frequencies, 0, vocabulary, random);
            for (int i = 1; i < tokens.length; i++) {
                int follower = own.follower(tokens[i - 1]);
                tokens[i] = follower >= 0 ? follower : free(tokens[i - 1], own, table, random);
            }
            return tokens;
        });
    }

    private int free(int last, Triggers own, TransitionTable table, UniformRandomProvider random) {
        return burstiness > 0 && random.nextDouble() < burstiness
                ? own.tokens()[random.nextInt(triggers)]
                : table.next(last, random);
    }

    private static Sequences.Stream stream(long seed) {
        return new Sequences.Stream(seed, "trigger-bigrams");
    }

    /**
     * The triggers of a training sequence.
     *
     * @param index the sequence's, at least 0
     */
    public Triggers trainTriggers(long seed, int index) {
        return Triggers.draw(table().stationary(), triggers, stream(seed).train(index));
    }

    /**
     * The triggers of a test sequence.
     *
     * @param index the sequence's, at least 0
     */
    public Triggers testTriggers(long seed, int index) {
        return Triggers.draw(table().stationary(), triggers, stream(seed).test(index));
    }
}
