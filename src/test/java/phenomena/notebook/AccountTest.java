package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.dataset.Mnist1d;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import phenomena.protocol.Budget;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import phenomena.run.Outcome;
import phenomena.run.Provenance;
import phenomena.run.Run;
import tech.tablesaw.api.Table;

class AccountTest {

    private static final Instant NOON = Instant.parse("2026-03-04T12:00:00Z");
    private static final Protocol PROTOCOL =
            RandomLabels.mnist1dMlp(Budget.SMOKE).withName("p");

    private static Provenance trained(String created, double seconds) {
        return new Provenance(created, seconds, Map.of(), Map.of("cores", "8"), "");
    }

    /** A run of as many seeds as there are outcomes. */
    private static Run run(Protocol protocol, Provenance provenance, Outcome... outcomes) {
        Map<Long, Outcome> bySeed = new LinkedHashMap<>();
        for (int seed = 0; seed < outcomes.length; seed++) {
            bySeed.put((long) seed, outcomes[seed]);
        }
        return new Run(
                protocol.withSeeds(outcomes.length), Table.create(protocol.name()), bySeed, provenance, Map.of());
    }

    private static final Outcome DONE = new Outcome.Completed(40);

    @Test
    void says_when_and_where_records_were_trained() {
        Run first = run(PROTOCOL, trained("2026-03-02T23:59:59Z", 61.4), DONE, DONE);
        Run second = run(PROTOCOL.withName("q"), trained("2026-03-01T10:00:00Z", 30), DONE, DONE, DONE);
        assertThat(Account.of(List.of(first, second), NOON))
                .isEqualTo("5 replicas from records, trained on 2026-03-01, 2026-03-02 in 91 s (8 cores)");
    }

    @Test
    void counts_the_time_of_one_training_once() {
        Provenance together = trained("2026-03-04T12:00:00Z", 12.6);
        assertThat(Account.of(
                        List.of(run(PROTOCOL, together, DONE), run(PROTOCOL.withName("q"), together, DONE)), NOON))
                .isEqualTo("2 replicas trained now in 13 s");
    }

    @Test
    void tells_records_from_what_was_trained_now() {
        Run old = run(PROTOCOL, trained("2026-03-04T11:59:59Z", 5), DONE);
        Run now = run(PROTOCOL.withName("q"), trained("2026-03-04T12:00:30Z", 7), DONE, DONE);
        assertThat(Account.of(List.of(now, old), NOON).lines())
                .containsExactly(
                        "1 replica from records, trained on 2026-03-04 in 5 s (8 cores)",
                        "2 replicas trained now in 7 s");
    }

    @Test
    void names_what_was_interrupted_and_what_diverged() {
        Run run = run(
                PROTOCOL,
                trained("2026-03-04T12:00:01Z", 1),
                new Outcome.Interrupted(3),
                new Outcome.Diverged(4),
                DONE,
                new Outcome.Interrupted(5));
        assertThat(Account.of(List.of(run), NOON).lines())
                .containsExactly(
                        "4 replicas trained now in 1 s",
                        "p: interrupted at seeds [0, 3]; run the cell again to go on",
                        "p: diverged at seeds [1]");
    }

    record OwnTask() implements Task {
        @Override
        public Split split(long seed) {
            return new Mnist1d(10, 10).split(seed);
        }
    }

    @Test
    void says_that_a_run_of_the_readers_own_type_is_not_filed() {
        Run run = run(PROTOCOL.withTask(new OwnTask()), trained("2026-03-04T12:00:01Z", 1), DONE);
        assertThat(Account.of(List.of(run), NOON))
                .endsWith("p: not filed, since it uses a type of your own")
                .startsWith("1 replica trained now");
    }

    @Test
    void has_nothing_to_say_of_nothing() {
        assertThat(Account.of(List.of(), NOON)).isEmpty();
    }
}
