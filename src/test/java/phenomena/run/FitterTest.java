package phenomena.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import phenomena.baseline.Baseline;
import phenomena.baseline.Kernel;
import phenomena.baseline.KernelRidge;
import phenomena.baseline.LinearRegression;
import phenomena.baseline.NoisyFunction;
import phenomena.baseline.Points;
import phenomena.baseline.PolynomialRegression;
import phenomena.baseline.Predictor;
import phenomena.baseline.RandomFourierFeatures;
import phenomena.baseline.WeakFeatures;
import phenomena.dataset.Examples;
import phenomena.dataset.Split;
import phenomena.dataset.Task;
import tech.tablesaw.api.Table;

class FitterTest {

    private static final WeakFeatures MODEL = new WeakFeatures(20, 30, 1, 0.1);

    private static final Task TASK = seed -> new Split(
            new Examples(new float[] {0, 1, 2, 3}, new long[] {1}, new int[] {0, 0, 1, 0}, new int[] {0, 0, 1, 1}, 2),
            new Examples(new float[] {0.1f, 2.1f}, new long[] {1}, new int[] {0, 1}, new int[] {0, 1}, 2));

    /** Votes for class 0 with 0.75, whatever the input; it says of itself the seed it was given. */
    private record Stubborn() implements Baseline {
        @Override
        public Predictor fit(Points train, long seed) {
            return new Predictor() {
                @Override
                public double[] predict(double[] inputs, int features) {
                    double[] votes = new double[inputs.length * 2];
                    for (int i = 0; i < inputs.length; i++) {
                        votes[2 * i] = 0.75;
                        votes[2 * i + 1] = 0.25;
                    }
                    return votes;
                }

                @Override
                public Map<String, Double> quantities() {
                    return Map.of("norm", (double) seed, "pseudo-inverse", (double) seed);
                }
            };
        }

        @Override
        public long size(int examples, int features, int outputs) {
            return 2;
        }
    }

    private static Fitter fitter() {
        return new Fitter(Progress.NONE, 2);
    }

    private static List<String> rows(Table table) {
        List<String> rows = new ArrayList<>();
        table.forEach(row -> rows.add(row.getString("run") + " " + row.getLong("replica") + " " + row.getLong("step")
                + " " + row.getString("split") + " " + row.getString("quantity") + " " + row.getDouble("value")));
        return rows;
    }

    @Test
    void measures_classes_as_networks_are_measured() {
        Fitted fitted = fitter().fit(Fits.of(TASK, 2).with("stubborn", new Stubborn()));
        assertThat(fitted.table().columnNames())
                .containsExactly("run", "replica", "step", "split", "quantity", "value");
        assertThat(rows(fitted.table()).subList(0, 9))
                .containsExactly(
                        "stubborn 0 0 train loss 0.1875", // (3 · 0.0625 + 0.5625) / 4
                        "stubborn 0 0 test loss 0.3125",
                        "stubborn 0 0 train error 0.25",
                        "stubborn 0 0 test error 0.5",
                        "stubborn 0 0 train error clean 0.3333333333333333",
                        "stubborn 0 0 train error corrupted 0.0",
                        "stubborn 0 0 train recovered 0.0",
                        "stubborn 0 0 train norm 0.0",
                        "stubborn 0 0 train pseudo-inverse 0.0");
        assertThat(rows(fitted.table())).hasSize(18).contains("stubborn 1 0 train norm 1.0");
        assertThat(fitted.asked()).isEqualTo(2);
        assertThat(fitted.done()).isEqualTo(2);
        assertThat(fitted.toString().lines()).hasSize(2).first().asString().matches("2 fits in \\d+ s");
        assertThat(fitted.toString())
                .endsWith("1 with a matrix that is singular to working precision: its pseudo-inverse was used, and the "
                        + "quantity \"pseudo-inverse\" is 1 there; a penalty or some noise makes it regular");
    }

    @Test
    void fits_the_seeds_own_data_exactly_as_alone() {
        Table table = fitter().fit(Fits.ofRegression(MODEL, 3).with("least squares", new LinearRegression(10, 0)))
                .table();
        for (long seed = 0; seed < 3; seed++) {
            WeakFeatures.Drawn drawn = MODEL.draw(seed);
            double risk = drawn.risk(new LinearRegression(10, 0).fit(drawn.train(), seed));
            assertThat(value(table, seed, "test", "risk")).isEqualTo(risk);
            assertThat(value(table, seed, "test", "loss")).isCloseTo(risk + 0.1, within(1e-14));
            assertThat(value(table, seed, "train", "loss")).isPositive();
            assertThat(value(table, seed, "train", "rank")).isEqualTo(10);
        }
    }

    private static double value(Table table, long seed, String split, String quantity) {
        Table one = table.where(table.longColumn("replica")
                .isEqualTo(seed)
                .and(table.stringColumn("split").isEqualTo(split))
                .and(table.stringColumn("quantity").isEqualTo(quantity)));
        assertThat(one.rowCount()).isEqualTo(1);
        return one.doubleColumn("value").get(0);
    }

