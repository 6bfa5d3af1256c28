package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Corrupted;
import phenomena.dataset.Corruption;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Split;
import phenomena.model.Mlp;
import phenomena.model.ResNet;
import phenomena.optimize.Sgd;
import phenomena.protocol.Dial;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

class PlanTest {

    private static final Protocol MLP = Tiny.mlp().withSeeds(5);

    private static Plan plan(int cores, Protocol... protocols) {
        List<Replica> replicas = Tiny.replicas(protocols);
        return Plan.of(replicas, Tiny.splits(replicas), cores);
    }

    private static List<List<Long>> seeds(Plan plan) {
        return plan.passes().stream()
                .map(pass -> pass.stream().map(Replica::seed).toList())
                .toList();
    }

    private static List<Integer> sizes(Plan plan) {
        return plan.passes().stream().map(List::size).toList();
    }

    @Test
    void small_networks_share_one_pass_on_one_core() {
        Plan plan = plan(1, MLP);
        assertThat(seeds(plan)).containsExactly(List.of(0L, 1L, 2L, 3L, 4L));
        assertThat(plan.workers()).isEqualTo(1);
        assertThat(plan.engineThreads()).isEqualTo(1);
    }

    @Test
    void they_are_cut_into_a_pass_for_each_core_the_largest_first() {
        Plan plan = plan(2, MLP);
        assertThat(seeds(plan)).containsExactly(List.of(2L, 3L, 4L), List.of(0L, 1L));
        assertThat(plan.workers()).isEqualTo(2);
    }

    @Test
    void no_pass_is_empty_where_there_are_more_cores_than_replicas() {
        Plan plan = plan(16, MLP);
        assertThat(sizes(plan)).containsExactly(1, 1, 1, 1, 1);
        assertThat(plan.workers()).isEqualTo(5);
    }

    @Test
    void what_differs_in_data_of_one_shape_seed_learning_rate_and_decay_shares_a_pass() {
        Protocol random = MLP.withTask(new Corrupted(new Mnist1d(40, 30), new Corruption.RandomLabels()));
        Plan plan = plan(
                1, MLP, random, Dial.LEARNING_RATE.at(MLP, 0.5), Dial.WEIGHT_DECAY.at(MLP, 0.1), MLP.withName("again"));
        assertThat(sizes(plan)).containsExactly(25);
    }

    @Test
    void what_differs_in_anything_else_does_not() {
        List<Protocol> others = List.of(
                MLP.withTask(new Mnist1d(50, 30)),
                MLP.withTask(new Mnist1d(40, 40)),
                MLP.withLearner(MLP.learner().withArchitecture(new Mlp(1, 9, 1))),
                MLP.withLearner(MLP.learner().withOptimizer(new Sgd(1e-2, 0.9, 0))),
                Dial.BATCH_SIZE.at(MLP, 20),
                Tiny.withSteps(MLP, 29),
                MLP.withMeasurement(MLP.measurement().withKeptSteps(Measurement.END)));
        for (Protocol other : others) {
            assertThat(sizes(plan(1, MLP, other))).as(other.toString()).containsExactly(5, 5);
        }
    }

    @Test
    void a_block_that_does_not_gain_from_sharing_has_each_pass_to_itself() {
        assertThat(sizes(plan(2, Tiny.cnn().withSeeds(3)))).containsExactly(1, 1, 1);
        assertThat(plan(2, Tiny.cnn().withSeeds(3)).workers()).isEqualTo(2);
    }

    @Test
    void a_pass_holds_fewer_of_larger_networks_and_at_least_one() {
        Protocol wide = MLP.withLearner(MLP.learner().withArchitecture(new Mlp(2, 300, 1)));
        int most = plan(1, wide).passes().get(0).size();
        assertThat(most).isBetween(1, 5);
        Protocol huge = MLP.withLearner(MLP.learner().withArchitecture(new Mlp(2, 5_000, 1)));
        assertThat(sizes(plan(1, huge))).containsExactly(1, 1, 1, 1, 1);
    }

