package phenomena.model;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;

/** What a hidden unit makes of its sum. */
public enum Nonlinearity {
    /** {@code max(x, 0)}. */
    RELU {
        @Override
        NDArray of(NDArray x) {
            return Activation.relu(x);
        }
    },
    /** {@code x²}. */
    SQUARE {
        @Override
        NDArray of(NDArray x) {
            return x.square();
        }
    };

    abstract NDArray of(NDArray x);
}