    @Test
    void sweeps_what_data_and_baselines_take_into_columns() {
        Fits fits = Fits.sweep(
                "noise",
                List.of(0.0, 0.5),
                noise -> Fits.sweep("degree", List.of(3.0, 30.0), degree -> Fits.ofRegression(
                                new NoisyFunction(Math::sin, 10, noise), 2)
                        .with("polynomial", new PolynomialRegression((int) degree, 0))
                        .with("kernel ridge", new KernelRidge(new Kernel.Rbf(0.5), 1e-3))));
        Table table = fitter().fit(fits).table();
        assertThat(table.columnNames())
                .containsExactly("run", "replica", "step", "split", "quantity", "value", "noise", "degree");
        assertThat(table.stringColumn("run").unique().asList()).containsExactlyInAnyOrder("polynomial", "kernel ridge");
        Table exact = table.where(table.doubleColumn("noise")
                .isEqualTo(0)
                .and(table.doubleColumn("degree").isEqualTo(30))
                .and(table.stringColumn("run").isEqualTo("polynomial"))
                .and(table.stringColumn("quantity").isEqualTo("parameters")));
        assertThat(exact.doubleColumn("value").asList()).containsExactly(31.0, 31.0);
    }

    @Test
    void gives_one_table_on_one_core_and_on_many() {
        Fits fits = Fits.sweep("features", List.of(5.0, 20.0, 60.0), N -> Fits.of(TASK, 4)
                .with("waves", new RandomFourierFeatures((int) N, 1, 1e-3)));
        String alone = new Fitter(Progress.NONE, 1).fit(fits).table().write().toString("csv");
        assertThat(new Fitter(Progress.NONE, 4).fit(fits).table().write().toString("csv"))
                .isEqualTo(alone);
    }

    @Test
    void keeps_what_was_fitted_when_it_is_interrupted() {
        Thread test = Thread.currentThread();
        Baseline impatient = new Baseline() {
            @Override
            public Predictor fit(Points train, long seed) {
                if (seed == 1) {
                    test.interrupt();
                    while (test.isInterrupted()) { // until the fitter has taken the wish in
                        Thread.onSpinWait();
                    }
                }
                return new Stubborn().fit(train, 0);
            }

            @Override
            public long size(int examples, int features, int outputs) {
                return 1;
            }
        };
        List<String> outcomes = new ArrayList<>();
        Progress progress = new Progress() {
            @Override
            public void start(String title, long work) {
                outcomes.add(title + ", " + work);
            }

            @Override
            public void advance(long work, List<Row> measured) {}

            @Override
            public void finish(String outcome) {
                outcomes.add(outcome);
            }
        };
        Fitted fitted = new Fitter(progress, 1).fit(Fits.of(TASK, 5).with("impatient", impatient));
        assertThat(Thread.interrupted()).as("the wish has been followed").isFalse();
        assertThat(outcomes).containsExactly("5 fits, 5", "interrupted");
        assertThat(fitted.done()).isBetween(2, 3);
        assertThat(fitted.asked()).isEqualTo(5);
        assertThat(fitted.table().longColumn("replica").unique().asList())
                .contains(0L, 1L)
                .doesNotContain(4L);
        assertThat(fitted.toString()).contains("to go; run the cell again to fit them all anew");
    }

    @Test
    void refuses_what_does_not_fit_in_memory_before_anything_is_fitted() {
        List<Long> fitted = new ArrayList<>();
        Baseline watched = new Baseline() {
            @Override
            public Predictor fit(Points train, long seed) {
                fitted.add(seed);
                return new Stubborn().fit(train, seed);
            }

            @Override
            public long size(int examples, int features, int outputs) {
                return 1;
            }
        };
        Fits fits = Fits.of(TASK, 1)
                .with("small", watched)
                .with("enormous", new RandomFourierFeatures(2_000_000_000, 1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitter().fit(fits))
                .withMessageStartingWith("memory for RandomFourierFeatures[features=2000000000, ");
        assertThat(fitted).isEmpty();
    }

    @Test
    void throws_what_a_fit_throws() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        fitter().fit(Fits.ofRegression(MODEL, 3).with("polynomial", new PolynomialRegression(3, 0))))
                .withMessage("inputs must be of 1 feature for a polynomial, got 30");
    }

    @Test
    void refuses_fits_that_make_no_table() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitter().fit(Fits.of(TASK, 1)))
                .withMessage("baselines must be at least one, got none; add one with Fits.with");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.of(TASK, 0))
                .withMessage("seeds must be at least 1, got 0");
        Fits one = Fits.of(TASK, 1).with("a", new Stubborn());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.with("a", new Stubborn()))
                .withMessage("baselines must have names of their own, got \"a\" twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.sweep("x", List.of(), x -> one))
                .withMessage("values of x must be at least one, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.sweep("step", List.of(1.0), x -> one))
                .withMessage("the swept number must have a name other than the columns "
                        + "[run, replica, step, split, quantity, value], got step");
        Fits sweep = Fits.sweep("x", List.of(1.0), x -> one);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sweep.with("b", new Stubborn()))
                .withMessage("a baseline must be added at each value of a sweep, inside it, got \"b\" after it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fits.sweep("x", List.of(1.0), x -> sweep))
                .withMessage("a number must be swept once, got x twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitter().fit(Fits.sweep("y", List.of(1.0, 2.0), y -> y == 1 ? one : sweep)))
                .withMessageStartingWith("the fits of one table must sweep the same numbers, got ");
    }
}
