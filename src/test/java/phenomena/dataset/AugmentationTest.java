package phenomena.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

class AugmentationTest {

    private static final long[] THREE_BY_THREE = {1, 3, 3};
    private static final float[] IMAGE = {1, 2, 3, 4, 5, 6, 7, 8, 9};

    private static float[] written(
            Augmentation augmentation, float[] input, long[] shape, UniformRandomProvider random) {
        float[] batch = new float[input.length];
        augmentation.write(input, 0, shape, batch, 0, random);
        return batch;
    }

    /** The image moved down and right, its edges repeated, then nothing else: worked out by the definition. */
    private static float[] moved(float[] image, int down, int right) {
        float[] moved = new float[9];
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 3; x++) {
                int fromY = Math.min(2, Math.max(0, y - down));
                int fromX = Math.min(2, Math.max(0, x - right));
                moved[3 * y + x] = image[3 * fromY + fromX];
            }
        }
        return moved;
    }

    @Test
    void none_copies_one_input_to_its_place() {
        assertThat(new Augmentation.None().isIdentity()).isTrue();
        float[] batch = {-1, -1, -1, -1, -1};
        new Augmentation.None().write(IMAGE, 2, new long[] {1, 1, 3}, batch, 1, Seeds.stream(0, "test"));
        assertThat(batch).containsExactly(-1, 3, 4, 5, -1);
    }

    @Test
    void a_shift_by_no_pixel_leaves_the_image_or_mirrors_it() {
        float[] mirrored = {3, 2, 1, 6, 5, 4, 9, 8, 7};
        var random = Seeds.stream(0, "test");
        List<float[]> seen = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            seen.add(written(new Augmentation.FlipAndShift(0), IMAGE, THREE_BY_THREE, random));
        }
        assertThat(seen)
                .contains(IMAGE, mirrored)
                .allMatch(image -> Arrays.equals(image, IMAGE) || Arrays.equals(image, mirrored));
    }

    @Test
    void shifts_by_hand_repeat_the_edges() {
        assertThat(moved(IMAGE, 1, 0)).containsExactly(1, 2, 3, 1, 2, 3, 4, 5, 6);
        assertThat(moved(IMAGE, 0, -1)).containsExactly(2, 3, 3, 5, 6, 6, 8, 9, 9);
        assertThat(moved(IMAGE, 1, 1)).containsExactly(1, 1, 2, 1, 1, 2, 4, 4, 5);
        float[] mirrored = {3, 2, 1, 6, 5, 4, 9, 8, 7};
        Map<String, Integer> possible = new HashMap<>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                possible.put(Arrays.toString(moved(IMAGE, down, right)), 0);
                possible.put(Arrays.toString(moved(mirrored, down, right)), 0);
            }
        }
        assertThat(possible).hasSize(18);
        var random = Seeds.stream(1, "test");
        for (int i = 0; i < 1_800; i++) {
            float[] image = written(new Augmentation.FlipAndShift(1), IMAGE, THREE_BY_THREE, random);
            assertThat(possible).containsKey(Arrays.toString(image));
            possible.merge(Arrays.toString(image), 1, Integer::sum);
        }
        // Each of the 18 is expected 100 times, σ = √(1800 · 1/18 · 17/18) = 9.7; all within 4σ under seed 1.
        assertThat(possible.values()).allMatch(count -> Math.abs(count - 100) <= 39);
    }

    /** 10,000 draws under seed 2: half of them are 5,000, σ = 50; within 4σ. */
    @Test
    void mirrors_half_the_time() {
        var random = Seeds.stream(2, "test");
        int mirrored = 0;
        for (int i = 0; i < 10_000; i++) {
            mirrored += written(new Augmentation.FlipAndShift(0), IMAGE, THREE_BY_THREE, random)[0] == 3 ? 1 : 0;
        }
        assertThat(mirrored).isBetween(4_800, 5_200);
    }

    @Test
    void channels_move_together_and_the_input_stays() {
        float[] twice = new float[20];
        for (int i = 0; i < 9; i++) {
            twice[1 + i] = IMAGE[i];
            twice[10 + i] = 10 * IMAGE[i];
        }
        float[] before = twice.clone();
        var random = Seeds.stream(3, "test");
        for (int i = 0; i < 20; i++) {
            float[] batch = new float[21];
            new Augmentation.FlipAndShift(2).write(twice, 1, new long[] {2, 3, 3}, batch, 2, random);
            assertThat(batch[0] + batch[1] + batch[20]).isZero();
            for (int j = 0; j < 9; j++) {
                assertThat(batch[11 + j]).isEqualTo(10 * batch[2 + j]).isNotZero();
            }
        }
        assertThat(twice).containsExactly(before);
        assertThat(new Augmentation.FlipAndShift(2).isIdentity()).isFalse();
    }

    @Test
    void one_stream_gives_one_sequence_of_images() {
        var augmentation = new Augmentation.FlipAndShift(1);
        var first = Seeds.stream(4, "test");
        var second = Seeds.stream(4, "test");
        for (int i = 0; i < 10; i++) {
            assertThat(written(augmentation, IMAGE, THREE_BY_THREE, first))
                    .containsExactly(written(augmentation, IMAGE, THREE_BY_THREE, second));
        }
    }

    @Test
    void refuses_signals_and_negative_shifts() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> written(new Augmentation.FlipAndShift(1), IMAGE, new long[] {9}, Seeds.stream(0, "test")))
                .withMessage("FlipAndShift takes images (channels, height, width), got inputs with 1 axes; "
                        + "use Augmentation.None for these");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Augmentation.FlipAndShift(-1))
                .withMessage("pixels must be at least 0, got -1");
    }
}
