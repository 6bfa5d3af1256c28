package phenomena.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import phenomena.model.Decoder.Norm;
import phenomena.model.Decoder.Parts;
import phenomena.model.Decoder.Positions;

/** Passes of decoders under hooks; arrays live until it is closed. */
final class HookedPass implements AutoCloseable {

    static final int REPLICAS = 2;
    static final int BATCH = 3;
    static final int LENGTH = 7;
    static final int CLASSES = 5;
    static final Decoder DECODER = new Decoder(2, 12, 3, new Parts(Positions.RELATIVE, Norm.PRE, 2), 1.5);

    private final NDManager manager = NDManager.newBaseManager();

    static double[] tokens() {
        return DecoderTest.tokens(REPLICAS * BATCH * LENGTH, CLASSES);
    }

    NDArray logits(Decoder decoder, Precision precision, double[] tokens, Hook hook) {
        Network network = Network.of(manager, decoder, precision, new long[] {LENGTH}, CLASSES, REPLICAS);
        Shape shape = new Shape(REPLICAS, tokens.length / REPLICAS / LENGTH, LENGTH);
        return network.forward(
                        EnginePass.parameters(manager, precision, network, DecoderTest.rows(network, decoder)),
                        manager.zeros(new Shape(REPLICAS, 0), precision.type()),
                        Native.of(manager, precision.type(), tokens, shape),
                        false,
                        hook)
                .get(0);
    }

    /** Logits of {@link #DECODER} in double precision, {@code (R, B·L, K)}. */
    double[] logits(double[] tokens, Hook hook) {
        return logits(DECODER, Precision.FLOAT64, tokens, hook).toDoubleArray();
    }

    /** Everything that a pass of {@link #DECODER} shows after a hook. */
    Map<String, NDArray> seen(double[] tokens, Hook hook) {
        Map<String, NDArray> seen = new LinkedHashMap<>();
        logits(tokens, hook.then((point, value) -> {
            assertThat(seen.put(point, value)).as("%s shown once", point).isNull();
            return value;
        }));
        return seen;
    }

    static void refused(ThrowingCallable work, String message) {
        assertThatIllegalArgumentException().isThrownBy(work).withMessage(message);
    }

    NDManager manager() {
        return manager;
    }

    @Override
    public void close() {
        manager.close();
    }
}
