package phenomena.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.dataset.Sampled;
import phenomena.dataset.SparseParity;
import phenomena.dataset.Task;
import phenomena.model.Mlp;
import phenomena.model.TaskMlp;

class ScalingTest {

    private static List<Double> logarithms(List<Double> sizes) {
        return sizes.stream().map(Math::log10).toList();
    }

    /** What each family is fitted in: examples, and for students, whose parameters grow faster than their width, those. */
    private static List<List<Double>> families(Budget budget) {
        return List.of(
                Scaling.parityWidths(budget),
                Scaling.mnist1dExamples(budget),
                Scaling.fashionExamples(budget),
                Scaling.studentWidths(budget).stream()
                        .map(width -> new Mlp(2, width.intValue(), 1).parameterCount(new long[] {8}, 10))
                        .map(count -> (double) count.total())
                        .toList());
    }

    @ParameterizedTest
    @EnumSource(
            value = Budget.class,
            names = {"LAPTOP", "PAPER"})
    void every_family_spans_a_decade_and_a_half_in_sizes_that_rise(Budget budget) {
        for (List<Double> sizes : families(budget)) {
            List<Double> logarithms = logarithms(sizes);
            assertThat(logarithms).isSorted().hasSizeGreaterThan(4);
            assertThat(logarithms.get(sizes.size() - 1) - logarithms.get(0)).isGreaterThanOrEqualTo(1.5);
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void a_preset_is_the_largest_of_its_family(Budget budget) {
        assertThat(last(Scaling.parityWidths(budget), Dial.WIDTH, Scaling.sparseParity(budget)))
                .isEqualTo(Scaling.sparseParity(budget).learner());
        assertThat(last(Scaling.studentWidths(budget), Dial.WIDTH, Scaling.teacherStudent(budget)))
                .isEqualTo(Scaling.teacherStudent(budget).learner());
        Protocol fashion = Scaling.fashion(budget);
        for (double n : Scaling.fashionExamples(budget)) {
            Task at = Dial.TRAIN_EXAMPLES.at(fashion, n).task();
            assertThat(((Sampled) at).train()).isEqualTo((int) n).isGreaterThanOrEqualTo(100);
        }
        assertThat(fashion.learner().training().batchSize())
                .as("a batch is no larger than the smallest training set")
                .isLessThanOrEqualTo(100);
    }

    private static Learner last(List<Double> sizes, Dial dial, Protocol protocol) {
        return dial.at(protocol, sizes.get(sizes.size() - 1)).learner();
    }

    @Test
    void the_rarest_parity_has_test_examples_to_tell_learned_from_chance() {
        for (Budget budget : List.of(Budget.LAPTOP, Budget.PAPER)) {
            for (Protocol protocol : List.of(Scaling.sparseParity(budget), Scaling.parityOrder(budget))) {
                SparseParity task = (SparseParity) protocol.task();
                double[] frequencies = task.parities().frequencies();
                assertThat(task.test() * frequencies[frequencies.length - 1])
                        .as(
                                "of %d, at least 10 are seldom right by chance",
                                task.parities().tasks())
                        .isGreaterThan(10);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void the_order_of_parities_is_read_from_the_widest_network_on_fewer_tasks(Budget budget) {
        Protocol family = Scaling.sparseParity(budget);
        Protocol order = Scaling.parityOrder(budget);
        int tasks = ((SparseParity) order.task()).parities().tasks();
        assertThat(tasks)
                .isLessThanOrEqualTo(((SparseParity) family.task()).parities().tasks());
        TaskMlp widest = (TaskMlp) family.learner().architecture();
        assertThat(order.learner())
                .isEqualTo(family.learner()
                        .withArchitecture(new TaskMlp(tasks, widest.depth(), widest.width(), widest.initialScale())));
    }

    @Test
    void rates_are_tuned_at_every_other_size_and_not_at_the_one_to_be_predicted() {
        assertThat(Scaling.tuned(List.of(1., 2., 4., 8.))).containsExactly(1., 4.);
        assertThat(Scaling.tuned(List.of(1., 2., 4.))).containsExactly(1., 4.);
        for (List<Double> sizes : families(Budget.LAPTOP)) {
            assertThat(Scaling.tuned(sizes)).doesNotContain(sizes.get(sizes.size() - 1));
        }
    }

    /** The fit of the others needs four sizes and a decade. */
    @ParameterizedTest
    @EnumSource(
            value = Budget.class,
            names = {"LAPTOP", "PAPER"})
    void the_sizes_without_the_largest_still_carry_a_law(Budget budget) {
        for (List<Double> sizes : families(budget)) {
            List<Double> smaller = logarithms(sizes).subList(0, sizes.size() - 1);
            assertThat(smaller).hasSizeGreaterThanOrEqualTo(4);
            assertThat(smaller.get(smaller.size() - 1) - smaller.get(0)).isGreaterThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void depths_have_one_number_of_parameters(Budget budget) {
        for (long parameters : Scaling.depthParameters(budget)) {
            Set<Mlp> networks = new HashSet<>();
            for (double depth : Scaling.depths(budget)) {
                Mlp mlp = (Mlp) Scaling.depthAt(parameters)
                        .at(Scaling.depth(budget), depth)
                        .learner()
                        .architecture();
                assertThat((double) mlp.depth()).isEqualTo(depth);
                assertThat(mlp.parameterCount(new long[] {40}, 10).total() / (double) parameters)
                        .isBetween(1 - Scaling.SAME_SIZE, 1 + Scaling.SAME_SIZE);
                networks.add(mlp);
            }
            assertThat(networks).hasSameSizeAs(Scaling.depths(budget));
        }
    }

    @ParameterizedTest
    @EnumSource(Budget.class)
    void rates_are_tuned_on_seeds_of_their_own(Budget budget) {
        for (Protocol protocol : List.of(Scaling.sparseParity(budget), Scaling.fashion(budget))) {
            assertThat(Scaling.tuning(protocol).seeds()).isNotEmpty().doesNotContainAnyElementsOf(protocol.seeds());
            assertThat(Scaling.tuning(protocol).withSeeds(protocol.seeds())).isEqualTo(protocol);
        }
    }

    /** 6 operations for each of 40 · 100 + 100 · 100 + 100 · 10 weights, batches of 100. */
    @Test
    void training_operations_are_those_of_all_examples_shown() {
        Protocol protocol = Scaling.mnist1d(Budget.LAPTOP);
        assertThat(protocol.learner().trainingFlops(new long[] {40}, 10)).isEqualTo(6 * 15_000. * 100 * 6_000);
    }
}
