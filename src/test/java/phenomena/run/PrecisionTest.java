package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import phenomena.model.CrossEntropy;
import phenomena.model.MeanSquaredError;
import phenomena.model.Mlp;
import phenomena.model.Objective;
import phenomena.model.Precision;
import phenomena.model.StableMax;
import phenomena.protocol.Protocol;

/** What a protocol says about numbers and objective is what is trained with. */
class PrecisionTest {

    private static Protocol protocol(Objective objective, Precision precision) {
        Protocol protocol = Tiny.withSteps(Tiny.protocol("precision", new Mlp(1, 8, 1)), 10);
        return protocol.withLearner(protocol.learner().withObjective(objective).withPrecision(precision));
    }

    private static List<Row> rows(Ledger ledger, Protocol protocol) {
        List<Row> rows = new ArrayList<>();
        Tiny.replicas(protocol).forEach(replica -> rows.addAll(ledger.rows(replica)));
        return rows;
    }

    @Test
    void float32_and_float64_agree_to_float32_and_differ_beyond() {
        for (Objective objective : List.of(new CrossEntropy(), new MeanSquaredError(), new StableMax())) {
            Protocol single = protocol(objective, Precision.FLOAT32);
            Protocol twice = protocol(objective, Precision.FLOAT64);
            List<Row> some = rows(Tiny.train(Tiny.replicas(single)), single);
            List<Row> others = rows(Tiny.train(Tiny.replicas(twice)), twice);
            assertThat(Tiny.difference(some, others)).as(objective.toString()).isBetween(1e-9, 1e-4);
        }
    }

    @Test
    void float64_replicas_alone_are_as_in_a_batch() {
        Protocol protocol = protocol(new CrossEntropy(), Precision.FLOAT64);
        List<Row> together = rows(Tiny.train(Tiny.replicas(protocol)), protocol);
        List<Row> alone = new ArrayList<>();
        for (long seed : protocol.seeds()) {
            Protocol own = Tiny.withSeed(protocol, seed);
            alone.addAll(rows(Tiny.train(Tiny.replicas(own)), own));
        }
        assertThat(Tiny.difference(together, alone)).isLessThan(1e-12);
    }

    @Test
    void each_objective_falls_when_it_is_trained_for() {
        for (Objective objective : List.of(new CrossEntropy(), new MeanSquaredError(), new StableMax())) {
            Protocol protocol = protocol(objective, Precision.FLOAT32);
            Ledger ledger = Tiny.train(Tiny.replicas(protocol));
            for (Replica replica : Tiny.replicas(protocol)) {
                List<Double> losses = ledger.rows(replica).stream()
                        .filter(row ->
                                row.split().equals("train") && row.quantity().equals("loss"))
                        .map(Row::value)
                        .toList();
                assertThat(losses.get(losses.size() - 1)).isLessThan(losses.get(0));
            }
        }
    }
}
