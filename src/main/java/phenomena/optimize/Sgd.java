package phenomena.optimize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import phenomena.model.Native;

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
    public Update start(NDManager manager, int replicas, int parameters) {
        NDArray velocity = manager.zeros(new Shape(replicas, parameters));
        NDArray decay = Native.of(manager, momentum);
        return new Update() {
            @Override
            public void step(NDManager scratch, NDArray w, NDArray gradient, Rates rates, long step) {
                if (rates.decays()) {
                    gradient.addi(scratched(scratch, w.mul(rates.weightDecay())));
                }
                velocity.muli(decay).addi(gradient);
                w.subi(scratched(scratch, velocity.mul(rates.learningRate())));
            }

            @Override
            public NDList state() {
                return new NDList(velocity);
            }
        };
    }

    private static NDArray scratched(NDManager scratch, NDArray array) {
        array.attach(scratch);
        return array;
    }
}
