package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import phenomena.protocol.Protocol;

class DeterminismTest {

    /** Relative above 1, absolute below; float32 has 6e-8, and thirty steps of Adam amplify it. */
    private static final double ROUNDING = 1e-4;

    @TempDir
    Path folder;

    static List<Protocol> protocols() {
        return List.of(Tiny.mlp(), Tiny.cnn());
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void the_same_protocol_gives_the_same_rows_bit_for_bit(Protocol protocol) {
        Run first = Tiny.run(folder.resolve("first"), protocol);
        Run second = Tiny.run(folder.resolve("second"), protocol);
        assertThat(Tiny.bits(first)).hasSizeGreaterThan(100).isEqualTo(Tiny.bits(second));
    }

    @Test
    void two_runners_at_once_equal_their_single_twins_bit_for_bit() throws Exception {
        Protocol mlp = Tiny.withSteps(Tiny.mlp(), 150);
        Protocol cnn = Tiny.withSteps(Tiny.cnn(), 150);
        List<String> mlpAlone = Tiny.bits(Tiny.run(folder.resolve("mlp alone"), mlp));
        List<String> cnnAlone = Tiny.bits(Tiny.run(folder.resolve("cnn alone"), cnn));
        CyclicBarrier start = new CyclicBarrier(2);
        var threads = Executors.newFixedThreadPool(2);
        try {
            Future<Run> mlpBeside = threads.submit(() -> {
                start.await();
                return Tiny.run(folder.resolve("together"), mlp);
            });
            Future<Run> cnnBeside = threads.submit(() -> {
                start.await();
                return Tiny.run(folder.resolve("together"), cnn);
            });
            assertThat(Tiny.bits(mlpBeside.get())).isEqualTo(mlpAlone);
            assertThat(Tiny.bits(cnnBeside.get())).isEqualTo(cnnAlone);
        } finally {
            threads.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void a_replica_trained_beside_others_equals_the_replica_trained_alone(Protocol protocol) {
        List<Replica> all = Tiny.replicas(protocol);
        Ledger together = Tiny.train(all);
        for (Replica replica : all) {
            Ledger alone = Tiny.train(List.of(replica));
            List<Row> rows = together.rows(replica);
            assertThat(rows).hasSizeGreaterThan(100);
            assertThat(rows)
                    .extracting(Row::step, Row::split, Row::quantity)
                    .containsExactlyElementsOf(alone.rows(replica).stream()
                            .map(row -> Tuple.tuple(row.step(), row.split(), row.quantity()))
                            .toList());
            assertThat(Tiny.difference(rows, alone.rows(replica))).isLessThan(ROUNDING);
        }
    }
}
