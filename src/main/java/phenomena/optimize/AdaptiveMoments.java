package phenomena.optimize;

import phenomena.optimize.Optimizer.Block;

/** What Adam and AdamW share. */
final class AdaptiveMoments {

    private AdaptiveMoments() {}

    static void validate(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        Optimizer.requireNonNegative("learningRate", learningRate);
        Optimizer.requireFraction("beta1", beta1);
        Optimizer.requireFraction("beta2", beta2);
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("epsilon must be above 0 and finite, got " + epsilon);
        }
        Optimizer.requireNonNegative("weightDecay", weightDecay);
    }

    /** {@code m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; w ← w − η m̂ / (√v̂ + ε)}, hats for division by {@code 1−βᵗ}. */
    static void update(Block block, long step, Adam rule) {
        float[] w = block.weights();
        float[] g = block.gradient();
        float[] m = block.memories()[0];
        float[] v = block.memories()[1];
        float keep1 = (float) rule.beta1();
        float take1 = (float) (1 - rule.beta1());
        float keep2 = (float) rule.beta2();
        float take2 = (float) (1 - rule.beta2());
        float epsilon = (float) rule.epsilon();
        float rate = (float) (rule.learningRate() / (1 - Math.pow(rule.beta1(), step + 1)));
        float unbiased = (float) (1 / Math.sqrt(1 - Math.pow(rule.beta2(), step + 1)));
        int from = block.from();
        for (int i = 0; i < block.length(); i++) {
            m[from + i] = keep1 * m[from + i] + take1 * g[i];
            v[from + i] = keep2 * v[from + i] + take2 * g[i] * g[i];
        }
        for (int i = 0; i < block.length(); i++) {
            w[from + i] -= rate * m[from + i] / ((float) Math.sqrt(v[from + i]) * unbiased + epsilon);
        }
    }

    /** L2: {@code g ← g + λw}. */
    static void addDecay(Block block, double weightDecay) {
        if (weightDecay == 0) {
            return;
        }
        float lambda = (float) weightDecay;
        for (int i = 0; i < block.length(); i++) {
            block.gradient()[i] += lambda * block.weights()[block.from() + i];
        }
    }

    /** Decoupled decay: {@code w ← factor · w}. */
    static void shrink(Block block, double factor) {
        if (factor == 1) {
            return;
        }
        float keep = (float) factor;
        for (int i = 0; i < block.length(); i++) {
            block.weights()[block.from() + i] *= keep;
        }
    }
}
