package phenomena.run;

import org.apache.commons.rng.UniformRandomProvider;
import phenomena.dataset.Examples;
import phenomena.dataset.Seeds;
import phenomena.dataset.Split;
import phenomena.dataset.Task;

/** Sequences of three tokens; after a token comes the next one, or with probability 0.3 any. */
record Cycles(int train) implements Task {

    static final int K = 3;
    static final int LENGTH = 7;

    @Override
    public Split split(long seed) {
        return new Split(draw(train, Seeds.stream(seed, "train")), draw(25, Seeds.stream(seed, "test")));
    }

    private static Examples draw(int count, UniformRandomProvider random) {
        float[] inputs = new float[count * LENGTH];
        int[] labels = new int[count * LENGTH];
        for (int i = 0; i < count; i++) {
            int token = random.nextInt(K);
            for (int t = i * LENGTH; t < (i + 1) * LENGTH; t++) {
                inputs[t] = token;
                token = random.nextDouble() < 0.3 ? random.nextInt(K) : (token + 1) % K;
                labels[t] = token;
            }
        }
        return new Examples(inputs, new long[] {LENGTH}, labels, labels, K);
    }
}
