package phenomena.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static phenomena.measure.PairTables.cos;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.model.MeanSquaredError;

class ProgressMeasuresTest {

    private static final Offset<Double> EXACT = within(1e-12);
    private static final ProgressMeasures PROBE = new ProgressMeasures("embedding", 1);

    /** Logits, and an embedding whose only column is {@code cos(2πx/p)}. */
    private static HandMadeObservation observe(Split split, long step, PairTables.Output logits) {
        var observation = PairTables.withLogits(split, logits);
        int modulus = split.train().classes();
        double[] embedding = new double[modulus];
        for (int x = 0; x < modulus; x++) {
            embedding[x] = cos(1, x, modulus, 0);
        }
        observation.parameters.put(0, Map.of("embedding", embedding));
        observation.step = step;
        return observation;
    }

    private static Map<String, Double> lookBack(Observation end, Observation past) {
        Map<String, Double> read = new LinkedHashMap<>();
        PROBE.lookBack(
                0,
                end,
                past,
                (replica, at, split, quantity, value) -> read.put(at + " " + split + " " + quantity, value));
        return read;
    }

    private static Map<String, Double> lookBack(Split split, PairTables.Output logits) {
        var end = observe(split, 9, logits);
        assertThat(end.read(PROBE)).isEmpty();
        return lookBack(end, end);
    }

    /** {@code scale · Σ_k cos(2πk(a + b − c)/p)} over some frequencies: what an analytic network of Gromov 2023 gives. */
    private static PairTables.Output analytic(int modulus, double scale, int... frequencies) {
        return (a, b, c) -> {
            double sum = 0;
            for (int k : frequencies) {
                sum += scale * cos(k, a + b - c, modulus, 0);
            }
            return sum;
        };
    }

