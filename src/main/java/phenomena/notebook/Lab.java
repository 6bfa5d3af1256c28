package phenomena.notebook;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import phenomena.dataset.DataFolder;
import phenomena.protocol.Budget;
import phenomena.protocol.Dial;
import phenomena.protocol.Protocol;
import phenomena.run.Fits;
import phenomena.run.Fitted;
import phenomena.run.Fitter;
import phenomena.run.Run;
import phenomena.run.RunStore;
import phenomena.run.Runner;
import phenomena.run.Runs;
import tech.tablesaw.api.Table;

/**
 * What a notebook opens: runs protocols, keeps their records, shows what came of them.
 *
 * <pre>{@code
 * var lab = Lab.open();
 * var run = lab.run(RandomLabels.fashionMlp(lab.budget()));
 * lab.show(Curves.of(run.table(), "error").by("split"));
 * }</pre>
 *
 * @param budget how much computing presets ask for
 * @param folder where records are kept
 * @param oldest records made before this are trained again and replaced
 */
public record Lab(Budget budget, Path folder, Instant oldest) {

    /** The environment variable (or system property) that, set to 1, trains again instead of loading records. */
    public static final String RETRAIN = "PHENOMENA_RETRAIN";

    /** The environment variable (or system property) that names a folder for the records in place of the project's own. */
    public static final String RUNS = "PHENOMENA_RUNS";

    /**
     * The lab under the budget of {@value Budget#VARIABLE}, on the project's own records.
     *
     * @throws IllegalArgumentException if the variable names no budget
     * @throws phenomena.dataset.DataException if the project's folder is not found
     */
    public static Lab open() {
        return open(Budget.current());
    }

    /** The lab under a budget, on the project's own records. */
    public static Lab open(Budget budget) {
        boolean retrain = "1".equals(setting(RETRAIN));
        Path folder = setting(RUNS).isBlank() ? DataFolder.find().resolve("runs") : Path.of(setting(RUNS));
        return new Lab(budget, folder, retrain ? now() : Instant.MIN);
    }

    /** Now, to the millisecond that provenance keeps. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String setting(String name) {
        String value = System.getProperty(name, System.getenv(name));
        return value == null ? "" : value;
    }

    /** The same lab on other records. */
    public Lab in(Path folder) {
        return new Lab(budget, folder, oldest);
    }

    /** The same lab, training everything once again and replacing the records there were. */
    public Lab retrain() {
        return new Lab(budget, folder, now());
    }

    /** Runs one protocol: loads its record, or trains and files it. The stop button keeps what was measured. */
    public Run run(Protocol protocol) {
        return run(List.of(protocol)).get(0);
    }

    /** Runs several protocols together, so that their replicas share passes; they are told apart by their names. */
    public Runs runAll(Protocol... protocols) {
        return runAll(List.of(protocols));
    }

    /** Runs several protocols together, as above. */
    public Runs runAll(List<Protocol> protocols) {
        return Runs.of(run(protocols));
    }

    /**
     * Runs a protocol at several values of one dial, together.
     *
     * @param values at least one
     */
    public Runs sweep(Protocol protocol, Dial dial, double... values) {
        List<Double> settings = Arrays.stream(values).boxed().toList();
        List<Protocol> protocols =
                settings.stream().map(value -> dial.at(protocol, value)).toList();
        return new Runs(run(protocols), Map.of(dial.name(), settings));
    }

    /**
     * Runs a protocol at all pairs of values of two dials, together: a phase diagram.
     *
     * @param rows at least one value of {@code first}
     * @param columns at least one value of {@code second}
     */
    public Runs grid(Protocol protocol, Dial first, List<Double> rows, Dial second, List<Double> columns) {
        List<Protocol> protocols = new ArrayList<>();
        Map<String, List<Double>> dials = new LinkedHashMap<>();
        dials.put(first.name(), new ArrayList<>());
        dials.put(second.name(), new ArrayList<>());
        for (double row : rows) {
            for (double column : columns) {
                protocols.add(second.at(first.at(protocol, row), column));
                dials.get(first.name()).add(row);
                dials.get(second.name()).add(column);
            }
        }
        return new Runs(run(protocols), dials);
    }

    /**
     * Fits baselines side by side, and says how long it took. They are fitted anew each time; the stop button keeps what was
     * fitted.
     *
     * <pre>{@code
     * lab.fit(Fits.sweep("features", List.of(10.0, 100.0), N -> Fits.of(task, 5)
     *         .with("random waves", new RandomFourierFeatures((int) N, 2, 0))));
     * }</pre>
     *
     * @return columns {@code run, replica, step, split, quantity, value}, and one for each swept number
     */
    public Table fit(Fits fits) {
        Fitter fitter =
                new Fitter(ProgressChoice.progress(), Runtime.getRuntime().availableProcessors());
        Fitted fitted = Notebook.stoppable(() -> fitter.fit(fits));
        System.out.println(fitted);
        return fitted.table();
    }

    private List<Run> run(List<Protocol> protocols) {
        Set<String> names = new HashSet<>();
        for (Protocol protocol : protocols) {
            if (!names.add(protocol.name())) {
                throw new IllegalArgumentException("protocols that run together must have names of their own, got \""
                        + protocol.name() + "\" twice; give one another with withName");
            }
        }
        Runner runner = new Runner(
                new RunStore(folder),
                ProgressChoice.progress(),
                Runtime.getRuntime().availableProcessors());
        Instant begun = now();
        List<Run> runs = Notebook.stoppable(() -> runner.run(protocols, oldest));
        System.out.println(Account.of(runs, begun));
        return runs;
    }

    /** Shows a figure, a table or a text below the cell. */
    public void show(Object value) {
        Notebook.show(value);
    }

    /** The budget, and where the records are. */
    @Override
    public String toString() {
        return "lab at " + budget.label() + " budget, "
                + (oldest.equals(Instant.MIN) ? "using records where there are any" : "training again");
    }
}