    @Test
    void a_pass_holds_no_more_training_inputs_than_memory_has_room_for() {
        Protocol narrow = MLP.withLearner(MLP.learner().withArchitecture(new Mlp(1, 1, 1)))
                .withTask(new Mnist1d(10_000, 10))
                .withSeeds(1_000);
        Split split = narrow.task().split(0);
        Plan plan = Plan.of(Tiny.replicas(narrow), Collections.nCopies(1_000, split), 1);
        assertThat(sizes(plan)).containsExactly(500, 500); // 671 would fill 2²⁸ values
    }

    @Test
    void every_replica_is_in_exactly_one_pass_and_passes_of_a_group_differ_by_at_most_one() {
        for (int cores = 1; cores <= 8; cores++) {
            Protocol many = MLP.withSeeds(31);
            Plan plan = plan(cores, many, Tiny.cnn());
            List<Long> mlps = new ArrayList<>();
            plan.passes().stream()
                    .flatMap(List::stream)
                    .filter(replica -> replica.run() == 0)
                    .forEach(replica -> mlps.add(replica.seed()));
            assertThat(mlps)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, 31).boxed().toList());
            assertThat(plan.passes().stream()
                            .filter(pass -> pass.get(0).run() == 0)
                            .mapToInt(List::size)
                            .summaryStatistics())
                    .satisfies(
                            sizes -> assertThat(sizes.getMax() - sizes.getMin()).isLessThanOrEqualTo(1));
        }
    }

    @Test
    void what_is_done_to_activations_counts_as_well() {
        Protocol few =
                architecture("few", new Mlp(1, 115, 1)); // 240 of them, sums and classes counted; the other has 490
        Protocol many = architecture("many", new Mlp(12, 20, 1));
        assertThat(few.learner().architecture().cost(new long[] {40}, 10).multiplications())
                .isGreaterThan(
                        many.learner().architecture().cost(new long[] {40}, 10).multiplications());
        assertThat(plan(1, few, many).passes())
                .extracting(pass -> pass.get(0).protocol().name())
                .containsExactly("many", "few");
    }

    private static Protocol architecture(String name, Mlp mlp) {
        return MLP.withLearner(MLP.learner().withArchitecture(mlp))
                .withName(name)
                .withSeeds(1);
    }

    /** The long one, alone, decides when all have ended, however the short ones are cut. */
    @Test
    void of_plans_that_end_at_once_the_one_with_small_passes_is_taken_while_it_is_little_more_work() {
        Protocol one = Tiny.withSteps(MLP, 3_000).withName("long").withSeeds(1);
        Protocol brief = Tiny.withSteps(MLP, 30).withSeeds(5);
        assertThat(sizes(plan(2, one, brief))).containsExactly(1, 1, 1, 1, 1, 1);
        Protocol notBrief = Tiny.withSteps(MLP, 700).withSeeds(5);
        assertThat(sizes(plan(2, one, notBrief)).size()).isBetween(2, 5);
    }

    @Test
    void the_longest_work_begins_first() {
        Protocol longer = Tiny.withSteps(MLP, 3_000).withName("longer");
        Protocol longest = Tiny.withSteps(MLP, 300_000).withName("longest");
        assertThat(plan(1, MLP, longest, longer).passes())
                .extracting(pass -> pass.get(0).protocol().name())
                .containsExactly("longest", "longer", "tiny MLP");
    }

    @Test
    void a_lone_pass_gets_all_threads_where_its_work_is_large_and_passes_share_them() {
        Protocol large = Tiny.protocol("large", new ResNet(18)).withSeeds(1);
        assertThat(plan(4, large).engineThreads()).isEqualTo(4);
        assertThat(plan(4, large.withSeeds(2)).engineThreads()).isEqualTo(2);
        assertThat(plan(4, large.withSeeds(9)).engineThreads()).isEqualTo(1);
        assertThat(plan(4, MLP.withSeeds(1)).engineThreads()).isEqualTo(1);
    }
}
