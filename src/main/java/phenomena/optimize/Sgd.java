package phenomena.optimize;

/**
 * Stochastic gradient descent with momentum: {@code g ← g + λw; v ← μv + g; w ← w − ηv}, as in PyTorch's {@code SGD} with
 * no dampening and no Nesterov step.
 *
 * @param learningRate η, at least 0
 * @param momentum μ, in [0, 1)
 * @param weightDecay λ, at least 0, added to the gradient (L2)
 */
public record Sgd(double learningRate, double momentum, double weightDecay) implements Optimizer {

    public Sgd {
        Optimizer.requireNonNegative("learningRate", learningRate);
        Optimizer.requireFraction("momentum", momentum);
        Optimizer.requireNonNegative("weightDecay", weightDecay);
    }

    @Override
    public Sgd withLearningRate(double learningRate) {
        return new Sgd(learningRate, momentum, weightDecay);
    }

    @Override
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(learningRate, momentum, weightDecay);
    }

    @Override
    public int memories() {
        return 1;
    }

    @Override
    public void update(Block block, long step) {
        if (weightDecay > 0) {
            block.gradient().add(weightDecay, block.weights());
        }
        Numbers velocity = block.memories().get(0);
        velocity.mix(momentum, 1, block.gradient());
        block.weights().add(-learningRate, velocity);
    }
}
