package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.protocol.Measurement;
import phenomena.protocol.Protocol;

class RunStoreTest {

    private static final Protocol PROTOCOL = Tiny.mlp();
    private static final Identity IDENTITY = Identity.of(PROTOCOL, List.of("a", "b", "c"));
    private static final Provenance PROVENANCE =
            new Provenance("2026-01-02T03:04:05Z", 6.5, Map.of("jdk", "17"), Map.of("cores", "2"), "one pass");

    @TempDir
    Path folder;

    /** Every kind of number a probe may read, awkward text, and parameters of two shapes. */
    private static Run run(Protocol protocol) {
        double[] values = {
            1.5,
            -0.0,
            0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.MIN_VALUE,
            Double.MAX_VALUE,
            0.1,
            1e23,
            -123456789.123456789
        };
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            rows.add(new Row(protocol.name(), i % 3, 1L << i, i % 2 == 0 ? "train" : "", "a, \"b\"\nc" + i, values[i]));
        }
        Map<Long, Outcome> outcomes = new LinkedHashMap<>();
        outcomes.put(0L, new Outcome.Completed(30));
        outcomes.put(1L, new Outcome.Diverged(7));
        outcomes.put(2L, new Outcome.Completed(12));
        Map<String, float[]> parameters = new LinkedHashMap<>();
        parameters.put("01linear_weight", new float[] {1, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE});
        parameters.put("02linear_bias", new float[] {0.1f});
        return new Run(
                protocol,
                Rows.table(protocol.name(), rows),
                outcomes,
                PROVENANCE,
                Map.of(0L, parameters, 2L, parameters));
    }

    private RunStore saved(Run run) {
        RunStore store = new RunStore(folder);
        store.save(Map.of(IDENTITY, run));
        return store;
    }

    @Test
    void a_record_comes_back_bit_for_bit() {
        Run run = run(PROTOCOL);
        Run read = saved(run).find(PROTOCOL, IDENTITY).orElseThrow();
        assertThat(Tiny.bits(read)).isEqualTo(Tiny.bits(run));
        assertThat(read.table().name()).isEqualTo("tiny MLP");
        assertThat(read.table().columnNames()).isEqualTo(run.table().columnNames());
        assertThat(read.table().types()).isEqualTo(run.table().types());
        assertThat(read.table().stringColumn("run").unique().asList()).containsExactly("tiny MLP");
        assertThat(read.outcomes()).isEqualTo(run.outcomes());
        assertThat(read.provenance()).isEqualTo(PROVENANCE);
        assertThat(read.protocol()).isEqualTo(PROTOCOL);
        assertThat(read.kept()).containsOnlyKeys(0L, 2L);
        run.kept().get(0L).forEach((name, values) -> assertThat(
                        read.kept().get(2L).get(name))
                .containsExactly(values));
    }

    @Test
    void a_trained_record_comes_back_with_its_parameters() {
        Protocol keeping = PROTOCOL.withMeasurement(PROTOCOL.measurement().withKeptSteps(Measurement.END));
        Run trained = Tiny.run(folder, keeping);
        Run loaded = Tiny.run(folder, keeping);
        assertThat(loaded.provenance()).isEqualTo(trained.provenance());
        assertThat(Tiny.bits(loaded)).isEqualTo(Tiny.bits(trained));
        assertThat(loaded.kept()).containsOnlyKeys(0L, 1L, 2L);
        assertThat(loaded.kept().get(1L).keySet())
                .containsExactlyInAnyOrderElementsOf(trained.kept().get(1L).keySet())
                .hasSize(4);
        trained.kept().get(1L).forEach((name, values) -> assertThat(
                        loaded.kept().get(1L).get(name))
                .containsExactly(values));
    }

    @Test
    void a_record_is_found_under_another_name_and_takes_it() {
        Protocol renamed = PROTOCOL.withName("another name");
        Run read = saved(run(PROTOCOL)).find(renamed, IDENTITY).orElseThrow();
        assertThat(read.protocol()).isEqualTo(renamed);
        assertThat(read.table().stringColumn("run").unique().asList()).containsExactly("another name");
    }

    @Test
    void a_record_of_other_data_or_another_protocol_is_not_found() {
        RunStore store = saved(run(PROTOCOL));
        assertThat(store.find(PROTOCOL, Identity.of(PROTOCOL, List.of("a", "b", "x"))))
                .isEmpty();
        Protocol longer = Tiny.withSteps(PROTOCOL, 31);
        assertThat(store.find(longer, Identity.of(longer, IDENTITY.dataSha256())))
                .isEmpty();
    }

    @Test
    void a_record_trained_again_takes_the_place_of_the_old_one_also_under_a_new_name() throws IOException {
        RunStore store = saved(run(PROTOCOL));
        assertThat(StoreFolder.records(folder))
                .extracting(path -> path.getFileName().toString())
                .containsExactly("tiny-mlp-" + IDENTITY.brief());
        Run again = run(PROTOCOL.withName("Ünïcode/../name"));
        store.save(Map.of(IDENTITY, again));
        assertThat(StoreFolder.records(folder)).hasSize(1);
        assertThat(StoreFolder.records(folder).get(0).getFileName().toString())
                .matches("[a-z0-9-]+-" + IDENTITY.brief());
        assertThat(store.all().runs())
                .singleElement()
                .satisfies(read -> assertThat(read.protocol().name()).isEqualTo("Ünïcode/../name"));
        assertThat(store.all().skipped()).isEmpty();
        assertThat(StoreFolder.unfinished(folder)).isEmpty();
    }

    @Test
    void retraining_replaces_the_record() {
        Run first = Tiny.run(folder, PROTOCOL);
        Run second = Tiny.runner(folder).run(List.of(PROTOCOL), Instant.MAX).get(0);
        assertThat(second.provenance().seconds())
                .isNotEqualTo(first.provenance().seconds());
        assertThat(new RunStore(folder).all().runs()).singleElement().satisfies(run -> assertThat(run.provenance())
                .isEqualTo(second.provenance()));
    }

    @Test
    void what_abandoned_trainings_left_is_deleted_when_it_is_a_month_old() throws IOException {
        Path unfinished = Files.createDirectories(folder.resolve(".unfinished"));
        Path old = Files.createDirectory(unfinished.resolve("old.record"));
        Files.writeString(old.resolve("rows.csv.gz"), "half");
        Path recent = Files.writeString(unfinished.resolve("recent.checkpoint"), "state");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        Files.setLastModifiedTime(recent, FileTime.from(Instant.now().minus(Duration.ofDays(29))));
        Tiny.run(folder, Tiny.withSteps(PROTOCOL, 1));
        assertThat(StoreFolder.unfinished(folder)).containsExactlyInAnyOrder("lock", "recent.checkpoint");
    }

    @Test
    void a_store_that_is_not_there_holds_nothing_and_is_not_made_by_looking() {
        RunStore store = new RunStore(folder.resolve("none"));
        assertThat(store.all().runs()).isEmpty();
        assertThat(store.find(PROTOCOL, IDENTITY)).isEmpty();
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
