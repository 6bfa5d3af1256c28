package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Corruptions and fingerprints of sequences with a label for each token. */
class SequenceLabelsTest {

    private static final int K = 5;

    private static Examples sequences(int count, int length) {
        float[] inputs = new float[count * length];
        int[] labels = new int[count * length];
        for (int i = 0; i < labels.length; i++) {
            inputs[i] = i % K;
            labels[i] = (i + 1) % K;
        }
        return new Examples(inputs, new long[] {length}, labels, labels, K);
    }

    private static final Split CLEAN = new Split(sequences(40, 25), sequences(8, 25));

    @Test
    void noise_flips_the_requested_fraction_of_all_labels_and_leaves_the_tokens() {
        Split noisy = new Corruption.LabelNoise(0.15).apply(CLEAN, 3);
        assertThat(noisy.train().labelNoise()).isEqualTo(0.15);
        assertThat(noisy.train().inputs()).isEqualTo(CLEAN.train().inputs());
        assertThat(noisy.train().originalLabels()).isEqualTo(CLEAN.train().labels());
        assertThat(noisy.test()).isSameAs(CLEAN.test());
    }

    @Test
    void random_labels_redraw_all_of_them() {
        Examples random = new Corruption.RandomLabels().apply(CLEAN, 3).train();
        assertThat(random.labelNoise()).isBetween(0.8 - 0.063, 0.8 + 0.063); // 1000 labels, 5 standard deviations
    }

    @Test
    void what_moves_or_replaces_pixels_is_refused() {
        for (Corruption corruption : List.of(
                new Corruption.ShuffledPixels(), new Corruption.RandomPixels(), new Corruption.GaussianPixels())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> corruption.apply(CLEAN, 0))
                    .withMessage(corruption.getClass().getSimpleName()
                            + " must be given inputs with one label each, got sequences of 25 labels; take LabelNoise or"
                            + " RandomLabels for these");
        }
    }

    @Test
    void fingerprints_tell_sequences_from_one_another() {
        Set<String> prints = new HashSet<>();
        for (int[] sizes : new int[][] {{1, 6}, {2, 3}, {3, 2}, {6, 1}}) {
            Examples each = sequences(sizes[0], sizes[1]);
            prints.add(Fingerprint.sha256(new Split(each, each)));
            if (sizes[1] > 1) {
                int[] labels = new int[sizes[0]];
                Examples one = new Examples(each.inputs(), each.inputShape(), labels, labels, K);
                prints.add(Fingerprint.sha256(new Split(one, one)));
            }
        }
        assertThat(prints).hasSize(7);
    }
}
