package phenomena.model;

import ai.djl.ndarray.types.DataType;

/** The numbers that a training computes with: parameters, gradients, optimizer memories and logits alike. */
public enum Precision {
    /** 24 bits of mantissa: what deep learning usually computes with. */
    FLOAT32(DataType.FLOAT32),
    /** 53 bits of mantissa: about twice the time, and no rounding that a network of our sizes would notice. */
    FLOAT64(DataType.FLOAT64);

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    /** The engine's name for it. */
    public DataType type() {
        return type;
    }
}
