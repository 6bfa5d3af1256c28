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
        Numbers mean = block.memories().get(0);
        Numbers square = block.memories().get(1);
        mean.mix(rule.beta1(), 1 - rule.beta1(), block.gradient());
        square.mixSquare(rule.beta2(), 1 - rule.beta2(), block.gradient());
        double rate = rule.learningRate() / (1 - Math.pow(rule.beta1(), step + 1));
        double unbiased = 1 / Math.sqrt(1 - Math.pow(rule.beta2(), step + 1));
        block.weights().descend(rate, mean, unbiased, square, rule.epsilon());
    }
}
