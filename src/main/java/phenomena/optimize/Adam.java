package phenomena.optimize;

/**
 * Adam (Kingma &amp; Ba 2015, algorithm 1), with weight decay added to the gradient (L2) as in PyTorch's {@code Adam}.
 *
 * @param learningRate η, at least 0
 * @param beta1 decay of the gradient's average, in [0, 1)
 * @param beta2 decay of the squared gradient's average, in [0, 1)
 * @param epsilon added to the root of the second moment, above 0
 * @param weightDecay λ in {@code g ← g + λw}, at least 0
 */
public record Adam(double learningRate, double beta1, double beta2, double epsilon, double weightDecay)
        implements Optimizer {

    public Adam {
        AdaptiveMoments.validate(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public Adam withLearningRate(double learningRate) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public Adam withWeightDecay(double weightDecay) {
        return new Adam(learningRate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public int memories() {
        return 2;
    }

    @Override
    public void update(Block block, long step) {
        if (weightDecay > 0) {
            block.gradient().add(weightDecay, block.weights());
        }
        AdaptiveMoments.update(block, step, this);
    }
}
