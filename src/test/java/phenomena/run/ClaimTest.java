package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.protocol.Protocol;

/** One identity has one writer at a time, whichever program it is in. */
class ClaimTest {

    private static final Protocol PROTOCOL = Tiny.withSteps(Tiny.mlp(), 2);
    private static final Identity ONE = identity(1);
    private static final Identity TWO = identity(2);

    @TempDir
    Path folder;

    private static Identity identity(int seed) {
        return Identity.of(Tiny.withSeed(PROTOCOL, seed), List.of("data"));
    }

    private Path lock() {
        return folder.resolve("lock");
    }

    @Test
    void a_claim_refuses_others_until_it_is_closed() throws IOException {
        try (Claim claim = Claim.on(lock(), ONE).orElseThrow()) {
            assertThat(claim).isNotNull();
            assertThat(Claim.on(lock(), ONE)).isEmpty();
            assertThat(Claim.on(folder.resolve("../" + folder.getFileName() + "/lock"), ONE))
                    .isEmpty();
        }
        Claim.on(lock(), ONE).orElseThrow().close();
    }

    @Test
    void other_identities_and_other_stores_are_free() throws IOException {
        try (Claim claim = Claim.on(lock(), ONE).orElseThrow();
                Claim other = Claim.on(lock(), TWO).orElseThrow();
                Claim elsewhere =
                        Claim.on(folder.resolve("lock elsewhere"), ONE).orElseThrow()) {
            assertThat(List.of(claim, other, elsewhere)).doesNotHaveDuplicates();
        }
    }

    /** Tries to claim {@link #ONE} and exits with 0 if it could, with 3 if it was refused. */
    static final class Claimant {
        public static void main(String[] arguments) throws IOException {
            System.exit(Claim.on(Path.of(arguments[0]), ONE).isPresent() ? 0 : 3);
        }
    }

    private int claimFromAnotherProcess() throws Exception {
        Process process = ChildJvm.start(Claimant.class, List.of("-Xshare:auto"), lock().toString());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    @Test
    void another_process_is_refused_also_after_this_one_was_refused_and_other_claims_were_closed() throws Exception {
        try (Claim claim = Claim.on(lock(), ONE).orElseThrow()) {
            Claim.on(lock(), TWO).orElseThrow().close();
            assertThat(Claim.on(lock(), ONE)).isEmpty();
            assertThat(claimFromAnotherProcess()).isEqualTo(3);
            assertThat(claim).isNotNull();
        }
        assertThat(claimFromAnotherProcess()).isZero();
    }

    @Test
    void two_runners_cannot_train_one_identity_at_once() {
        Run[] inner = new Run[1];
        Progress second = new Progress() {
            @Override
            public void start(String title, long replicaSteps) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> Tiny.run(folder, PROTOCOL.withName("the same")))
                        .withMessageContaining("run \"the same\" (")
                        .withMessageContaining("is being trained on this store now")
                        .withMessageContaining("wait for it");
                inner[0] = Tiny.run(folder, Tiny.withSteps(PROTOCOL, 3));
            }

            @Override
            public void advance(long replicaSteps, List<Row> measured) {}

            @Override
            public void finish(String outcome) {
                assertThat(outcome).isEqualTo("completed");
            }
        };
        Run run = new Runner(new RunStore(folder), second, 2)
                .run(List.of(PROTOCOL), Instant.MIN)
                .get(0);
        assertThat(run.isComplete()).isTrue();
        assertThat(inner[0].isComplete()).isTrue();
        assertThat(new RunStore(folder).all().runs()).hasSize(2);
        assertThat(Tiny.run(folder, PROTOCOL.withName("the same")).provenance()).isEqualTo(run.provenance());
    }
}
