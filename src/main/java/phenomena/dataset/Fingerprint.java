package phenomena.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names data by their content, so that a record says what it was trained on. */
public final class Fingerprint {

    private static final byte[] VERSION = "phenomena-split-1\n".getBytes(StandardCharsets.UTF_8);
    private static final int CHUNK_VALUES = 1 << 14;

    private Fingerprint() {}

    /**
     * The SHA-256 of a split: of the text {@code "phenomena-split-1\n"} and then, for the training and the test examples
     * in turn, the number of dimensions (int), the input shape (longs), the number of classes (int), the number of
     * examples (int), the inputs (the bits of their floats), the labels (ints) and the original labels (ints), all
     * little-endian. How many labels an example has follows from the length of it all. It tells 0.0 from −0.0, and is the same on every machine.
     *
     * @return 64 hexadecimal digits, lower case
     */
    public static String sha256(Split split) {
        MessageDigest sha = newSha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        sha.update(VERSION);
        update(sha, chunk, split.train());
        update(sha, chunk, split.test());
        return HexFormat.of().formatHex(sha.digest());
    }

    static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, ByteBuffer chunk, Examples examples) {
        long[] shape = examples.inputShape();
        chunk.clear().putInt(shape.length);
        for (long extent : shape) {
            chunk.putLong(extent);
        }
        chunk.putInt(examples.classes()).putInt(examples.size());
        sha.update(chunk.array(), 0, chunk.position());
        float[] inputs = examples.inputs();
        for (int i = 0; i < inputs.length; i += CHUNK_VALUES) {
            int count = Math.min(CHUNK_VALUES, inputs.length - i);
            chunk.clear().asFloatBuffer().put(inputs, i, count);
            sha.update(chunk.array(), 0, count * Float.BYTES);
        }
        update(sha, chunk, examples.labels());
        update(sha, chunk, examples.originalLabels());
    }

    private static void update(MessageDigest sha, ByteBuffer chunk, int[] values) {
        for (int i = 0; i < values.length; i += CHUNK_VALUES) {
            int count = Math.min(CHUNK_VALUES, values.length - i);
            chunk.clear().asIntBuffer().put(values, i, count);
            sha.update(chunk.array(), 0, count * Integer.BYTES);
        }
    }
}
