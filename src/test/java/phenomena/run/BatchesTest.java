package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Augmentation;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.protocol.Protocol;

class BatchesTest {

    private static final int N = 23;
    private static final int BATCH = 5;
    private static final int FEATURES = 12;

    /** Images 1 × 3 × 4 whose first value is the example's number, under labels 0, 1, 2, 0, …; each seed has its own. */
    record Numbered() implements Task {
        @Override
        public Split split(long seed) {
            float[] inputs = new float[N * FEATURES];
            int[] labels = new int[N];
            for (int i = 0; i < N; i++) {
                labels[i] = i % 3;
                for (int j = 0; j < FEATURES; j++) {
                    inputs[i * FEATURES + j] = 1000 * seed + i + j / 16f;
                }
            }
            Examples examples = new Examples(inputs, new long[] {1, 3, 4}, labels, labels, 3);
            return new Split(examples, examples);
        }
    }

    /** An augmentation that changes nothing and does not say so. */
    record Unchanged() implements Augmentation {
        @Override
        public void write(float[] inputs, int from, long[] shape, float[] batch, int to, UniformRandomProvider random) {
            new None().write(inputs, from, shape, batch, to, random);
        }
    }

    private static Protocol protocol(Augmentation augmentation) {
        Protocol protocol = Tiny.mlp().withTask(new Numbered());
        return Tiny.withTraining(
                protocol, protocol.learner().training().withBatchSize(BATCH).withAugmentation(augmentation));
    }

    private static List<Replica> replicas(Augmentation augmentation, Long... seeds) {
        Protocol protocol = protocol(augmentation);
        return Arrays.stream(seeds).map(seed -> new Replica(0, protocol, seed)).toList();
    }

    private record Shown(float[] inputs, long[] labels) {

        float[] inputsOf(int member) {
            return Arrays.copyOfRange(inputs, member * BATCH * FEATURES, (member + 1) * BATCH * FEATURES);
        }

        long[] labelsOf(int member) {
            return Arrays.copyOfRange(labels, member * BATCH, (member + 1) * BATCH);
        }

        /** Which examples member {@code member} sees, of those of its seed. */
        List<Integer> numbersOf(int member, long seed) {
            float[] own = inputsOf(member);
            Integer[] numbers = new Integer[BATCH];
            for (int i = 0; i < BATCH; i++) {
                numbers[i] = (int) (own[i * FEATURES] - 1000 * seed);
            }
            return List.of(numbers);
        }
    }

    private static Shown at(Cohort cohort, Batches batches, long step) {
        try (NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = batches.at(scratch, step);
            assertThat(batch.inputs().getShape()).isEqualTo(new Shape(cohort.size(), BATCH, 1, 3, 4));
            assertThat(batch.labels().getShape()).isEqualTo(new Shape(cohort.size(), BATCH, 1));
            return new Shown(batch.inputs().toFloatArray(), batch.labels().toLongArray());
        }
    }

    @Test
    void every_epoch_shows_each_example_at_most_once_whole_and_with_its_label() {
        try (Cohort cohort = Tiny.cohort(replicas(new Augmentation.None(), 3L, 8L))) {
            Batches batches = new Batches(cohort);
            Set<List<Integer>> epochs = new HashSet<>();
            for (int epoch = 0; epoch < 3; epoch++) {
                for (int member = 0; member < 2; member++) {
                    long seed = member == 0 ? 3 : 8;
                    Set<Integer> seen = new HashSet<>();
                    for (int i = 0; i < N / BATCH; i++) {
                        Shown shown = at(cohort, batches, epoch * (N / BATCH) + i);
                        List<Integer> numbers = shown.numbersOf(member, seed);
                        epochs.add(numbers);
                        seen.addAll(numbers);
                        assertThat(shown.labelsOf(member))
                                .containsExactly(
                                        numbers.stream().mapToLong(n -> n % 3).toArray());
                        assertThat(shown.inputsOf(member)).containsExactly(inputs(seed, numbers));
                    }
                    assertThat(seen).hasSize(N / BATCH * BATCH).allMatch(n -> n >= 0 && n < N);
                }
            }
            assertThat(epochs).hasSize(3 * 2 * (N / BATCH)); // another order each time
        }
    }

    private static float[] inputs(long seed, List<Integer> numbers) {
        float[] all = new Numbered().split(seed).train().inputs();
        float[] chosen = new float[numbers.size() * FEATURES];
        for (int i = 0; i < numbers.size(); i++) {
            System.arraycopy(all, numbers.get(i) * FEATURES, chosen, i * FEATURES, FEATURES);
        }
        return chosen;
    }

