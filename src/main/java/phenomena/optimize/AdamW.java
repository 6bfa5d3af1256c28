package phenomena.optimize;

/**
 * Adam with decoupled weight decay (Loshchilov &amp; Hutter 2019, algorithm 2): {@code w ← w − ηλw} before Adam's own step,
 * as in PyTorch's {@code AdamW}.
 *
 * @param learningRate η, at least 0
 * @param beta1 decay of the gradient's average, in [0, 1)
 * @param beta2 decay of the squared gradient's average, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay λ in {@code w ← (1 − ηλ)w}, at least 0; it acts on every parameter, biases included
 */
public record AdamW(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {

    public AdamW {
        AdaptiveMoments.validate(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public AdamW withLearningRate(double learningRate) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public int memories() {
        return 2;
    }

    @Override
    public void update(Block block, long step) {
        if (weightDecay > 0) {
            block.weights().scale(1 - learningRate * weightDecay);
        }
        AdaptiveMoments.update(block, step, new Adam(learningRate, beta1, beta2, epsilon, 0));
    }
}
