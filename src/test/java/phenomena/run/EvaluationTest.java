package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.nn.Block;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import phenomena.measure.Part;
import phenomena.model.Architecture;
import phenomena.model.Mlp;
import phenomena.model.Precision;
import phenomena.protocol.Protocol;

class EvaluationTest {

    /** An MLP that does not say what it costs: it is measured 16 examples a pass. */
    record Unknown(Mlp mlp) implements Architecture {
        @Override
        public Block block(long[] inputShape, int classes, int replicas) {
            return mlp.block(inputShape, classes, replicas);
        }
    }

    /** Of 40 train and 30 test examples of one replica, the logits and the hidden layer. */
    private static List<double[]> measured(Architecture architecture, Precision precision) {
        Protocol protocol = Tiny.protocol("measured", architecture);
        Protocol precise = protocol.withLearner(protocol.learner().withPrecision(precision));
        try (Cohort cohort = Tiny.cohort(List.of(new Replica(0, precise, 5)))) {
            return Stream.of(Part.values())
                    .flatMap(part -> Stream.of(cohort.logits(part)[0], cohort.activations(part)[0]))
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void what_several_passes_measure_is_what_one_measures(Precision precision) {
        Mlp mlp = new Mlp(1, 8, 1);
        List<double[]> together = measured(mlp, precision);
        List<double[]> apart = measured(new Unknown(mlp), precision);
        assertThat(together).extracting(values -> values.length).containsExactly(40 * 10, 40 * 8, 30 * 10, 30 * 8);
        for (int i = 0; i < together.size(); i++) {
            assertThat(apart.get(i)).containsExactly(together.get(i), within(1e-6));
        }
    }
}
