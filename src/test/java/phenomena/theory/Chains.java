package phenomena.theory;

import java.util.Random;
import org.apache.commons.rng.sampling.distribution.DirichletSampler;
import org.apache.commons.rng.simple.RandomSource;

/** Chains drawn from a Dirichlet prior, and walks along them. */
final class Chains {

    private Chains() {}

    static double[][][] draw(int count, int states, double concentration, long seed) {
        DirichletSampler rows =
                DirichletSampler.symmetric(RandomSource.XO_RO_SHI_RO_128_PP.create(seed), states, concentration);
        double[][][] chains = new double[count][states][];
        for (double[][] chain : chains) {
            for (int i = 0; i < states; i++) {
                chain[i] = rows.sample();
            }
        }
        return chains;
    }

    static int[] walk(double[][] chain, int first, int length, Random random) {
        int[] tokens = new int[length];
        tokens[0] = first;
        for (int t = 1; t < length; t++) {
            tokens[t] = Draws.pick(chain[tokens[t - 1]], random);
        }
        return tokens;
    }
}
