package phenomena.optimize;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import phenomena.model.Native;

/**
 * The update that Adam and AdamW share: {@code w ← w − η m̂ / (√v̂ + ε)}.
 *
 * <p>To spare passes over memory it keeps {@code m/(1−β₁)} and {@code v/(1−β₂)} in place of m and v, and moves the
 * constants to where they meet one scalar.
 */
final class AdaptiveMoments implements Update {

    /** What the rows of a pass share; {@code decoupled} is AdamW's decay in place of L2. */
    record Decay(double beta1, double beta2, double epsilon, boolean decoupled) {}

    private final Decay decay;
    private final NDArray first;
    private final NDArray second;
    private final NDArray beta1;
    private final NDArray beta2;
    private final NDArray one;

    AdaptiveMoments(NDManager manager, Decay decay, int replicas, int parameters) {
        this.decay = decay;
        first = manager.zeros(new Shape(replicas, parameters));
        second = manager.zeros(new Shape(replicas, parameters));
        beta1 = Native.of(manager, decay.beta1());
        beta2 = Native.of(manager, decay.beta2());
        one = Native.of(manager, 1);
    }

    static void validate(double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {
        Optimizer.requireNonNegative("learningRate", learningRate);
        Optimizer.requireFraction("beta1", beta1);
        Optimizer.requireFraction("beta2", beta2);
        if (!(epsilon > 0) || Double.isInfinite(epsilon)) {
            throw new IllegalArgumentException("epsilon must be above 0 and finite, got " + epsilon);
        }
        Optimizer.requireNonNegative("weightDecay", weightDecay);
    }

    @Override
    public void step(NDManager scratch, NDArray w, NDArray gradient, Rates rates, long step) {
        if (rates.decays()) {
            decay(scratch, w, gradient, rates);
        }
        first.muli(beta1).addi(gradient);
        second.muli(beta2).addi(gradient.muli(gradient));
        // m̂/(√v̂ + ε) = first·a / (√second·b + ε) = (a/b) first / (√second + ε/b), a and b scalars
        double a = (1 - decay.beta1()) / (1 - Math.pow(decay.beta1(), step + 1));
        double b = Math.sqrt((1 - decay.beta2()) / (1 - Math.pow(decay.beta2(), step + 1)));
        NDArray root = second.sqrt();
        root.attach(scratch);
        NDArray move = first.div(root.addi(Native.of(scratch, decay.epsilon() / b)));
        move.attach(scratch);
        NDArray rate = rates.learningRate().mul(Native.of(scratch, a / b)); // (R, 1)
        rate.attach(scratch);
        w.subi(move.muli(rate));
    }

    private void decay(NDManager scratch, NDArray w, NDArray gradient, Rates rates) {
        if (decay.decoupled()) {
            NDArray shrink = rates.learningRate().mul(rates.weightDecay()); // (R, 1)
            shrink.attach(scratch);
            NDArray keep = one.sub(shrink);
            keep.attach(scratch);
            w.muli(keep);
        } else {
            NDArray pull = w.mul(rates.weightDecay());
            pull.attach(scratch);
            gradient.addi(pull);
        }
    }

    @Override
    public NDList state() {
        return new NDList(first, second);
    }
}
