package phenomena.optimize;

import java.util.List;

/**
 * An optimizer that stands around another one: it changes the gradient or the learning rate, and lets its base do the step.
 *
 * <p>Wrappers nest, the outermost acting first: {@code new GrokfastEma(new L1Penalty(base, 1e-4), 0.98, 2)} filters the gradient of
 * the loss alone and adds the penalty's to what comes out. Learning rate and weight decay are the innermost's, which applies
 * the decay unfiltered. Of a block's memories a wrapper's own come first, then its base's.
 */
public interface Wrapper extends Optimizer {

    /** The optimizer that makes the step. */
    Optimizer base();

    /** The same wrapper around another base. */
    Wrapper withBase(Optimizer base);

    /** How many numbers the wrapper itself remembers for each parameter. */
    default int ownMemories() {
        return 0;
    }

    @Override
    default double learningRate() {
        return base().learningRate();
    }

    @Override
    default double weightDecay() {
        return base().weightDecay();
    }

    @Override
    default Wrapper withLearningRate(double learningRate) {
        return withBase(base().withLearningRate(learningRate));
    }

    @Override
    default Wrapper withWeightDecay(double weightDecay) {
        return withBase(base().withWeightDecay(weightDecay));
    }

    @Override
    default int memories() {
        return ownMemories() + base().memories();
    }

    @Override
    default boolean needsWholeParameters() {
        return base().needsWholeParameters();
    }

    /** The block as the base sees it: without the wrapper's own memories, nothing copied. */
    default Block inner(Block block) {
        if (ownMemories() == 0) {
            return block;
        }
        List<Numbers> memories = block.memories();
        return new Block(block.weights(), block.gradient(), memories.subList(ownMemories(), memories.size()));
    }
}
