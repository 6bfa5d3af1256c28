package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FingerprintTest {

    private static final int[] TWO = {0, 1};

    @Test
    void is_the_sha256_of_the_documented_bytes() {
        // More than one chunk of inputs and of labels, and not a whole number of them.
        int size = 20_001;
        float[] inputs = new float[2 * size];
        int[] labels = new int[size];
        int[] originals = new int[size];
        for (int i = 0; i < size; i++) {
            inputs[2 * i] = i / 7f;
            inputs[2 * i + 1] = -i;
            labels[i] = i % 3;
            originals[i] = i % 2;
        }
        Examples examples = new Examples(inputs, new long[] {2, 1, 1}, labels, originals, 3);
        byte[] text = "phenomena-split-1\n".getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(text.length + 2 * (12 + 24 + 16 * size)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(text);
        for (int half = 0; half < 2; half++) {
            bytes.putInt(3).putLong(2).putLong(1).putLong(1).putInt(3).putInt(size);
            for (float input : inputs) {
                bytes.putFloat(input);
            }
            for (int label : labels) {
                bytes.putInt(label);
            }
            for (int original : originals) {
                bytes.putInt(original);
            }
        }
        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(Fingerprint.sha256(new Split(examples, examples))).isEqualTo(ImageFiles.sha256(bytes.array()));
    }

    @Test
    void tells_apart_whatever_differs() {
        Examples base = examples(new float[] {0, 1, 2, 3}, new long[] {2}, TWO, TWO, 2);
        Set<String> prints = new HashSet<>();
        prints.add(Fingerprint.sha256(new Split(base, base)));
        for (Examples other : new Examples[] {
            examples(new float[] {-0f, 1, 2, 3}, new long[] {2}, TWO, TWO, 2),
            examples(new float[] {0, 1, 2, Math.nextUp(3f)}, new long[] {2}, TWO, TWO, 2),
            examples(new float[] {0, 1, 2, 3}, new long[] {2}, new int[] {1, 1}, TWO, 2),
            examples(new float[] {0, 1, 2, 3}, new long[] {2}, TWO, new int[] {1, 1}, 2),
            examples(new float[] {0, 1, 2, 3, 4, 5}, new long[] {2}, new int[] {0, 1, 0}, new int[] {0, 1, 0}, 2)
        }) {
            prints.add(Fingerprint.sha256(new Split(base, other)));
            prints.add(Fingerprint.sha256(new Split(other, base)));
        }
        Examples shaped = examples(new float[] {0, 1, 2, 3}, new long[] {1, 2}, TWO, TWO, 2);
        prints.add(Fingerprint.sha256(new Split(shaped, shaped)));
        Examples wider = examples(new float[] {0, 1, 2, 3}, new long[] {2}, TWO, TWO, 3);
        prints.add(Fingerprint.sha256(new Split(wider, wider)));
        assertThat(prints).hasSize(13);
    }

    private static Examples examples(float[] inputs, long[] shape, int[] labels, int[] originals, int classes) {
        return new Examples(inputs, shape, labels, originals, classes);
    }
}
