package phenomena.notebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import phenomena.baseline.RandomFourierFeatures;
import phenomena.dataset.DataException;
import phenomena.protocol.Budget;
import phenomena.protocol.Dial;
import phenomena.protocol.Protocol;
import phenomena.protocol.RandomLabels;
import phenomena.run.Fits;
import phenomena.run.Run;
import phenomena.run.Runs;
import tech.tablesaw.api.Table;

class LabTest {

    private static final Protocol PROTOCOL = protocol();

    @TempDir
    Path folder;

    private final Map<String, String> properties = new HashMap<>();

    private static Protocol protocol() {
        Protocol smoke = RandomLabels.mnist1dMlp(Budget.SMOKE).withName("p");
        return smoke.withLearner(
                smoke.learner().withTraining(smoke.learner().training().withSteps(5)));
    }

    private Lab lab() {
        return Lab.open(Budget.SMOKE).in(folder);
    }

    private void set(String property, String value) {
        properties.putIfAbsent(property, System.getProperty(property, ""));
        System.setProperty(property, value);
    }

    @AfterEach
    void restore() {
        properties.forEach((name, value) -> {
            if (value.isEmpty()) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    /** What {@code work} returns, and what it prints. */
    private record Printed<T>(T value, String text) {
        static <T> Printed<T> of(Supplier<T> work) {
            PrintStream before = System.out;
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
            try {
                return new Printed<>(work.get(), bytes.toString(StandardCharsets.UTF_8));
            } finally {
                System.setOut(before);
            }
        }

        Printed {
            text = text.strip();
        }
    }

    private static Run run(Lab lab) {
        return Printed.of(() -> lab.run(PROTOCOL)).value();
    }

    private static String csv(Table table) {
        return table.write().toString("csv");
    }

    private List<Path> records() throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    @Test
    void trains_once_and_loads_the_second_time() throws IOException {
        var first = Printed.of(() -> lab().run(PROTOCOL));
        assertThat(first.text()).startsWith("2 replicas trained now in ");
        assertThat(records()).hasSize(1);
        assertThat(first.value().isComplete()).isTrue();
        assertThat(first.value().table().rowCount()).isPositive();

        Run second = run(lab());
        assertThat(second.provenance())
                .as("loaded, not trained")
                .isEqualTo(first.value().provenance());
        assertThat(second.outcomes()).isEqualTo(first.value().outcomes());
        assertThat(csv(second.table())).isEqualTo(csv(first.value().table()));
        assertThat(Printed.of(() -> lab().run(PROTOCOL.withName("q")))
                        .value()
                        .table()
                        .stringColumn("run")
                        .unique())
                .as("another name, the same experiment")
                .containsExactly("q");
        assertThat(records()).hasSize(1);
    }

    @Test
    void trains_again_when_asked_to_and_replaces_the_record() throws IOException {
        Run first = run(lab());
        Run again = run(lab().retrain());
        assertThat(again.provenance()).isNotEqualTo(first.provenance());
        assertThat(csv(again.table())).as("one protocol, one result").isEqualTo(csv(first.table()));
        assertThat(records()).hasSize(1);
        assertThat(run(lab()).provenance()).isEqualTo(again.provenance());
    }

    @Test
    void sweeps_a_dial_into_one_table_and_loads_it_the_second_time() throws IOException {
        Runs sweep = Printed.of(() -> lab().sweep(PROTOCOL, Dial.LABEL_NOISE, 0, 0.5))
                .value();
        assertThat(sweep.dials()).containsOnly(Map.entry("labelNoise", List.of(0.0, 0.5)));
        assertThat(sweep.isComplete()).isTrue();
        assertThat(sweep.toString().lines()).hasSize(2).allMatch(line -> line.startsWith("p, labelNoise 0"));
        Table table = sweep.table();
        assertThat(table.columnNames())
                .containsExactly("run", "replica", "step", "split", "quantity", "value", "labelNoise");
        assertThat(table.doubleColumn("labelNoise").unique().asList()).containsExactlyInAnyOrder(0.0, 0.5);
        assertThat(table.where(table.stringColumn("quantity").isEqualTo("recovered"))
                        .doubleColumn("labelNoise")
                        .unique()
                        .asList())
                .as("only noisy labels are recovered")
                .containsExactly(0.5);
        assertThat(records()).hasSize(2);

        Runs loaded = Printed.of(() -> lab().sweep(PROTOCOL, Dial.LABEL_NOISE, 0, 0.5))
                .value();
        assertThat(csv(loaded.table())).isEqualTo(csv(table));
        assertThat(loaded.runs())
                .map(Run::provenance)
                .isEqualTo(sweep.runs().stream().map(Run::provenance).toList());
    }

    @Test
    void runs_all_pairs_of_two_dials() {
        Runs grid = Printed.of(() ->
                        lab().grid(PROTOCOL, Dial.LEARNING_RATE, List.of(0.01), Dial.WEIGHT_DECAY, List.of(0.0, 0.1)))
                .value();
        assertThat(grid.dials())
                .containsOnly(
                        Map.entry("learningRate", List.of(0.01, 0.01)), Map.entry("weightDecay", List.of(0.0, 0.1)));
        assertThat(grid.table().columnNames()).endsWith("value", "learningRate", "weightDecay");
        assertThat(grid.runs().get(1).protocol().learner().optimizer())
                .isEqualTo(PROTOCOL.learner().optimizer().withLearningRate(0.01).withWeightDecay(0.1));
    }

    @Test
    void runs_several_protocols_as_one_table() {
        Runs runs = Printed.of(() -> lab().runAll(PROTOCOL, Dial.LEARNING_RATE.at(PROTOCOL, 0.01)))
                .value();
        assertThat(runs.dials()).isEmpty();
        assertThat(runs.table().stringColumn("run").unique().asList())
                .containsExactlyInAnyOrder("p", "p, learningRate 0.01");
    }

    @Test
    void fits_baselines_into_a_table_and_files_nothing() {
        var fitted = Printed.of(
                () -> lab().fit(Fits.of(PROTOCOL.task(), 2).with("waves", new RandomFourierFeatures(20, 5, 0.01))));
        assertThat(fitted.text()).matches("2 fits in \\d+ s");
        assertThat(fitted.value().columnNames())
                .containsExactly("run", "replica", "step", "split", "quantity", "value");
        assertThat(fitted.value().stringColumn("quantity").unique().asList()).contains("loss", "error", "rank");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refuses_two_protocols_of_one_name_before_anything_is_written() throws IOException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lab().sweep(PROTOCOL, Dial.LABEL_NOISE, 0.5, 0, 0.5))
                .withMessage(
                        "protocols that run together must have names of their own, got \"p, labelNoise 0.5\" twice; "
                                + "give one another with withName");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> lab().runAll())
                .withMessage("runs must be at least one, got none");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void opens_at_the_budget_that_is_named() {
        set(Budget.VARIABLE, "paper");
        assertThat(Lab.open().budget()).isEqualTo(Budget.PAPER);
        assertThat(Lab.open().folder()).endsWithRaw(Path.of("data", "runs"));
        set(Budget.VARIABLE, "enormous");
        assertThatIllegalArgumentException()
                .isThrownBy(Lab::open)
                .withMessage("budget must be one of smoke, laptop, paper, got \"enormous\"; "
                        + "set PHENOMENA_BUDGET to one of them");
    }

    @Test
    void ignores_records_when_the_variable_says_so() {
        set(Lab.RETRAIN, "1");
        assertThat(Lab.open(Budget.SMOKE).oldest()).isAfter(Instant.now().minusSeconds(60));
        assertThat(lab()).hasToString("lab at smoke budget, training again");
        set(Lab.RETRAIN, "0");
        assertThat(Lab.open(Budget.SMOKE).oldest()).isEqualTo(Instant.MIN);
        assertThat(lab()).hasToString("lab at smoke budget, using records where there are any");
    }

    @Test
    void says_where_the_project_must_be_when_it_is_not_found() {
        set("PHENOMENA_HOME", folder.toString());
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Lab.open(Budget.SMOKE))
                .withMessageContaining("PHENOMENA_HOME must be the project's folder");
    }

    @Test
    void shows_as_text_where_there_is_no_notebook() {
        assertThat(Printed.of(() -> {
                            lab().show("a text");
                            return null;
                        })
                        .text())
                .isEqualTo("a text");
    }
}