    private static int[] all(int modulus) {
        return java.util.stream.IntStream.rangeClosed(1, (modulus - 1) / 2).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 23})
    void the_analytic_network_restricted_is_itself_and_excluded_knows_nothing(int modulus) {
        Map<String, Double> read = lookBack(PairTables.addition(modulus), analytic(modulus, 1.5, all(modulus)));
        // Σ_k cos(2πkx/p) is (p − 1)/2 at x = 0 and −1/2 elsewhere: a margin of p/2.
        double loss = Math.log1p((modulus - 1) * Math.exp(-1.5 * modulus / 2));
        assertThat(read.get("9  full loss")).isCloseTo(loss, EXACT);
        assertThat(read.get("9  restricted loss")).isCloseTo(loss, EXACT);
        assertThat(read.get("9 train excluded loss")).isCloseTo(Math.log(modulus), EXACT);
        for (int k : all(modulus)) {
            assertThat(read.get("9  key frequency " + k)).isCloseTo(2.0 / (modulus - 1), EXACT);
        }
        assertThat(read).hasSize(4 + all(modulus).length);
    }

    @Test
    void key_frequencies_are_those_of_the_end() {
        Split split = PairTables.addition(13);
        var end = observe(split, 9, analytic(13, 2, 2, 5));
        var past = observe(split, 4, analytic(13, 2, 1, 5));
        assertThat(lookBack(end, end)).containsKeys("9  key frequency 2", "9  key frequency 5");
        Map<String, Double> read = lookBack(end, past);
        assertThat(read)
                .containsOnlyKeys(
                        "4  full loss", "4  restricted loss", "4 train excluded loss", "4  embedding key share");
        assertThat(read.get("4  restricted loss"))
                .isCloseTo(lookBack(split, analytic(13, 2, 5)).get("9  full loss"), EXACT);
        assertThat(read.get("4 train excluded loss"))
                .isCloseTo(lookBack(split, analytic(13, 2, 1)).get("9  full loss"), EXACT);
    }

    @Test
    void the_embedding_s_share_is_its_power_at_the_key_frequencies() {
        Split split = PairTables.addition(13);
        assertThat(lookBack(split, analytic(13, 1, 1, 4)).get("9  embedding key share"))
                .isCloseTo(1, EXACT);
        assertThat(lookBack(split, analytic(13, 1, 4)).get("9  embedding key share"))
                .isCloseTo(0, EXACT);
    }

    /** A bias, a wave of the difference and a wave of one operand stand beside the circuit, which is projected out of them. */
    @Test
    void logits_of_two_parts_come_apart_exactly() {
        Split split = PairTables.addition(11);
        PairTables.Output circuit = analytic(11, 3, 2, 3);
        PairTables.Output bias = (a, b, c) -> 0.1 * c * c;
        PairTables.Output rest = (a, b, c) -> cos(4, a - b + c, 11, 0.4) + 2 * cos(3, a + c, 11, 1);
        var end = observe(split, 9, circuit);
        Map<String, Double> read = lookBack(
                end, observe(split, 5, (a, b, c) -> circuit.at(a, b, c) + bias.at(a, b, c) + rest.at(a, b, c)));
        Map<String, Double> kept =
                lookBack(end, observe(split, 5, (a, b, c) -> circuit.at(a, b, c) + bias.at(a, b, c)));
        Map<String, Double> left = lookBack(end, observe(split, 5, (a, b, c) -> bias.at(a, b, c) + rest.at(a, b, c)));
        assertThat(read.get("5  restricted loss")).isCloseTo(kept.get("5  full loss"), EXACT);
        double excluded = Loss.mean(
                end.objective(),
                PairTables.of(split.train(), 11, (a, b, c) -> bias.at(a, b, c) + rest.at(a, b, c)),
                split.train());
        assertThat(read.get("5 train excluded loss")).isCloseTo(excluded, EXACT);
        assertThat(left.get("5 train excluded loss")).isCloseTo(excluded, EXACT);
    }

    /** A few of 23² directions are next to nothing of noise that fits the training pairs. */
    @Test
    void a_memorised_table_loses_nothing_when_the_waves_are_taken_out() {
        Split split = PairTables.addition(23);
        double[] noise = ZigguratSampler.NormalizedGaussian.of(PairTables.random(1))
                .samples(23 * 23 * 23)
                .toArray();
        var end = observe(split, 9, analytic(23, 2, 3, 7));
        var past = observe(split, 2, (a, b, c) -> noise[(a * 23 + b) * 23 + c]);
        for (int i = 0; i < split.train().size(); i++) {
            past.train.get(0)[i * 23 + split.train().labels()[i]] += 20;
        }
        Map<String, Double> read = lookBack(end, past);
        double train = Loss.mean(past.objective(), past.train.get(0), split.train());
        assertThat(train).isLessThan(1e-5);
        assertThat(read.get("2 train excluded loss")).isLessThan(1e-3);
        assertThat(read.get("2  restricted loss")).isGreaterThan(1);
    }

    @Test
    void subtraction_is_read_along_its_own_results() {
        Split split = PairTables.table(7, (a, b) -> (a - b + 7) % 7);
        Map<String, Double> read = lookBack(split, (a, b, c) -> 3 * cos(2, a - b - c, 7, 0));
        assertThat(read.get("9  restricted loss")).isCloseTo(read.get("9  full loss"), EXACT);
        assertThat(read.get("9 train excluded loss")).isCloseTo(Math.log(7), EXACT);
    }

    @Test
    void corrupted_labels_count_where_memory_is_asked_for() {
        Split clean = PairTables.addition(5);
        int[] labels = clean.train().labels().clone();
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (labels[i] + 1) % 5;
        }
        Examples train = clean.train().withLabels(labels);
        PairTables.Output logits = analytic(5, 4, 1, 2);
        Map<String, Double> corrupted = lookBack(new Split(train, clean.test()), logits);
        Map<String, Double> original = lookBack(clean, logits);
        assertThat(corrupted.get("9  full loss")).isEqualTo(original.get("9  full loss"));
        assertThat(corrupted.get("9  restricted loss")).isEqualTo(original.get("9  restricted loss"));
        PairTables.Output both = (a, b, c) -> logits.at(a, b, c) + 3 * cos(1, a, 5, 0) * c;
        Split split = new Split(train, clean.test());
        assertThat(lookBack(observe(split, 9, logits), observe(split, 3, both)).get("3 train excluded loss"))
                .isCloseTo(
                        Loss.mean(
                                new phenomena.model.CrossEntropy(),
                                PairTables.of(train, 5, (a, b, c) -> 3 * cos(1, a, 5, 0) * c),
                                train),
                        EXACT);
    }

    @Test
    void the_loss_is_that_of_the_training() {
        Split split = PairTables.addition(5);
        var end = observe(split, 9, analytic(5, 1, 1, 2));
        end.objective = new MeanSquaredError();
        Map<String, Double> read = lookBack(end, end);
        double loss = Loss.mean(end.objective, end.test.get(0), split.test());
        assertThat(read.get("9  full loss")).isCloseTo(loss, EXACT);
        assertThat(read.get("9  restricted loss")).isCloseTo(loss, EXACT);
        assertThat(read.get("9 train excluded loss"))
                .isCloseTo(Loss.mean(end.objective, new double[5 * split.train().size()], split.train()), EXACT);
    }

    @Test
    void an_end_of_equal_logits_has_no_key_frequencies() {
        Map<String, Double> read = lookBack(PairTables.addition(5), (a, b, c) -> 0);
        assertThat(read)
                .containsOnlyKeys(
                        "9  full loss", "9  restricted loss", "9 train excluded loss", "9  embedding key share");
        assertThat(read.get("9  restricted loss")).isCloseTo(Math.log(5), EXACT);
        assertThat(read.get("9 train excluded loss")).isCloseTo(Math.log(5), EXACT);
        assertThat(read.get("9  embedding key share")).isZero();
    }

    @Test
    void an_end_that_is_no_numbers_gives_none_but_the_full_loss_of_the_past() {
        Split split = PairTables.addition(5);
        var end = observe(split, 9, (a, b, c) -> Double.NaN);
        assertThat(lookBack(end, end).values()).hasSize(4).containsOnly(Double.NaN);
        Map<String, Double> read = lookBack(end, observe(split, 1, (a, b, c) -> 0));
        assertThat(read.get("1  full loss")).isCloseTo(Math.log(5), EXACT);
        assertThat(read.get("1  restricted loss")).isNaN();
        assertThat(read.get("1 train excluded loss")).isNaN();
        assertThat(read.get("1  embedding key share")).isNaN();
    }

    @Test
    void another_operation_is_refused_at_the_first_measurement() {
        var observation = observe(PairTables.table(5, (a, b) -> a * b % 5), 0, (a, b, c) -> 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> observation.read(PROBE))
                .withMessage("labels must be a + b or a − b modulo 5 for progress measures, got another operation, "
                        + "whose results are not what its waves run along; leave this probe out");
    }

    @Test
    void an_even_modulus_and_a_missing_embedding_are_refused_at_the_first_measurement() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> observe(PairTables.addition(2), 0, (a, b, c) -> 0).read(PROBE))
                .withMessage("modulus of a Fourier transform must be odd and at least 3, got 2; take an odd prime");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        observe(PairTables.addition(5), 0, (a, b, c) -> 0).read(new ProgressMeasures("embeding", 1)))
                .withMessage("parameter must be one of [embedding], got \"embeding\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ProgressMeasures("embedding", 0))
                .withMessage("width must be at least 1, got 0");
    }
}