    @Test
    void batches_do_not_depend_on_who_trains_beside_nor_on_who_has_left_nor_on_where_training_begins() {
        try (Cohort alone = Tiny.cohort(replicas(new Augmentation.None(), 8L));
                Cohort beside = Tiny.cohort(replicas(new Augmentation.None(), 3L, 5L, 8L))) {
            Batches own = new Batches(alone);
            Batches shared = new Batches(beside);
            for (int step = 0; step < 6; step++) {
                assertThat(at(beside, shared, step).inputsOf(2))
                        .containsExactly(at(alone, own, step).inputs());
            }
            beside.keep(List.of(0, 2));
            for (int step = 6; step < 12; step++) {
                Shown shown = at(alone, own, step);
                assertThat(at(beside, shared, step).inputsOf(1)).containsExactly(shown.inputs());
                assertThat(at(beside, shared, step).labelsOf(1)).containsExactly(shown.labels());
                assertThat(at(alone, new Batches(alone), step).inputs()).containsExactly(shown.inputs());
            }
        }
    }

    @Test
    void a_batch_of_all_examples_shows_each_once_in_their_order_also_when_others_have_left() {
        List<Replica> replicas = replicas(new Augmentation.None(), 3L, 5L, 8L).stream()
                .map(replica -> new Replica(
                        0,
                        Tiny.withTraining(
                                replica.protocol(),
                                replica.protocol().learner().training().withBatchSize(N)),
                        replica.seed()))
                .toList();
        try (Cohort cohort = Tiny.cohort(replicas)) {
            Batches batches = new Batches(cohort);
            for (int step = 0; step < 3; step++) {
                assertShowsAll(cohort, batches, step, 3, 5, 8);
            }
            cohort.keep(List.of(0, 2));
            assertShowsAll(cohort, batches, 3, 3, 8);
        }
    }

    private static void assertShowsAll(Cohort cohort, Batches batches, long step, long... seeds) {
        try (NDManager scratch = cohort.manager().newSubManager()) {
            Batches.Batch batch = batches.at(scratch, step);
            float[] inputs = batch.inputs().toFloatArray();
            long[] labels = batch.labels().toLongArray();
            for (int r = 0; r < seeds.length; r++) {
                Examples all = new Numbered().split(seeds[r]).train();
                assertThat(Arrays.copyOfRange(inputs, r * N * FEATURES, (r + 1) * N * FEATURES))
                        .containsExactly(all.inputs());
                assertThat(Arrays.copyOfRange(labels, r * N, (r + 1) * N))
                        .containsExactly(
                                Arrays.stream(all.labels()).asLongStream().toArray());
            }
        }
    }

    @Test
    void an_augmentation_that_changes_nothing_shows_what_no_augmentation_shows() {
        try (Cohort plain = Tiny.cohort(replicas(new Augmentation.None(), 3L, 8L));
                Cohort augmented = Tiny.cohort(replicas(new Unchanged(), 3L, 8L))) {
            Batches identity = new Batches(plain);
            Batches copied = new Batches(augmented);
            for (int step = 0; step < 10; step++) {
                Shown shown = at(plain, identity, step);
                Shown same = at(augmented, copied, step);
                assertThat(same.inputs()).containsExactly(shown.inputs());
                assertThat(same.labels()).containsExactly(shown.labels());
            }
        }
    }

    @Test
    void a_shift_of_nothing_shows_every_image_as_it_is_or_mirrored() {
        int mirrored = 0;
        try (Cohort plain = Tiny.cohort(replicas(new Augmentation.None(), 3L));
                Cohort flipped = Tiny.cohort(replicas(new Augmentation.FlipAndShift(0), 3L))) {
            Batches identity = new Batches(plain);
            Batches flips = new Batches(flipped);
            for (int step = 0; step < 8; step++) {
                float[] images = at(plain, identity, step).inputs();
                float[] shown = at(flipped, flips, step).inputs();
                for (int row = 0; row < images.length; row += 4) {
                    float[] as = Arrays.copyOfRange(images, row, row + 4);
                    float[] is = Arrays.copyOfRange(shown, row, row + 4);
                    boolean same = Arrays.equals(as, is);
                    assertThat(is).containsExactly(same ? as : new float[] {as[3], as[2], as[1], as[0]});
                    mirrored += same || row % FEATURES > 0 ? 0 : 1;
                }
            }
        }
        assertThat(mirrored).isBetween(8, 32); // of 40, half on average, 3.8 standard deviations each way
    }
}
